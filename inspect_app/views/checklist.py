"""Which checklist belongs to a room: the point's own, the room's own, else the one for its use."""

from __future__ import annotations

import json

from inspect_app.checklists.item import Checklist
from inspect_app.checklists.json_form import from_json
from inspect_app.checklists.problems import ChecklistRefused
from inspect_app.views.rounds import RoundView
from storage.queries import checklists
from storage.queries.checklists import ChecklistRow
from storage.queries.places import Room
from storage.store import Store


def checklist_of_room(store: Store, room: Room, on: RoundView | None = None) -> Checklist | None:
    """None when the school has no list for this use, or it cannot be read by this version."""
    for row in (_of_point(store, room, on), _by_id(store, room.checklist_id), _for_use(store, room.use)):
        made = _read(row)
        if made is not None:
            return made
    return None


def checklist_by_id(store: Store, checklist_id: str) -> Checklist | None:
    return _read(checklists.checklist(store.db, checklist_id))


def _of_point(store: Store, room: Room, on: RoundView | None) -> ChecklistRow | None:
    points = on.due.route.points if on is not None else ()
    return next((_by_id(store, each.checklist_id) for each in points if each.room_id == room.id), None)


def _by_id(store: Store, checklist_id: str | None) -> ChecklistRow | None:
    return checklists.checklist(store.db, checklist_id) if checklist_id else None


def _for_use(store: Store, use: str | None) -> ChecklistRow | None:
    return checklists.checklist_for_use(store.db, use) if use else None


def _read(row: ChecklistRow | None) -> Checklist | None:
    if row is None:
        return None
    data = {
        "name": row.name,
        "uses": json.loads(row.uses or "[]"),
        "items": json.loads(row.items),
        "version": row.version or 1,
        "note": row.note or "",
        "captioned": json.loads(row.captioned or "null"),
    }
    try:
        return from_json(data, row.id, strict=False)
    except ChecklistRefused:
        return None
