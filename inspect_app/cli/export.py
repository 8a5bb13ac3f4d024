"""`export`: a kind's rows as CSV, XLSX or JSON Lines, by the file's ending; or one checklist as an XLSForm."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from inspect_app.cli.failure import Failure
from inspect_app.views.checklist import checklist_by_id
from storage.kinds import KINDS
from sync.server.console import Console

PLURALS = {f"{name}s": name for name in KINDS} | {"people": "person", "campuses": "campus"}


def add_to(commands: Any) -> None:
    command = commands.add_parser("export", help="write a kind's rows to .csv, .xlsx or .jsonl")
    command.add_argument("kind", metavar="KIND", help=", ".join([*sorted(PLURALS), "xlsform"]))
    command.add_argument("--name", help="which checklist, for xlsform")
    command.add_argument("--out", type=Path, required=True)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    if given.kind == "xlsform":
        _export_xlsform(given)
        return
    kind = PLURALS.get(given.kind)
    if kind is None:
        raise Failure(f"没有 {given.kind} 这一类;可以导出:{'、'.join(sorted(PLURALS))}。")
    writer = _WRITERS.get(given.out.suffix.lower())
    if writer is None:
        raise Failure("文件名要以 .csv、.xlsx 或 .jsonl 结尾。")
    with Console(given.data) as console:
        console.sync()
        names = ["id", *KINDS[kind].fields]
        rows = console.store.rows(f'select {", ".join(names)} from "{kind}" order by id')
    temporary = given.out.with_name(given.out.name + ".part")
    writer(temporary, names, rows)
    temporary.replace(given.out)
    print(f"{len(rows)} 行:{given.out}")


def _export_xlsform(given: argparse.Namespace) -> None:
    """One checklist as the spreadsheet that inspectors write themselves; `import checklist` takes it back."""
    from inspect_app.checklists_xlsform import write_xlsform

    if given.out.suffix.lower() != ".xlsx":
        raise Failure("文件名要以 .xlsx 结尾。")
    with Console(given.data) as console:
        console.sync()
        held = console.store.rows("select id, name from checklist where state = 'used' order by name")
        found = next((row["id"] for row in held if row["name"] == given.name), None)
        if found is None:
            raise Failure(f"请用 --name 指定检查表;有:{'、'.join(row['name'] for row in held)}。")
        checklist = checklist_by_id(console.store, found)
    if checklist is None:
        raise Failure(f"检查表“{given.name}”里有这个版本看不懂的内容,请先更新程序。")
    write_xlsform(checklist, given.out)
    print(f"{checklist.name},{len(checklist.items)} 项:{given.out}")


def _write_csv(path: Path, names: list[str], rows: list[dict[str, Any]]) -> None:
    """UTF-8 with a mark, so that Excel shows Chinese; cells that Excel would run as formulas are quoted."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([_safe(row[name]) for name in names] for row in rows)


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _write_xlsx(path: Path, names: list[str], rows: list[dict[str, Any]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.append(names)
    for row in rows:
        sheet.append([_safe(row[name]) for name in names])
    book.save(path)


def _write_jsonl(path: Path, names: list[str], rows: list[dict[str, Any]]) -> None:
    lines = (json.dumps({name: row[name] for name in names}, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


_WRITERS = {".csv": _write_csv, ".xlsx": _write_xlsx, ".jsonl": _write_jsonl}
