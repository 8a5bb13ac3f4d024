"""检查记录: single checks as a table, each with what failed and whether its round was walked in its hours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inspect_app.checklists.answers import answers_from_json, verdict
from inspect_app.checklists.item import Checklist
from inspect_app.patrol.checks import DEFAULT_GRACE_MINUTES
from inspect_app.patrol.route import MINUTE_MS, Route, Window
from inspect_app.patrol.schedule import rounds_on_now
from inspect_app.views.checklist import checklist_by_id
from inspect_app.views.rounds import routes_of
from storage.queries.check_list import CheckFilter, CheckLine, check_list
from storage.store import Store

READ_ROWS = 500
Timing = Literal["", "on_time", "late"]
Checklists = Callable[[str], Checklist | None]
Routes = Mapping[str, Sequence[Route]]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of the table. `failed` are the labels of its failed items; `timing` is '' outside of a round."""

    line: CheckLine
    failed: tuple[str, ...]
    timing: Timing

    @property
    def id(self) -> str:
        return self.line.id


def check_rows(
    store: Store, wanted: CheckFilter, offset_minutes: int, *, limit: int, after: CheckRow | None = None
) -> list[CheckRow]:
    """Newest first, from the one after `after`; `offset_minutes` is the school's."""
    lines = check_list(store.db, wanted, limit=limit, after=after.line if after else None)
    return list(_rows(lines, checklists_of(store), routes_by_room(store), offset_minutes))


def every_check_row(store: Store, wanted: CheckFilter, offset_minutes: int) -> Iterator[CheckRow]:
    """All of the filter, read in steps: 100,000 checks do not fit into memory."""
    checklists, routes, after = checklists_of(store), routes_by_room(store), None
    while lines := check_list(store.db, wanted, limit=READ_ROWS, after=after):
        yield from _rows(lines, checklists, routes, offset_minutes)
        after = lines[-1]


def checklists_of(store: Store) -> Checklists:
    """Looks a checklist up once."""
    known: dict[str, Checklist | None] = {}

    def look_up(checklist_id: str) -> Checklist | None:
        if checklist_id not in known:
            known[checklist_id] = checklist_by_id(store, checklist_id)
        return known[checklist_id]

    return look_up


def routes_by_room(store: Store) -> Routes:
    """The routes in use that come by each room."""
    found: dict[str, list[Route]] = {}
    for route in routes_of(store):
        for point in route.points:
            found.setdefault(point.room_id, []).append(route)
    return found


def _rows(
    lines: Sequence[CheckLine], checklists: Checklists, routes: Routes, offset_minutes: int
) -> Iterable[CheckRow]:
    for line in lines:
        failed = failed_items(checklists(line.checklist_id), line.answers) if line.result == "failed" else ()
        yield CheckRow(line, failed, timing_of(line, routes.get(line.room_id, ()), offset_minutes))


def failed_items(checklist: Checklist | None, answers_json: str) -> tuple[str, ...]:
    """Labels of the items that failed, as the checklist is now; none where answers or list cannot be read."""
    if checklist is None:
        return ()
    try:
        answers = answers_from_json(json.loads(answers_json))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()
    items = (item for item in checklist.items if item.key in answers)
    return tuple(item.label for item in items if verdict(item, answers[item.key], answers) == "failed")


def timing_of(line: CheckLine, routes: Sequence[Route], offset_minutes: int) -> Timing:
    """As patrol/progress.py says it: late is what was done when the hours of its round were over.

    The round is the one that the check names, else one of `routes`, those of its room, by the time.
    """
    if not line.window:
        return _timing_by_hours(line.done_ms, routes, offset_minutes)
    start, _, end = line.window.partition("-")
    try:
        end_ms = Window(start, end).span_ms(date.fromisoformat(line.day), offset_minutes)[1]
    except ValueError:
        return ""
    return "late" if line.done_ms >= end_ms else "on_time"


def _timing_by_hours(done_ms: int, routes: Sequence[Route], offset_minutes: int) -> Timing:
    """In the hours of a round, in the grace after them, or outside of both."""
    if rounds_on_now(routes, done_ms, offset_minutes):
        return "on_time"
    grace_ms = DEFAULT_GRACE_MINUTES * MINUTE_MS
    return "late" if rounds_on_now(routes, done_ms - grace_ms, offset_minutes) else ""
