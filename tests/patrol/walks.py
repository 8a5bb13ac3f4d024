"""A small school's route and the checks of a walk, for the tests beside it."""

from __future__ import annotations

from datetime import date

from inspect_app.patrol.checks import CheckSeen, SkipSeen
from inspect_app.patrol.route import MINUTE_MS, Point, Route, Window, day_start_ms
from inspect_app.patrol.schedule import DueRound, due_round

BEIJING = 480
MONDAY = date(2026, 9, 7)
MORNING = Window("07:00", "08:00", "早巡")
SECOND = Window("08:00", "09:00")
NIGHT = Window("23:30", "00:30", "夜巡")


def route(
    rooms: str = "abcd", ordering="any", windows=(MORNING, SECOND, NIGHT), days=(1, 2, 3, 4, 5)
) -> Route:
    return Route("r1", "路线", tuple(Point(room) for room in rooms), ordering, tuple(windows), days)


def at(hour: str, day: date = MONDAY) -> int:
    """UTC ms of 'HH:MM' in Beijing."""
    return day_start_ms(day, BEIJING) + (int(hour[:2]) * 60 + int(hour[3:])) * MINUTE_MS


def due(of: Route | None = None, window: Window = MORNING, day: date = MONDAY) -> DueRound:
    return due_round(of or route(), day, window, BEIJING)


def seen(room: str, hour: str, day: date = MONDAY, **more) -> CheckSeen:
    """A check of `room` at 'HH:MM'."""
    return CheckSeen(id=more.pop("id", f"{room}{hour}"), room_id=room, done_ms=at(hour, day), **more)


def skip(room: str, of: DueRound, reason: str = "上课中") -> SkipSeen:
    return SkipSeen(of.id, room, reason, of.start_ms)
