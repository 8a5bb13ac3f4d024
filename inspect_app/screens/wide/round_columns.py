"""The columns of 巡查: what a round of the day shows in the table, and in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.meaning import ATTENTION, FAILED
from inspect_app.parts.table import two_lines
from inspect_app.screens.wide.office_table import FilePart, TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.moments import clock_time
from inspect_app.views.wide.round_table import DayRow

Twins = Mapping[tuple[str, str], DayRow]
"""The rounds of the other day, by route and hours."""


@dataclass(frozen=True, slots=True)
class RoundWords:
    """What the columns need beside a row."""

    desk: Desk
    twins: Twins | None

    def hours(self, row: DayRow) -> str:
        window = row.view.due.window
        return f"{window.start}–{window.end} {window.name}".strip()

    def people(self, row: DayRow) -> str:
        return "、".join(row.people) or ("–" if row.has_begun else self.desk.t("to come"))

    def clock(self, at_ms: int | None) -> str:
        return "" if at_ms is None else clock_time(at_ms, self.desk.offset_minutes)

    def span(self, row: DayRow) -> str:
        ends = (row.summary.first_ms, row.summary.last_ms)
        return "–".join(map(self.clock, ends)) if None not in ends else ""

    def other(self, row: DayRow) -> str:
        due = row.view.due
        twin = (self.twins or {}).get((due.route.id, due.window.key))
        return f"{twin.done}/{twin.summary.points}" if twin else "–"


def round_columns(desk: Desk, twins: Twins | None) -> list[TableColumn]:
    """Rows are DayRow. With `twins` the other day stands beside what was seen."""
    t, words = desk.t, RoundWords(desk, twins)
    other = [column("other", t("Other day"), words.other, width=64, at_end=True)] if twins is not None else []
    return [
        _route(desk, words),
        column(
            "seen",
            t("Seen"),
            lambda row: f"{row.done}/{row.summary.points}",
            width=48,
            at_end=True,
            stays=True,
            file=[
                (t("Points"), lambda row: row.summary.points),
                (t("On time"), lambda row: row.summary.on_time),
            ],
        ),
        *other,
        _count("missed", t("Missed"), "missed", FAILED.strong),
        _count("skipped", t("Left out"), "skipped", ATTENTION.strong),
        _count("late", t("Late"), "late", ATTENTION.strong),
        _count(
            "found", t("Found"), "failed_items", FAILED.strong, [(t("Photos"), lambda r: r.summary.photos)]
        ),
        column("person", t("Person"), words.people, lambda row: "、".join(row.people), width=72),
        column(
            "span",
            t("From – to"),
            words.span,
            width=88,
            at_end=True,
            file=[
                (t("First"), lambda row: words.clock(row.summary.first_ms)),
                (t("Last"), lambda row: words.clock(row.summary.last_ms)),
            ],
        ),
        column(
            "minutes",
            t("Minutes"),
            lambda row: str(row.summary.walked_minutes) if words.span(row) else "",
            lambda row: row.summary.walked_minutes,
            width=60,
            at_end=True,
        ),
    ]


def _route(desk: Desk, words: RoundWords) -> TableColumn:
    t = desk.t
    return column(
        "route",
        t("Route and hours"),
        lambda row: two_lines(row.view.due.route.name, words.hours(row)),
        flex=2,
        stays=True,
        file=[
            (t("Date"), lambda row: row.view.due.day.isoformat()),
            (t("Route"), lambda row: row.view.due.route.name),
            (t("Hours"), words.hours),
        ],
    )


def _count(
    name: str, title: str, field: str, colour: ft.Colors, more: list[FilePart] | None = None
) -> TableColumn:
    def number(row: DayRow) -> int:
        return int(getattr(row.summary, field))

    return column(
        name,
        title,
        lambda row: _shown(number(row), colour),
        width=52,
        at_end=True,
        file=[(title, number), *(more or [])],
    )


def _shown(number: int, colour: Any) -> ft.Control:
    """Nothing for none, so that what is there stands out."""
    style = theme.style(theme.SMALL, theme.STRONG if number else theme.PLAIN)
    return ft.Text(str(number) if number else "·", style=style, color=colour if number else None)
