"""`labels`: one PNG label per room or asset, in a folder."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import Any

from assets_qr.code import Code, new_code
from assets_qr.label import LabelText, label_png
from inspect_app.cli.failure import Failure
from inspect_app.packer.label_font import label_font
from sync.server.console import Console

_NAMES = {"rooms": "building || number", "assets": "name"}
_PLACES = {"rooms": "coalesce(use, '')", "assets": "coalesce(number, '')"}


def add_to(commands: Any) -> None:
    command = commands.add_parser("labels", help="make label pictures with QR codes")
    command.add_argument("--out", type=Path, required=True, help="a folder for the PNG files")
    command.add_argument("--kind", choices=("rooms", "assets"), default="rooms")
    command.add_argument("--where", default="", help="only those whose name or number contains this text")
    command.add_argument("--address", default="http://localhost:8000", help="how phones reach this server")
    command.add_argument("--blank", type=int, default=0, help="this many blank labels, to be bound later")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    with Console(given.data) as console:
        console.sync()
        things = [] if given.blank else _things(console, given.kind, given.where)
        school = console.school.identity.school_name
    things += [{"code": new_code(os.urandom).text, "name": "", "line": ""} for _ in range(given.blank)]
    if not things:
        raise Failure(f"没有符合“{given.where}”的对象，请换个词。")
    _save(things, given.out, given.address, school)
    print(f"{len(things)} 张标签：{given.out}")


def _save(things: list[dict[str, Any]], folder: Path, address: str, school: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    font = label_font(Path("build/cache"))
    for thing in things:
        text = LabelText(thing["name"], thing["line"], school)
        name = re.sub(r'[\\/:*?"<>|]', "-", f"{thing['name']} {thing['code']}".strip())
        content = label_png(Code(thing["code"]), text, address, font)
        (folder / f"{name}.png").write_bytes(content)


def _things(console: Console, kind: str, where: str) -> list[dict[str, Any]]:
    table = kind.removesuffix("s")
    sql = f"""
        select code, {_NAMES[kind]} as name, {_PLACES[kind]} as line from {table}
        where code is not null and ({_NAMES[kind]} || {_PLACES[kind]}) like '%' || :where || '%'
        order by name
    """
    return console.store.rows(sql, {"where": where})
