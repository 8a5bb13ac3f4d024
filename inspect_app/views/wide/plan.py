"""路线: the school's routes with what is wrong with each, and the key places that are seen too seldom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from inspect_app.patrol.demo_routes import key_places
from inspect_app.patrol.route import Route, RouteRefused, route_from_row
from inspect_app.patrol.schedule import SeenTooSeldom, key_places_short
from inspect_app.views.rounds import routes_of
from storage.queries import ledger_list, rounds
from storage.queries.rounds import RouteRow
from storage.store import Store


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A route of the list: readable, or with the sentence that says why it cannot be walked."""

    id: str
    name: str
    route: Route | None
    problem: str


def plan_rows(store: Store) -> list[PlanRow]:
    return [_plan_row(row) for row in rounds.routes(store.db)]


def _plan_row(row: RouteRow) -> PlanRow:
    try:
        return PlanRow(row.id, row.name, route_from_row(fields_of(row)), "")
    except RouteRefused as refused:
        return PlanRow(row.id, row.name, None, str(refused))


def fields_of(row: RouteRow) -> dict[str, Any]:
    """The row's fields with its JSON read."""
    return row._asdict() | {name: json.loads(getattr(row, name) or "null") for name in _JSON}


_JSON = ("points", "windows", "days")
ORDINARY_USES = frozenset({"体育场地", "计算机教室", "物理实验室", "办公室", "普通教室"})
"""Uses that fill up a round of key places without being key places."""


def seldom_seen(store: Store) -> list[tuple[str, SeenTooSeldom]]:
    """(place, how seldom) of the key places that the plan sees fewer than five times on some day."""
    rooms = [room._asdict() | {"campus_id": room.campus} for room in ledger_list.all_rooms(store.db)]
    names = {room["id"]: f"{room['building']} {room['number']}" for room in rooms}
    campuses = dict.fromkeys(room["campus_id"] for room in rooms)
    keys = [
        str(room["id"])
        for campus in campuses
        for room in key_places([each for each in rooms if each["campus_id"] == campus])
        if room["use"] not in ORDINARY_USES
    ]
    return [(names[each.room_id], each) for each in key_places_short(keys, routes_of(store))]
