"""`import`: take a school's papers into its server, all or nothing."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from sqlite_utils import Database

from assets_qr.code import new_code
from inspect_app.cli.failure import Failure
from inspect_app.cli.progress import percent
from inspect_app.cli.visit_book import existing_visits, sealed_edits, visit_book
from inspect_app.imports.columns import read_overrides
from inspect_app.imports.following import Followed, Told, nobody, share
from inspect_app.imports.plan import Plan, make_plan
from inspect_app.imports.report import names_of_rooms, report_data, report_text
from inspect_app.imports.school import PAPERS, understand_file
from inspect_app.imports.visit_book import sort_names
from storage.log import outbox_count
from storage.queries import handovers
from storage.store import Author, Edit
from sync.server.console import Console, local_offset_minutes, wall_ms

LABELLED_KINDS = frozenset({"room", "asset"})
LOOK_SECONDS = 0.3
KINDS_READ = ("school", "campus", "room", "person", "asset", "handover")


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import did or, as a dry run, would do: the report for the terminal and for the screen."""

    text: str
    summary: str
    data: dict[str, Any]


def add_to(commands: Any) -> None:
    command = commands.add_parser(
        "import", help="import rooms, people, assets or visits from XLSX, XLS or CSV"
    )
    command.add_argument(
        "kind", metavar="KIND", help="rooms, people, assets, class_property, visits or checklist"
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="show each change, make none")
    command.add_argument(
        "--map", action="append", default=[], metavar="列名=field", help="say what a column is"
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    if not given.file.exists():
        raise Failure(f"找不到文件 {given.file}，请检查路径。")
    with Console(given.data) as console:
        if given.kind == "checklist":
            print(import_checklist(console, given.file, dry_run=given.dry_run))
            return
        if given.kind not in PAPERS:
            raise Failure(f"不能导入 {given.kind}；可以导入：{'、'.join((*PAPERS, 'checklist'))}。")
        overrides = read_overrides(given.map)
        with percent("导入") as told:
            done = import_file(
                console, given.kind, given.file, dry_run=given.dry_run, overrides=overrides, told=told
            )
        print(done.text)


def import_file(
    console: Console,
    paper: str,
    path: Path,
    *,
    dry_run: bool = False,
    overrides: dict[str, str] | None = None,
    told: Told = nobody,
) -> Imported:
    """Understand the file, compare it with the school, and apply the plan in one transaction.

    Raises ImportProblem when the file as a whole cannot be taken, and what `told` raises to stop it: then nothing
    has changed. Once it is being handed in, it is no longer stopped.
    """
    console.sync()
    existing = {kind: console.store.rows(f'select * from "{kind}"') for kind in KINDS_READ}
    lines = handovers.folded_lines(console.store.db)
    existing["handover"] = [{**row, "lines": json.loads(lines[row["id"]])} for row in existing["handover"]]
    book = visit_book(console) if paper == "visits" else None
    if book is not None:
        existing |= existing_visits(console, book)
    understanding = understand_file(paper, path, existing, overrides, told, book)
    told("comparing", share("comparing", 0, 1))
    plan = make_plan(understanding, existing, uuid.UUID(console.school.identity.school))
    names = {**names_of_rooms(existing), **({} if book is None else sort_names(book))}
    offset = book.offset_minutes if book else 0
    text = report_text(understanding, plan, dry_run=dry_run, row_names=names, offset_minutes=offset)
    if not dry_run and not plan.changes_nothing:
        _write(console, sealed_edits(console, edits_of(plan), plan.creates), told)
    return Imported(text, text.rsplit("\n\n", 1)[-1], report_data(understanding, plan, names, offset))


def _write(console: Console, edits: list[Edit], told: Told) -> None:
    """All of it in one transaction of the console, then to the server."""
    console.store.write(Author(None, wall_ms(), local_offset_minutes()), Followed(edits, "writing", told))
    told("handing_in", share("handing_in", 0, 1))
    with _handing_in(console, len(edits), told):
        console.sync()


@contextmanager
def _handing_in(console: Console, count: int, told: Told) -> Iterator[None]:
    """Tell how much waits still, read beside the sync by a connection of its own."""
    ended = Event()
    path = console.school.folder / "console" / "store.db"

    def look() -> None:
        with closing(sqlite3.connect(path)) as beside:
            while not ended.wait(LOOK_SECONDS):
                told("handing_in", share("handing_in", count - outbox_count(Database(beside)), count))

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def edits_of(plan: Plan) -> list[Edit]:
    """The plan's edits; each new room and asset gets a code for its label."""
    new = {creation.row_id for creation in plan.creates if creation.kind in LABELLED_KINDS}
    return [
        Edit(edit.kind, edit.row_id, {**_code(edit.row_id in new), **edit.fields}) for edit in plan.edits()
    ]


def _code(wanted: bool) -> dict[str, str]:
    return {"code": new_code(os.urandom).text} if wanted else {}


def import_checklist(console: Console, path: Path, *, dry_run: bool) -> str:
    """Take one XLSForm as a checklist: a new one, or the next version of the one with its name."""
    from inspect_app.checklists.problems import ChecklistRefused

    try:
        report = import_form(console, path, dry_run=dry_run)
    except ChecklistRefused as refused:
        raise Failure(str(refused)) from None
    if report["refused"]:
        raise Failure("\n".join(_refused_line(each) for each in report["refused"]))
    verb = "将" if dry_run else "已"
    change = "新建" if report["is_new"] else f"更新为第 {report['version']} 版"
    return f"检查表“{report['name']}”{verb}{change}：{len(report['items'])} 项。"


def _refused_line(each: dict[str, Any]) -> str:
    row = f"第 {each['row']} 行" if each["row"] else ""
    return "".join(
        part for part in (row, f"“{each['item']}”" if each["item"] else "", each["reason"]) if part
    )


def import_form(console: Console, path: Path, *, dry_run: bool) -> dict[str, Any]:
    """What the form says as data (see checklists_xlsform/report.py); written when nothing was refused.

    Raises ChecklistRefused when the file is no form at all.
    """
    from inspect_app.checklists.json_form import to_json
    from inspect_app.checklists_xlsform.reading import look_at_xlsform
    from inspect_app.checklists_xlsform.report import form_report
    from inspect_app.views.checklist import checklist_by_id

    console.sync()
    looked = look_at_xlsform(path)
    checklist = looked.checklist
    sql = "select id, version from checklist where name = ? order by coalesce(state, 'used') desc, id"
    held = console.store.rows(sql, [checklist.name])
    version = (held[0]["version"] or 0) + 1 if held else 1
    before = checklist_by_id(console.store, held[0]["id"]) if held else None
    report = {**form_report(looked, before, version), "is_new": not held}
    if not dry_run and not looked.problems:
        row_id = held[0]["id"] if held else checklist.id or str(uuid.uuid4())
        fields = {**to_json(checklist), "state": "used", "version": version}
        console.write([Edit("checklist", row_id, fields)])
    return report
