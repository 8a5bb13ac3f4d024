"""`stocktake`: open, look at, close and accept a count, and print its reconciliation."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assets_qr import code as label_code
from inspect_app.actions.author import author_now
from inspect_app.actions.counting import NotCounted, stocktake_named
from inspect_app.actions.office import stocktakes as office
from inspect_app.actions.office.export.stocktake_rows import stocktake_xlsx
from inspect_app.cli.failure import Failure
from inspect_app.cli.output import check_place, write_whole
from inspect_app.devices.native.clock import NativeClock
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.stocktake.acceptance import ACCEPTED_KINDS, LeftAlone
from inspect_app.stocktake.newcomers import Told
from inspect_app.stocktake.phones import COUNTING_ROLES, PhoneHeard, phones_of_count, unsure
from inspect_app.stocktake.reconciliation import totals_of
from inspect_app.stocktake.scope import Scope
from inspect_app.stocktake.thing import thing_of_code
from inspect_app.texts import words_for
from inspect_app.texts.stocktake_words import LABELS, STATES, WAYS_ON, refusal_words
from inspect_app.views.stocktake import stocktake_view
from inspect_app.views.stocktake_report import StocktakeReport, report_of
from storage.queries import counts, places, stocktakes
from storage.queries.stocktakes import Stocktake
from storage.store import Author
from sync.server.console import Console
from sync.server.devices import all_devices
from sync.server.photos import PhotoRefused

CACHE = Path("build") / "cache"


def add_to(commands: Any) -> None:
    command = commands.add_parser("stocktake", help="open, close and accept a count, and print what came out")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_opening(verbs)
    for name, verb, words in (
        ("close", _close, "freeze what was counted"),
        ("reopen", _reopen, "count on"),
        ("undo", _undo, "take an acceptance back"),
    ):
        each = verbs.add_parser(name, help=words)
        each.add_argument("name")
        each.set_defaults(run=_on_console(verb))
    accepting = verbs.add_parser("accept", help="write the findings into the ledger")
    accepting.add_argument("name")
    accepting.add_argument("--only", choices=ACCEPTED_KINDS, action="append")
    accepting.add_argument(
        "--name", dest="names", action="append", default=[], metavar="CODE=NAME",
        help="what a surplus with this label is called; without a name it is left out",
    )  # fmt: skip
    accepting.set_defaults(run=_on_console(_accept))
    listing = verbs.add_parser("list", help="all counts, the latest first")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_on_console(_list))
    reporting = verbs.add_parser("report", help="the reconciliation as .pdf or .xlsx")
    reporting.add_argument("name")
    reporting.add_argument("--out", type=Path, required=True)
    reporting.add_argument("--cache", type=Path, default=CACHE, help="where the font is kept once fetched")
    reporting.set_defaults(run=_report)


def _add_opening(verbs: Any) -> None:
    opening = verbs.add_parser("open", help="begin a count")
    opening.add_argument("name")
    opening.add_argument("--sort", choices=sorted(LABELS), default="yearly")
    opening.add_argument("--term", default="")
    opening.add_argument("--building", action="append", default=[], help="its name; without any, everything")
    opening.add_argument("--keeper", action="append", default=[])
    opening.add_argument("--class", dest="classes", action="append", default=[], help="GB/T 14885 code")
    opening.set_defaults(run=_on_console(_open))


Verb = Callable[[argparse.Namespace, Console, Author], None]


def _on_console(verb: Verb) -> Callable[[argparse.Namespace], None]:
    """Around a verb: bring the console up to the server, act, hand in."""

    def run(given: argparse.Namespace) -> None:
        with Console(given.data) as console:
            console.sync()
            try:
                verb(given, console, author_now(console.store, NativeClock()))
            except NotCounted as refusal:
                raise Failure(refusal_words(refusal.reason, words_for("zh_CN"))) from None
            console.sync()

    return run


def _named(console: Console, name: str) -> Stocktake:
    found = stocktake_named(console.store, name)
    if found is None:
        held = "、".join(row.name for row in stocktakes.stocktakes(console.store.db)) or "还没有"
        raise Failure(f"没有盘点“{name}”；有：{held}。")
    return found


def _open(given: argparse.Namespace, console: Console, author: Author) -> None:
    buildings = tuple(key for name in given.building for key in _buildings(console, name))
    scope = Scope(buildings=buildings, keepers=tuple(given.keeper), classes=tuple(given.classes))
    opened = office.open_stocktake(console.store, author, given.name, given.sort, scope, term=given.term)
    view = stocktake_view(console.store, opened)
    print(f"已开始盘点“{given.name}”，应盘 {len(view.expected) if view else 0} 张卡片：{opened}")


def _buildings(console: Console, name: str) -> list[str]:
    """The building of this name on every campus."""
    db = console.store.db
    found = [
        f"{campus}/{name}"
        for campus, _, _ in places.campuses(db)
        if any(building.name == name for building in places.buildings(db, campus))
    ]
    if not found:
        raise Failure(f"没有楼“{name}”；请照房间表里的写法。")
    return found


def _close(given: argparse.Namespace, console: Console, author: Author) -> None:
    row = _named(console, given.name)
    held = _phones_words(console, row, author.at_ms)
    lines = office.close_stocktake(console.store, author, row.id)
    disputed = totals_of(lines)["disputed"].lines
    told = f"其中 {disputed} 件有分歧、尚未裁定，不会写回台账。" if disputed else ""
    print(f"已结束盘点“{row.name}”，{len(lines)} 条差异。{told}{held}")


def _phones_words(console: Console, row: Stocktake, now_ms: int) -> str:
    """Which phones may still hold counts, as the server knows them; nothing of theirs is called missing."""
    known = [each for each in all_devices(console.school.database.reader()) if each["label"] != "console"]
    heard = [
        PhoneHeard(each["id"], each["role"], each["last_seen_ms"], each["unsent"], bool(each["revoked_ms"]))
        for each in known
    ]
    counting = counts.counting_devices(console.store.db, row.id)
    found = phones_of_count(heard, counting, row.opened_ms, now_ms, COUNTING_ROLES, console.store.device)
    names = {each["id"]: each["label"] or each["id"] for each in known}
    named = "、".join(names[each.id] for each in unsure(found))
    return f"可能还有未上传记录的手机：{named}；之后到的会标为迟到。" if named else ""


def _reopen(given: argparse.Namespace, console: Console, author: Author) -> None:
    row = _named(console, given.name)
    office.reopen_stocktake(console.store, author, row.id)
    print(f"盘点“{row.name}”可以继续盘了。")


def _accept(given: argparse.Namespace, console: Console, author: Author) -> None:
    row = _named(console, given.name)
    kinds = tuple(given.only) if given.only else ACCEPTED_KINDS
    done = office.accept_stocktake(console.store, author, row.id, kinds, _told(given.names))
    print(f"已写回台账 {done.changed} 张卡片，新建 {done.added} 张。")
    _tell_left(done.left)


def _told(names: Sequence[str]) -> dict[str, Told]:
    told = {}
    for each in names:
        code, _, name = each.partition("=")
        parsed = label_code.parse(code)
        if isinstance(parsed, label_code.NotOurs) or not name.strip():
            raise Failure(f"看不懂 --name {each}；请写“标签编码=名称”。")
        told[thing_of_code(parsed.text)] = Told(name)
    return told


def _undo(given: argparse.Namespace, console: Console, author: Author) -> None:
    row = _named(console, given.name)
    done = office.undo_acceptance(console.store, author, row.id)
    print(f"已撤回 {done.changed} 张卡片。")
    _tell_left(done.left)


def _tell_left(left: tuple[LeftAlone, ...]) -> None:
    t = words_for("zh_CN")
    for each in left:
        print(f"未动：{each.name or each.asset_id}（{t(WAYS_ON[each.why])}）")


def _list(given: argparse.Namespace, console: Console, _author: Author) -> None:
    t = words_for("zh_CN")
    rows = stocktakes.stocktakes(console.store.db)
    if given.json:
        print(json.dumps([_described(console, row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        held = _described(console, row)
        print(
            f"{row.name}  {t(LABELS[row.sort])}  {t(STATES[row.state])}  {held['found']}/{held['expected']}"
        )


def _described(console: Console, row: Stocktake) -> dict[str, Any]:
    view = stocktake_view(console.store, row.id)
    progress = view.progress if view is not None else None
    return {
        "id": row.id,
        "name": row.name,
        "sort": row.sort,
        "state": row.state,
        "expected": progress.expected if progress else None,
        "found": progress.found if progress else None,
        "not_found": progress.not_found if progress else None,
        "waiting": progress.waiting if progress else None,
        "records": len(view.records) if view else None,
    }


def _report(given: argparse.Namespace) -> None:
    sort = given.out.suffix.lower()
    if sort not in (".pdf", ".xlsx"):
        raise Failure("文件名要以 .pdf 或 .xlsx 结尾。")
    check_place(given.out)
    with Console(given.data) as console:
        console.sync()
        row = _named(console, given.name)
        report = report_of(console.store, row, words_for("zh_CN"), NativeClock().offset_minutes())
        if report is None:
            raise Failure(refusal_words("not_whole", words_for("zh_CN")))
        content = report_content(console, report, sort, given.cache)
    write_whole(given.out, content)
    print(f"{len(report.lines)} 条差异：{given.out}")


def report_content(console: Console, report: StocktakeReport, sort: str, cache: Path) -> bytes:
    """The file by its ending, .pdf or .xlsx, in the school's words. Raises Failure without a font."""
    t = words_for("zh_CN")

    def picture(sha256: str) -> bytes | None:
        try:
            return console.school.photos.read(sha256)
        except PhotoRefused:
            return None

    if sort == ".xlsx":
        return stocktake_xlsx(report, t, picture)
    from inspect_app.printing.stocktake_report import stocktake_pdf  # fpdf2 is a second's work

    try:
        return stocktake_pdf(label_font(cache), report, picture, t)
    except PackingFailed as error:
        raise Failure(str(error)) from None
