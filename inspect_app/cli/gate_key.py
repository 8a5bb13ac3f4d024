"""`gate-key`: the school's key to sealed identity numbers: show, renew, take it out, put it back."""

from __future__ import annotations

import argparse
import json
import os
import re
from pathlib import Path
from typing import Any

from inspect_app.cli.failure import Failure
from inspect_app.cli.output import whole_file
from inspect_app.gate.sealing import school_key
from inspect_app.gate_keys.folder import FILE_MODE, KeyFolder
from inspect_app.gate_keys.pair import KeyPair, pair_from_pem
from inspect_app.gate_keys.publishing import drop_unused_keys, keep_key, renew_key
from storage.queries import places, seals
from sync.server.console import Console

_PEM = re.compile(rb"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----\n?", re.DOTALL)


def add_to(commands: Any) -> None:
    command = commands.add_parser(
        "gate-key", help="the key to sealed identity numbers: show, new, export, import"
    )
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("show", help="which keys are here, and how much is sealed to each").set_defaults(
        run=run_show
    )
    acts.add_parser("new", help="seal to a new key from now on").set_defaults(run=run_new)
    out = acts.add_parser(
        "export", help="write all private keys into one file, to be kept apart from backups"
    )
    out.add_argument("file", type=Path)
    out.set_defaults(run=run_export)
    back = acts.add_parser("import", help="put exported keys back")
    back.add_argument("file", type=Path)
    back.set_defaults(run=run_import)


def run_show(given: argparse.Namespace) -> None:
    keys = KeyFolder(given.data)
    with Console(given.data) as console:
        console.sync()
        db = console.store.db
        key = school_key(json.loads(places.school_settings(db) or "{}"))
        used = seals.sealed_by_key(db)
    current = key.id if key else ""
    for key_id in sorted({*keys.ids(), *used, *([current] if current else [])}):
        words = "现用" if key_id == current else "旧"
        place = "私钥在本机" if key_id in keys.ids() else "私钥不在本机，打不开"
        print(f"{key_id}  {words}，{place}，封存 {used.get(key_id, 0)} 个证件号")
    if not current:
        print("还没有钥匙；下次 serve 时会生成，或运行：inspect-app gate-key new")


def run_new(given: argparse.Namespace) -> None:
    with Console(given.data) as console:
        console.sync()
        key = renew_key(console, given.data)
        gone = drop_unused_keys(console, given.data, console.school.now_ms())
    if key is None:
        raise Failure("学校资料还不完整，请先运行 serve 一次。")
    print(f"新钥匙 {key.id} 已启用；手机下次联网后用它封存。旧钥匙留到没有证件号用它封存为止。")
    if gone:
        print(f"已删除不再需要的旧钥匙：{'、'.join(gone)}")
    print("请另存新钥匙：inspect-app gate-key export FILE")


def run_export(given: argparse.Namespace) -> None:
    keys = KeyFolder(given.data)
    pairs = [pair for pair in map(keys.pair, keys.ids()) if pair is not None]
    if not pairs:
        raise Failure(f"{given.data} 里没有门卫钥匙；请先运行 inspect-app gate-key new。")
    with whole_file(given.file) as unfinished:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(b"".join(pair.pem() for pair in pairs))
    print(
        f"{len(pairs)} 把私钥已写入 {given.file}。谁拿到它和数据就能看到证件号：请单独保管，不要和备份放在一起。"
    )


def run_import(given: argparse.Namespace) -> None:
    pairs = _pairs_in(given.file)
    keys = KeyFolder(given.data)
    for pair in pairs:
        keys.keep(pair)
    with Console(given.data) as console:
        console.sync()
        keep_key(console, given.data)
    print(f"已放回 {len(pairs)} 把私钥：{'、'.join(pair.id for pair in pairs)}")


def _pairs_in(file: Path) -> list[KeyPair]:
    if not file.is_file():
        raise Failure(f"{file} 不存在，请检查路径。")
    try:
        pairs = [pair_from_pem(found) for found in _PEM.findall(file.read_bytes())]
    except ValueError:
        pairs = []
    if not pairs:
        raise Failure(f"{file} 里没有门卫私钥；请用 gate-key export 写出的文件。")
    return pairs
