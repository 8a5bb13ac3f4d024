"""A route while the office changes it: rows of hours that may still be half typed, points in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from inspect_app.patrol.route import EVERY_DAY, Point, Route, RouteRefused, Window
from inspect_app.patrol.schedule import KEY_PLACE_WINDOWS

_HOUR = re.compile(r"(\d{1,2})[:：.](\d{2})\Z")


@dataclass(frozen=True, slots=True)
class Hours:
    """A window as typed; `number` stays while others come and go."""

    number: int
    start: str = ""
    end: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RouteDraft:
    """`id` is '' until it is saved."""

    id: str = ""
    name: str = ""
    ordering: Literal["any", "fixed"] = "any"
    points: tuple[Point, ...] = ()
    hours: tuple[Hours, ...] = (Hours(1),)
    days: tuple[int, ...] = EVERY_DAY
    note: str = ""

    def with_hours(self, number: int, **typed: Any) -> RouteDraft:
        hours = tuple(replace(each, **typed) if each.number == number else each for each in self.hours)
        return replace(self, hours=hours)

    def more_hours(self, windows: Iterable[Window] = ()) -> RouteDraft:
        """Rows for these windows, or an empty one, behind those that say something."""
        held = tuple(each for each in self.hours if each.start or each.end or each.name)
        first = max((each.number for each in self.hours), default=0) + 1
        rows = [(each.start, each.end, each.name) for each in windows] or [("", "", "")]
        new = tuple(Hours(first + number, *row) for number, row in enumerate(rows))
        return replace(self, hours=(*held, *new))

    def without_hours(self, number: int) -> RouteDraft:
        return replace(self, hours=tuple(each for each in self.hours if each.number != number))

    def with_day(self, day: int) -> RouteDraft:
        """Put a weekday in or out."""
        days = set(self.days) ^ {day}
        return replace(self, days=tuple(sorted(days)))

    def with_points(self, rooms: Iterable[str]) -> RouteDraft:
        """The rooms at the end, those that are there already left where they are."""
        held = {point.room_id for point in self.points}
        return replace(self, points=(*self.points, *(Point(room) for room in rooms if room not in held)))

    def without_point(self, room_id: str) -> RouteDraft:
        return replace(self, points=tuple(point for point in self.points if point.room_id != room_id))

    def moved_point(self, room_id: str, by: int) -> RouteDraft:
        points = list(self.points)
        at = next(number for number, point in enumerate(points) if point.room_id == room_id)
        to = min(len(points) - 1, max(0, at + by))
        points.insert(to, points.pop(at))
        return replace(self, points=tuple(points))

    def route(self) -> Route:
        """The route as it would be saved. Raises RouteRefused for hours that are no hours, or no day."""
        if not self.days:
            raise RouteRefused(f"路线“{self.name}”没有选星期，请至少选一天。")
        typed = [each for each in self.hours if each.start or each.end or each.name]
        windows = tuple(
            Window(_hour(each.start, self.name), _hour(each.end, self.name), each.name.strip())
            for each in typed
        )
        return Route(self.id, self.name, self.points, self.ordering, windows, self.days, self.note)


def draft_of(route: Route) -> RouteDraft:
    hours = tuple(
        Hours(number, window.start, window.end, window.name) for number, window in enumerate(route.windows, 1)
    )
    return RouteDraft(
        route.id, route.name, route.ordering, route.points, hours or (Hours(1),), route.days, route.note
    )


def five_a_day() -> tuple[Window, ...]:
    """The hours of GB/T 29315-2022's five rounds of key places."""
    return KEY_PLACE_WINDOWS


def _hour(text: str, name: str) -> str:
    """'7:5' is no hour, '7:05' and '07:05' are, full-width colon or not. Raises RouteRefused."""
    found = _HOUR.match(text.strip())
    if found is None:
        raise RouteRefused(f"路线“{name}”的时间“{text}”不对，请写成 07:30 这样。")
    return f"{int(found[1]):02d}:{found[2]}"
