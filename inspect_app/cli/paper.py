"""`paper`: a class handover sheet, or a damage's report or receipt, as PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inspect_app.cli.failure import Failure
from inspect_app.cli.output import check_place, write_whole
from storage.store import Store
from sync.server.console import Console

CACHE = Path("build") / "cache"


def add_to(commands: Any) -> None:
    command = commands.add_parser("paper", help="a handover sheet or a damage's receipt as .pdf")
    command.add_argument("kind", choices=("handover", "damage"))
    command.add_argument(
        "name", help="a class or room for a handover; a receipt's number or an id for a damage"
    )
    command.add_argument("--term", default="", help="which term's handover; the latest without it")
    command.add_argument("--sort", choices=("start", "end"), default="", help="which end of the term")
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--cache", type=Path, default=CACHE, help="where the font is kept once fetched")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    if given.out.suffix.lower() != ".pdf":
        raise Failure("文件名要以 .pdf 结尾。")
    check_place(given.out)
    from inspect_app.printing.lending_papers import paper_of  # fpdf2 is a second's work

    with Console(given.data) as console:
        console.sync()
        row_id = (
            _handover(console.store, given) if given.kind == "handover" else _damage(console.store, given)
        )
        content = paper_of(console, given.kind, row_id, given.cache)
    write_whole(given.out, content or b"")
    print(f"已写入 {given.out}")


def _handover(store: Store, given: argparse.Namespace) -> str:
    sql = """
        select handover.id from handover left join room on room.id = room_id
         where (handover.id = :name or class_name = :name or building || number = replace(:name, ' ', '')) and
               (:term = '' or term = :term) and (:sort = '' or sort = :sort) and handover.state <> 'cancelled'
         order by term desc, sort = 'start', opened_ms desc, handover.id limit 1
    """
    found = store.rows(sql, {"name": given.name, "term": given.term, "sort": given.sort})
    if not found:
        raise Failure(
            f"没有“{given.name}”的班级财产交接表；请照班级名称（如 7年级1班）或房间写，或检查学期。"
        )
    return str(found[0]["id"])


def _damage(store: Store, given: argparse.Namespace) -> str:
    sql = "select id from damage where id = :name or receipt = :name order by id limit 1"
    found = store.rows(sql, {"name": given.name})
    if not found:
        raise Failure(f"没有编号“{given.name}”的损坏赔偿；编号见导出的 damages 表。")
    return str(found[0]["id"])
