"""`init`: make a school's server in the data folder; with --demo, a whole demo school out of sample papers."""

from __future__ import annotations

import argparse
import os
import uuid
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from inspect_app.checklists.json_form import to_json
from inspect_app.checklists.shipped import checklist_for, shipped_checklists
from inspect_app.cli.demo_gate import gate_edits
from inspect_app.cli.failure import Failure
from inspect_app.cli.importing import import_file
from inspect_app.gate_keys.publishing import keep_key
from inspect_app.patrol.demo_routes import demo_routes
from inspect_app.patrol.route import route_to_row
from storage.store import Edit
from sync.server import identity
from sync.server.console import Console, local_offset_minutes
from sync.server.database import ServerDatabase

DEMO_PAPERS = (
    ("rooms", "房间一览.xlsx"),
    ("people", "教职工名单.csv"),
    ("assets", "固定资产明细账.csv"),
    ("class_property", "班级财产登记表.xlsx"),
)


def add_to(commands: Any) -> None:
    command = commands.add_parser("init", help="make a school's server in the data folder")
    command.add_argument("--name", required=True, help="the school's name")
    command.add_argument("--demo", action="store_true", help="fill it with a demo school")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    found_school(given.data, given.name)
    with Console(given.data) as console:
        console.write(first_edits(console, given.name))
        keep_key(console, given.data)
        if given.demo:
            fill_demo(console)
    print(f"{given.name} 已建好：{given.data}")


def found_school(folder: Path, name: str) -> None:
    """Create the database and the school's identity. Raises Failure when there is one already."""
    folder.mkdir(parents=True, exist_ok=True)
    database = ServerDatabase(folder / "server.db")
    try:
        identity.read(database.reader())
    except identity.NoSchool:
        with database.writer() as db:
            identity.found(db, school=str(uuid.UUID(bytes=os.urandom(16), version=4)), school_name=name)
        return
    raise Failure(f"{folder} 里已经有学校了；要另建一所，请换一个文件夹（--data）。")


def first_edits(console: Console, name: str) -> list[Edit]:
    """The school itself and the checklists that come with the app."""
    school = console.school.identity.school
    return [Edit("school", school, {"name": name, "settings": {}}), *checklist_edits()]


def checklist_edits() -> list[Edit]:
    edits = []
    for checklist in shipped_checklists():
        fields = to_json(checklist)
        fields.pop("id", None)
        edits.append(Edit("checklist", checklist.id, {**fields, "state": "used"}))
    return edits


def fill_demo(console: Console) -> None:
    """Import the sample papers, as an office would its own, and lay out routes."""
    folder = resources.files("inspect_app").joinpath("sample_school")
    for paper, file in DEMO_PAPERS:
        with resources.as_file(folder.joinpath(file)) as path:
            print(import_file(console, paper, path).summary)
    console.write(route_edits(console))
    console.write(gate_edits(console.store, console.school.now_ms(), local_offset_minutes()))


def route_edits(console: Console) -> list[Edit]:
    rooms = console.store.rows(
        "select room.*, campus.name as campus from room join campus on campus.id = room.campus_id"
    )
    routes = demo_routes(rooms, _checklists_by_use(rooms))
    edits = []
    for route in routes:
        fields = route_to_row(replace(route, since_ms=console.school.now_ms()))
        edits.append(Edit("route", fields.pop("id", route.id), {**fields, "state": "used"}))
    return edits


def _checklists_by_use(rooms: Sequence[dict[str, Any]]) -> dict[str, str]:
    shipped = shipped_checklists()
    fitting = {use: checklist_for(use, shipped) for use in {room["use"] or "" for room in rooms}}
    return {use: checklist.id for use, checklist in fitting.items() if checklist is not None}
