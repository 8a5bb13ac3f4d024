"""总览: today's rounds on a time axis, open faults by level and age, checks today, who is where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from inspect_app.patrol.route import MINUTE_MS, day_start_ms, local_day
from inspect_app.patrol.schedule import DueRound, due_rounds, rounds_on_now
from inspect_app.texts.moments import DAY_MS
from inspect_app.views.rounds import RoundView, round_view, routes_of
from storage.queries import overview, places
from storage.queries.overview import Counted, LastSeen
from storage.store import Store

LEVELS = ("urgent", "major", "minor")
AGE_DAYS = (1, 3, 7)
"""Upper ends of the columns by age; the last column is open."""


@dataclass(frozen=True, slots=True)
class RouteDay:
    """A route's rounds of the day, in the order of their hours."""

    name: str
    rounds: tuple[RoundView, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Points of all rounds that have begun today."""

    total: int
    done: int
    late: int
    missed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`faults` is a row per level of LEVELS with a count per age; `day_start_ms` is the school's midnight."""

    school: str
    day: str
    day_start_ms: int
    routes: tuple[RouteDay, ...]
    points: Points
    faults: tuple[tuple[int, ...], ...]
    checks: Counted
    people: tuple[LastSeen, ...]

    @property
    def open_faults(self) -> int:
        return sum(map(sum, self.faults))

    @property
    def urgent_faults(self) -> int:
        return sum(self.faults[0])


def overview_of(store: Store, now_ms: int, offset_minutes: int) -> Overview:
    today = local_day(now_ms, offset_minutes)
    start = day_start_ms(today, offset_minutes)
    days = _route_days(store, now_ms, offset_minutes)
    return Overview(
        places.school_name(store.db),
        today.isoformat(),
        start,
        days,
        _points(days, now_ms),
        _fault_table(store, now_ms),
        overview.checks_between(store.db, start, start + DAY_MS),
        tuple(overview.last_seen(store.db, start)),
    )


def _route_days(store: Store, now_ms: int, offset_minutes: int) -> tuple[RouteDay, ...]:
    """Today's rounds, and those of last evening that are still on."""
    routes = routes_of(store)
    today = local_day(now_ms, offset_minutes)
    due = list(due_rounds(routes, today, offset_minutes))
    due += [each for each in rounds_on_now(routes, now_ms, offset_minutes) if each.day < today]
    found = []
    for route in routes:
        own = sorted((each for each in due if each.route.id == route.id), key=lambda each: each.start_ms)
        if own:
            views = tuple(round_view(store, each, now_ms) for each in own)
            found.append(RouteDay(route.name, views))
    return tuple(found)


def _points(days: tuple[RouteDay, ...], now_ms: int) -> Points:
    states = [
        each.state
        for day in days
        for view in day.rounds
        if view.due.start_ms <= now_ms
        for each in view.progress.points
    ]
    done = sum(state in ("done_on_time", "out_of_order") for state in states)
    counts = {name: states.count(name) for name in ("done_late", "missed", "waiting")}
    return Points(len(states), done, counts["done_late"], counts["missed"], counts["waiting"])


def age_column(found_ms: int, now_ms: int) -> int:
    """Which column of the table a fault stands in."""
    age = timedelta(milliseconds=max(0, now_ms - found_ms))
    return next((n for n, days in enumerate(AGE_DAYS) if age < timedelta(days=days)), len(AGE_DAYS))


def age_bounds(column: int, now_ms: int) -> tuple[int, int]:
    """(found from, found until) in UTC ms of a column; 0 where there is no bound."""
    until = now_ms - AGE_DAYS[column - 1] * DAY_MS + 1 if column else 0
    since = now_ms - AGE_DAYS[column] * DAY_MS + 1 if column < len(AGE_DAYS) else 0
    return since, until


def _fault_table(store: Store, now_ms: int) -> tuple[tuple[int, ...], ...]:
    table = {level: [0] * (len(AGE_DAYS) + 1) for level in LEVELS}
    for fault in overview.open_faults(store.db):
        table[fault.level][age_column(fault.found_ms, now_ms)] += 1
    return tuple(tuple(table[level]) for level in LEVELS)


def hours_of(due: DueRound, start_ms: int) -> tuple[float, float]:
    """Start and end of a round in hours since the day's midnight."""
    hour = 60 * MINUTE_MS
    return (due.start_ms - start_ms) / hour, (due.end_ms - start_ms) / hour
