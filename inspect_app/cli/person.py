"""`person`: hand out or erase everything that the gate keeps about one person (个人信息保护法 45, 47)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inspect_app.cli.failure import Failure
from inspect_app.cli.output import check_place, write_whole
from inspect_app.gate_keys.folder import FILE_MODE
from inspect_app.gate_keys.opening import Shut
from inspect_app.person_data.erasing import REASONS, ErasePlan
from inspect_app.person_data.finding import Sought
from inspect_app.person_data.handing_out import (
    Opening,
    StillInside,
    erase_person,
    export_person,
    find_person,
    plan_erasure,
)
from inspect_app.texts import DEFAULT_LANGUAGE, words_for
from inspect_app.texts.gate_person_words import PERSON_KINDS
from inspect_app.texts.moments import clock_time
from sync.server.console import Console, local_offset_minutes

BY = "command line"
SHUT_SENTENCES: Mapping[str, str] = {
    "too_many": "十分钟内查看得太多了，请稍后再试。",
    "key": "证件号的私钥不在本机：请先 gate-key import，或去掉 --with-number。",
    "bound": "证件号打不开：它是为另一次来访封存的。请去掉 --with-number。",
}


def add_to(commands: Any) -> None:
    command = commands.add_parser("person", help="hand out or erase all that the gate keeps about one person")
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    out = acts.add_parser("export", help="write it into a ZIP: JSON, a page to read, photos")
    _add_person(out)
    out.add_argument("--out", type=Path, default=Path("person.zip"))
    out.add_argument("--with-number", metavar="REASON", help="open the identity number for it, with a reason")
    out.set_defaults(run=run_export)
    gone = acts.add_parser("erase", help="count what would be erased; with --yes erase it everywhere")
    _add_person(gone)
    gone.add_argument("--reason", choices=REASONS, required=True, help="a ground of article 47")
    gone.add_argument("--yes", action="store_true", help="do it; without this it is only counted")
    gone.set_defaults(run=run_erase)


def _add_person(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", required=True)
    command.add_argument("--phone", required=True)


def run_export(given: argparse.Namespace) -> None:
    sought, t = _sought(given), words_for(DEFAULT_LANGUAGE)
    check_place(given.out)
    with Console(given.data) as console:
        console.sync()
        found = find_person(console, sought)
        if not found.count:
            raise Failure("门卫没有保存这个人的信息；请核对姓名和电话。")
        opening = Opening(_reason(given.with_number), BY) if given.with_number is not None else None
        try:
            content = export_person(console, given.data, sought, t, BY, opening)
        except Shut as shut:
            raise Failure(SHUT_SENTENCES.get(shut.reason, "证件号打不开。")) from None
    write_whole(given.out, content)
    given.out.chmod(FILE_MODE)
    counts = {kind: len(rows) for kind, rows in found.rows.items()}
    print(f"已写入 {given.out}：{_counted(counts)}。交给本人后请删除这个文件。")


def run_erase(given: argparse.Namespace) -> None:
    sought = _sought(given)
    with Console(given.data) as console:
        console.sync()
        try:
            plan = _erased(console, given, sought)
        except StillInside as inside:
            since = clock_time(inside.visit.in_ms, local_offset_minutes())
            gate = inside.visit.gate or "校门"
            raise Failure(f"此人还在校内（{gate}，{since} 进入），离校登记后才能删除。") from None
    _tell(plan, done=given.yes)


def _erased(console: Console, given: argparse.Namespace, sought: Sought) -> ErasePlan:
    if given.yes:
        return erase_person(console, given.data, sought, given.reason, BY)
    return plan_erasure(console, sought)


def _tell(plan: ErasePlan, *, done: bool) -> None:
    if not plan.rows:
        print("没有可删除的信息；请核对姓名和电话。")
    elif done:
        print(f"已删除：{_counted(plan.counts)}。各部手机下次同步时一并删除；计数已签名留存。")
    else:
        print(f"将删除：{_counted(plan.counts)}。确认后加 --yes 执行；这只是清点，什么都没有改。")
    if plan.stays:
        print(
            f"保留：{_counted(plan.stays)}（生效的谢绝入校名单、还有他人的接送卡、查看和清点记录不随申请删除）。"
        )


def _counted(counts: Mapping[str, int]) -> str:
    t = words_for(DEFAULT_LANGUAGE)
    return "，".join(f"{t(PERSON_KINDS[kind])} {count}" for kind, count in counts.items())


def _sought(given: argparse.Namespace) -> Sought:
    sought = Sought(given.name, given.phone)
    if not sought.is_whole:
        raise Failure("姓名和电话都要写全：只凭姓名可能是另一个人。")
    return sought


def _reason(text: str) -> str:
    if len(text.strip()) < 2:
        raise Failure("查看证件号要写理由：--with-number 理由")
    return text.strip()
