"""A route: the points somebody walks, in which order, at which hours, on which days."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
MINUTE_MS = 60_000
_NAMESPACE = uuid.UUID("8c4b0a0e-2f53-5d57-9a53-0a6c6a0f5b21")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class RouteRefused(Exception):
    """A route row that cannot be walked; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Point:
    """A room on the route, and the checklist to use there; None = the one that fits the room."""

    room_id: str
    checklist_id: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of a day, 'HH:MM' in the school's time. An end not after the start is on the next day."""

    start: str
    end: str
    name: str = ""

    @property
    def key(self) -> str:
        """The field `window` of a round: '23:30-00:30'."""
        return f"{self.start}-{self.end}"

    @property
    def minutes(self) -> int:
        """How long it lasts; '08:00-08:00' is a whole day."""
        return (_minutes(self.end) - _minutes(self.start)) % 1440 or 1440

    def span_ms(self, day: date, offset_minutes: int) -> tuple[int, int]:
        """Start and end in UTC ms, when it starts on `day`; `offset_minutes` is the school's, east of UTC."""
        start = day_start_ms(day, offset_minutes) + _minutes(self.start) * MINUTE_MS
        return start, start + self.minutes * MINUTE_MS


@dataclass(frozen=True, slots=True)
class Route:
    """What is walked. `days` are ISO weekdays (1 = Monday) on which a window may start.

    Nothing was due before `since_ms`: a school that begins at noon has missed no morning round.
    """

    id: str
    name: str
    points: tuple[Point, ...]
    ordering: Literal["any", "fixed"] = "any"
    windows: tuple[Window, ...] = ()
    days: tuple[int, ...] = EVERY_DAY
    note: str = ""
    since_ms: int = 0

    def window(self, key: str) -> Window | None:
        """The window whose key a round names, or None after it was changed."""
        return next((window for window in self.windows if window.key == key), None)


@lru_cache(maxsize=4096)
def round_id(route_id: str, day: str, window: str) -> str:
    """The id of a round, the same on phones that cannot hear each other: two people then walk one round.

    `day` is 'YYYY-MM-DD', the school's date on which the window starts; `window` is a Window.key.
    """
    return str(uuid.uuid5(_NAMESPACE, f"{route_id}|{day}|{window}"))


def route_from_row(row: Mapping[str, Any]) -> Route:
    """Read a row of kind 'route'. Raises RouteRefused, naming the route and what is wrong."""
    name = str(row.get("name") or "")
    ordering: Any = row.get("ordering") or "any"
    if ordering not in ("any", "fixed"):
        raise RouteRefused(f"路线“{name}”的顺序“{ordering}”不认识，只能是 any 或 fixed。")
    return Route(
        id=str(row["id"]),
        name=name,
        points=_points(name, row.get("points")),
        ordering=ordering,
        windows=tuple(_window(name, each) for each in row.get("windows") or ()),
        days=_days(name, row.get("days")),
        note=str(row.get("note") or ""),
        since_ms=int(row.get("since_ms") or 0),
    )


def route_to_row(route: Route) -> dict[str, Any]:
    """The fields of a row of kind 'route', without its id."""
    return {
        "name": route.name,
        "points": [_point_to_json(point) for point in route.points],
        "ordering": route.ordering,
        "windows": [
            {"start": window.start, "end": window.end, "name": window.name} for window in route.windows
        ],
        "days": list(route.days),
        "note": route.note,
        "since_ms": route.since_ms or None,
        "state": "used",
    }


def day_start_ms(day: date, offset_minutes: int) -> int:
    """Midnight of the school's `day` in UTC ms. Schools in China keep one offset all year."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(midnight.timestamp() * 1000) - offset_minutes * MINUTE_MS


def local_day(at_ms: int, offset_minutes: int) -> date:
    """The school's date at `at_ms`."""
    return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at_ms, minutes=offset_minutes)).date()


def _minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def _point_to_json(point: Point) -> dict[str, str]:
    made = {"room": point.room_id}
    return made | ({"checklist": point.checklist_id} if point.checklist_id else {})


def _points(name: str, given: Any) -> tuple[Point, ...]:
    if not isinstance(given, list) or not given:
        raise RouteRefused(f"路线“{name}”没有巡查点，请至少选一个。")
    points = tuple(_point(name, each) for each in given)
    rooms = [point.room_id for point in points]
    if len(set(rooms)) < len(rooms):
        raise RouteRefused(f"路线“{name}”里同一个巡查点出现了两次，请删掉一个。")
    return points


def _point(name: str, given: Any) -> Point:
    if isinstance(given, str) and given:
        return Point(given)
    if isinstance(given, Mapping) and isinstance(given.get("room"), str) and given["room"]:
        return Point(given["room"], given.get("checklist") or None)
    raise RouteRefused(f"路线“{name}”有一个巡查点写错了，请重新选择房间。")


def _window(name: str, given: Any) -> Window:
    hours = (given.get("start"), given.get("end")) if isinstance(given, Mapping) else ()
    if not hours or not all(isinstance(hour, str) and _HOUR.fullmatch(hour) for hour in hours):
        raise RouteRefused(f"路线“{name}”的时段写错了，请写成 07:00 到 08:00 这样。")
    return Window(given["start"], given["end"], str(given.get("name") or ""))


def _days(name: str, given: Any) -> tuple[int, ...]:
    if not given:
        return EVERY_DAY
    if not isinstance(given, list) or not all(day in EVERY_DAY for day in given):
        raise RouteRefused(f"路线“{name}”的星期写错了，请用 1（周一）到 7（周日）。")
    return tuple(sorted(set(given)))
