"""Routes to start with, chosen from a school's rooms by what they are used for."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from inspect_app.patrol.route import EVERY_DAY, Point, Route, Window
from inspect_app.patrol.schedule import KEY_PLACE_WINDOWS

KEY_POINTS = 14
NIGHT_WINDOW = Window("22:30", "23:30", "夜巡")
WEEKLY_WINDOW = Window("16:30", "18:30", "周查")
_NAMESPACE = uuid.UUID("f2b9b1c0-3a1e-5c52-8d0f-7a3f1f7f4c10")

# Uses that make a room a key place, and how many of each are enough to show the way, weightiest first.
KEY_USES = {
    **dict.fromkeys(("门卫室", "校门", "配电室", "锅炉房", "消防控制室", "水泵房"), 2),
    **dict.fromkeys(("烹饪间", "洗消间", "食品库房", "留样间", "就餐大厅"), 2),
    "化学实验室": 3,
    "学生宿舍": 4,
    "活动室": 3,
    "计算机教室": 1,
    "物理实验室": 1,
    "体育场地": 1,
    "办公室": 1,
    "普通教室": 2,
}

RoomRow = Mapping[str, Any]


def demo_routes(
    rooms: Iterable[RoomRow], checklist_by_use: Mapping[str, str] | None = None
) -> tuple[Route, ...]:
    """Routes for a school with these rooms (rows of kind 'room' with their id).

    Per campus a daily round of up to 14 key places five times a day in any order; per dormitory building
    a night round from floor to floor in fixed order; per campus a weekly round of its classrooms. Ids
    follow from campus and sort, so running it twice gives the same rows. `checklist_by_use` maps a room
    use to a checklist id; without it each point takes the checklist that fits its room. A room row may
    carry its campus's name as `campus`, which then stands in the route's name.
    """
    by_use = checklist_by_use or {}
    used = [room for room in rooms if room.get("state") != "closed"]
    routes: list[Route] = []
    for campus in dict.fromkeys(str(room["campus_id"]) for room in used):
        here = sorted((room for room in used if str(room["campus_id"]) == campus), key=_way)
        label = next((str(room["campus"]) for room in here if room.get("campus")), "")
        routes += _campus_routes(campus, label, here, by_use)
    return tuple(routes)


def _campus_routes(campus: str, label: str, rooms: list[RoomRow], by_use: Mapping[str, str]) -> list[Route]:
    dormitory = [room for room in rooms if room.get("use") == "学生宿舍"]
    classrooms = [room for room in rooms if room.get("use") == "普通教室"]
    made = [
        _route(
            campus, f"{label}重点部位巡查", "any", KEY_PLACE_WINDOWS, EVERY_DAY, key_places(rooms), by_use
        ),
        _route(
            campus, f"{label}宿舍夜巡", "fixed", (NIGHT_WINDOW,), EVERY_DAY, _floor_ends(dormitory), by_use
        ),
        _route(campus, f"{label}教室周查", "any", (WEEKLY_WINDOW,), (5,), classrooms, by_use),
    ]
    return [route for route in made if route.points]


def key_places(rooms: Sequence[RoomRow], most: int = KEY_POINTS) -> list[RoomRow]:
    """Rooms as GB/T 29315-2022 asks to be walked five times a day (gate, canteen, dangerous goods, dormitory and
    machines are our reading of its key places), then others that stand for their building; at most `most`, a
    few of each use, in the order of walking.
    """
    chosen: list[RoomRow] = []
    for use, enough in KEY_USES.items():
        chosen += _spread([room for room in rooms if room.get("use") == use])[:enough]
    return sorted(chosen[:most], key=_way)


def _spread(rooms: list[RoomRow]) -> list[RoomRow]:
    """The first room of each floor of each building, ground floors first, then all the others."""
    firsts = {_floor(room): room for room in reversed(rooms)}.values()
    ordered = sorted(firsts, key=lambda room: (_floor(room)[1].zfill(4), _way(room)))
    return ordered + [room for room in rooms if room not in ordered]


def _floor_ends(rooms: list[RoomRow]) -> list[RoomRow]:
    """The first and the last room of each floor: who sees both has walked the corridor."""
    ends: list[RoomRow] = []
    for floor in dict.fromkeys(_floor(room) for room in rooms):
        here = [room for room in rooms if _floor(room) == floor]
        ends += [here[0], here[-1]] if len(here) > 1 else here
    return ends


def _floor(room: RoomRow) -> tuple[str, str]:
    return str(room["building"]), str(room.get("floor") or "")


def _way(room: RoomRow) -> tuple[str, str, str, str]:
    """The order of walking: building, floor, number, with numbers by size."""
    floor = str(room.get("floor") or "").zfill(4)
    return str(room["campus_id"]), str(room["building"]), floor, str(room["number"]).zfill(8)


def _route(
    campus: str,
    name: str,
    ordering: Literal["any", "fixed"],
    windows: tuple[Window, ...],
    days: tuple[int, ...],
    rooms: Sequence[RoomRow],
    by_use: Mapping[str, str],
) -> Route:
    points = tuple(Point(str(room["id"]), by_use.get(str(room.get("use") or ""))) for room in rooms)
    return Route(str(uuid.uuid5(_NAMESPACE, f"{campus}|{name}")), name, points, ordering, windows, days)
