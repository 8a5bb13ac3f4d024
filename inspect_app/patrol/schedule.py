"""What is due when: the windows of a day, the one that is on now, and whether key places are seen enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from inspect_app.patrol.route import EVERY_DAY, Route, Window, local_day, round_id

LEAST_VISITS_A_DAY = 5  # GB/T 29315-2022: security walks the key places at least five times a day

KEY_PLACE_WINDOWS = (
    Window("06:30", "07:30", "早巡"),
    Window("09:40", "10:40", "课间巡"),
    Window("12:00", "13:30", "午间巡"),
    Window("16:30", "17:30", "放学巡"),
    Window("20:30", "21:30", "晚巡"),
)


@dataclass(frozen=True, slots=True)
class DueRound:
    """One walk of a route that is due: it belongs to the date on which its window starts."""

    route: Route
    day: date
    window: Window
    start_ms: int
    end_ms: int
    offset_minutes: int

    @property
    def id(self) -> str:
        """The round's row id."""
        return round_id(self.route.id, self.day.isoformat(), self.window.key)

    @property
    def other_ids(self) -> frozenset[str]:
        """The ids of the same route's rounds around this one."""
        days = (self.day + timedelta(days=away) for away in (-1, 0, 1))
        windows = self.route.windows
        ids = (round_id(self.route.id, day.isoformat(), window.key) for day in days for window in windows)
        return frozenset(ids) - {self.id}


def due_round(route: Route, day: date, window: Window, offset_minutes: int) -> DueRound:
    """One round of a route, whether the plan asks for it on that day or not."""
    return DueRound(route, day, window, *window.span_ms(day, offset_minutes), offset_minutes)


def due_rounds(routes: Iterable[Route], day: date, offset_minutes: int) -> tuple[DueRound, ...]:
    """The rounds whose window starts on `day`, by start, then by route name; none that ended before its route was."""
    due = [
        due_round(route, day, window, offset_minutes)
        for route in routes
        if day.isoweekday() in route.days
        for window in route.windows
    ]
    due = [each for each in due if each.end_ms > each.route.since_ms]
    return tuple(sorted(due, key=lambda each: (each.start_ms, each.route.name, each.end_ms)))


def rounds_on_now(routes: Iterable[Route], now_ms: int, offset_minutes: int) -> tuple[DueRound, ...]:
    """The rounds whose window is open at `now_ms`, those of last evening included, soonest end first."""
    routes = tuple(routes)
    today = local_day(now_ms, offset_minutes)
    both_days = (
        *due_rounds(routes, today - timedelta(days=1), offset_minutes),
        *due_rounds(routes, today, offset_minutes),
    )
    on = [due for due in both_days if due.start_ms <= now_ms < due.end_ms]
    return tuple(sorted(on, key=lambda each: each.end_ms))


def next_round(routes: Iterable[Route], now_ms: int, offset_minutes: int) -> DueRound | None:
    """The first round that starts after `now_ms`, up to a week ahead."""
    routes = tuple(routes)
    today = local_day(now_ms, offset_minutes)
    for ahead in range(8):
        for due in due_rounds(routes, today + timedelta(days=ahead), offset_minutes):
            if due.start_ms > now_ms:
                return due
    return None


@dataclass(frozen=True, slots=True)
class SeenTooSeldom:
    """A key place with fewer visits than it should have. `weekday` is None for counts of a real day."""

    room_id: str
    visits: int
    least: int
    weekday: int | None = None


def planned_visits(routes: Iterable[Route], weekday: int) -> Counter[str]:
    """How often each room is planned to be seen on an ISO weekday, by room id."""
    visits: Counter[str] = Counter()
    for route in routes:
        if weekday in route.days:
            for point in route.points:
                visits[point.room_id] += len(route.windows)
    return visits


def key_places_short(
    key_places: Iterable[str],
    routes: Iterable[Route],
    *,
    weekdays: Iterable[int] = EVERY_DAY,
    least: int = LEAST_VISITS_A_DAY,
) -> tuple[SeenTooSeldom, ...]:
    """The key places that the plan sees too seldom, each with its worst weekday. Empty = the plan is fine.

    `weekdays` are the days on which the school is open, all seven where pupils board.
    """
    routes = tuple(routes)
    plans = {weekday: planned_visits(routes, weekday) for weekday in weekdays}
    worst = []
    for room_id in key_places:
        weekday, visits = min(((day, plan[room_id]) for day, plan in plans.items()), key=lambda pair: pair[1])
        if visits < least:
            worst.append(SeenTooSeldom(room_id, visits, least, weekday))
    return tuple(worst)


def visits_short(
    key_places: Iterable[str], visits: Mapping[str, int], *, least: int = LEAST_VISITS_A_DAY
) -> tuple[SeenTooSeldom, ...]:
    """The same question of a day that was: `visits` counts the rounds that saw each room."""
    seen = ((room_id, visits.get(room_id, 0)) for room_id in key_places)
    return tuple(SeenTooSeldom(room_id, count, least) for room_id, count in seen if count < least)
