"""The checklists that come with the app: data files beside this one, one per kind of place.

They are a start, not a law: a school changes them in its settings or as a spreadsheet, and its own rows
then count. Sources are named per item where a standard or law asks for it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from importlib import resources

from inspect_app.checklists.item import Checklist
from inspect_app.checklists.json_form import from_json

_NAMESPACE = uuid.UUID("5d0f1a52-5c0e-5b8e-9a2e-8f6f0c1d7a11")


def shipped_id(name: str) -> str:
    """The row id of the shipped file `name` ('classroom'), the same on every device and server."""
    return str(uuid.uuid5(_NAMESPACE, name))


def shipped_checklists() -> tuple[Checklist, ...]:
    """All shipped checklists, by file name. Raises ChecklistRefused if a file is broken."""
    folder = resources.files(__package__).joinpath("shipped")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda f: f.name)
    return tuple(_read(file.read_text(encoding="utf-8")) for file in files)


def _read(text: str) -> Checklist:
    data = json.loads(text)
    return from_json(data, shipped_id(data["id"]))


def checklist_for(room_use: str, checklists: Iterable[Checklist]) -> Checklist | None:
    """The checklist that fits a room of `room_use`: the one that names it, newest version first."""
    wanted = room_use.strip()
    fitting = [checklist for checklist in checklists if wanted and wanted in checklist.uses]
    return max(fitting, key=lambda checklist: checklist.version, default=None)
