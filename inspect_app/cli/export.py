"""`export`: a kind's rows as CSV, XLSX or JSON Lines, by the file's ending; or one checklist as an XLSForm.

`asset_summary` is the ledger by class for a year, as finance wants it, also as PDF; `depreciation` each card with
what is written off of it.

CSV and XLSX speak the school's words, for its spreadsheets; JSON Lines, and any of them with --raw, give the
fields as storage/kinds.py names and keeps them, for programs.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from inspect_app.actions.office.depreciation import card_table, summary_table
from inspect_app.actions.office.export.kind_rows import Exported, raw_rows, said_rows
from inspect_app.actions.office.export.table_file import SORTS, begun
from inspect_app.cli.failure import Failure
from inspect_app.cli.output import check_place, whole_file, write_whole
from inspect_app.cli.progress import progress
from inspect_app.devices.native.clock import NativeClock
from inspect_app.texts import words_for
from inspect_app.texts.moments import day_of
from inspect_app.views.checklist import checklist_by_id
from storage.kinds import KINDS
from sync.server.console import Console

YEARLY = {"asset_summary": summary_table, "depreciation": card_table}
FIRST_YEAR, LAST_YEAR = 1900, 2200
PLURALS = {f"{name}s": name for name in KINDS} | {"people": "person", "campuses": "campus"}


def add_to(commands: Any) -> None:
    command = commands.add_parser("export", help="write a kind's rows to .csv, .xlsx or .jsonl")
    command.add_argument("kind", metavar="KIND", help=", ".join([*sorted(PLURALS), *YEARLY, "xlsform"]))
    command.add_argument(
        "--year", type=int, help="which year, for asset_summary and depreciation; else this one"
    )
    command.add_argument("--name", help="which checklist, for xlsform")
    command.add_argument("--raw", action="store_true", help="fields as they are kept, for programs")
    command.add_argument("--out", type=Path, required=True)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    check_place(given.out)
    if given.kind == "xlsform":
        _export_xlsform(given)
        return
    kind = given.kind if given.kind in YEARLY else PLURALS.get(given.kind)
    if kind is None:
        raise Failure(f"没有 {given.kind} 这一类；可以导出：{'、'.join([*sorted(PLURALS), *YEARLY])}。")
    sort = given.out.suffix.lower()
    if kind == "asset_summary" and sort == ".pdf":
        _export_paper(given)
        return
    if sort not in SORTS:
        raise Failure("文件名要以 .csv、.xlsx 或 .jsonl 结尾。")
    with Console(given.data) as console:
        console.sync()
        if kind in YEARLY:
            table = YEARLY[kind](console.store, _year(given.year), words_for("zh_CN"))
        else:
            table = _table(console, kind, raw=given.raw or sort == ".jsonl", sort=sort)
        _write(table, given.out)
    print(f"{table.count} 行：{given.out}")


def _year(year: int | None) -> int:
    """The one that was asked for, else this one. Raises Failure for a wild one."""
    clock = NativeClock()
    wanted = year if year is not None else int(day_of(clock.now_ms(), clock.offset_minutes())[:4])
    if not FIRST_YEAR <= wanted <= LAST_YEAR:
        raise Failure(f"--year 要在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。")
    return wanted


def _export_paper(given: argparse.Namespace) -> None:
    """The year by class as PDF, to be signed."""
    from inspect_app.printing.summary_routes import summary_paper  # fpdf2 is a second's work

    year = _year(given.year)
    with Console(given.data) as console:
        console.sync()
        content = summary_paper(console.store, year)
    write_whole(given.out, content)
    print(f"{year} 年固定资产分类汇总：{given.out}")


def _table(console: Console, kind: str, *, raw: bool, sort: str) -> Exported:
    if not raw:
        clock = NativeClock()
        return said_rows(console.store, kind, words_for("zh_CN"), clock.offset_minutes(), clock.now_ms())
    table = raw_rows(console.store, kind)
    if sort == ".jsonl":
        return table
    spelled = ([_spelled(cell) for cell in row] for row in table.rows)
    return Exported(table.titles, table.count, spelled)


def _spelled(cell: Any) -> Any:
    """A list or an object has no place in a cell but as JSON text."""
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else cell


def _write(table: Exported, out: Path) -> None:
    """All of it or nothing: the file gets its name when it is whole."""
    with (
        whole_file(out) as unfinished,
        unfinished.open("wb") as target,
        begun(out.suffix.lower(), target, table.titles) as file,
        progress("已写", table.count) as told,
    ):
        for number, row in enumerate(table.rows, 1):
            file.add(row)
            told(number)
        file.close()


def _export_xlsform(given: argparse.Namespace) -> None:
    """One checklist as the spreadsheet that inspectors write themselves; `import checklist` takes it back."""
    from inspect_app.checklists_xlsform.writing import write_xlsform

    if given.out.suffix.lower() != ".xlsx":
        raise Failure("文件名要以 .xlsx 结尾。")
    with Console(given.data) as console:
        console.sync()
        held = console.store.rows("select id, name from checklist where state = 'used' order by name")
        found = next((row["id"] for row in held if row["name"] == given.name), None)
        if found is None:
            raise Failure(f"请用 --name 指定检查表；有：{'、'.join(row['name'] for row in held)}。")
        checklist = checklist_by_id(console.store, found)
    if checklist is None:
        raise Failure(f"检查表“{given.name}”里有这个版本看不懂的内容，请先更新程序。")
    with whole_file(given.out) as unfinished:
        write_xlsform(checklist, unfinished)
    print(f"{checklist.name}，{len(checklist.items)} 项：{given.out}")
