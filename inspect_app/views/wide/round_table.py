"""巡查: the rounds of a day as a table, and beside another day's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from inspect_app.patrol.schedule import due_rounds
from inspect_app.patrol.summary import RoundSummary, round_summary
from inspect_app.views.rounds import RoundView, round_view, routes_of
from storage.queries import round_log
from storage.store import Store


@dataclass(frozen=True, slots=True)
class DayRow:
    """One round of the table. `people` are names; `has_begun` is false for hours still to come."""

    view: RoundView
    summary: RoundSummary
    people: tuple[str, ...]
    has_begun: bool

    @property
    def id(self) -> str:
        return self.view.due.id

    @property
    def done(self) -> int:
        return self.summary.on_time + self.summary.late

    @property
    def left_open(self) -> int:
        """Points that nobody saw and nobody gave a reason for."""
        return self.summary.missed


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A day in numbers, of rounds that have begun."""

    day: str
    rounds: int
    walked: int
    points: int
    done: int
    late: int
    missed: int
    skipped: int
    faults: int
    minutes: int


def rounds_of_day(store: Store, day: date, now_ms: int, offset_minutes: int) -> list[DayRow]:
    """Every round that the plan asks for on that day, by its hours."""
    due = due_rounds(routes_of(store), day, offset_minutes)
    views = [round_view(store, each, now_ms) for each in due]
    summaries = [round_summary(view.progress) for view in views]
    people = json.dumps(sorted({person for each in summaries for person in each.people}))
    names = round_log.names_of(store.db, people)
    return [
        DayRow(
            view,
            summary,
            tuple(names.get(person, "") for person in summary.people),
            view.due.start_ms <= now_ms,
        )
        for view, summary in zip(views, summaries, strict=True)
    ]


def totals(day: date, rows: list[DayRow]) -> DayTotals:
    begun = [row for row in rows if row.has_begun]
    return DayTotals(
        day.isoformat(),
        len(begun),
        sum(row.done > 0 for row in begun),
        sum(row.summary.points for row in begun),
        sum(row.done for row in begun),
        sum(row.summary.late for row in begun),
        sum(row.summary.missed for row in begun),
        sum(row.summary.skipped for row in begun),
        sum(row.summary.failed_items for row in begun),
        sum(row.summary.walked_minutes for row in begun),
    )
