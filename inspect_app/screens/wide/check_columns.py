"""The columns of 检查记录: what a check shows in the table, and in a file."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.parts.meaning import ATTENTION, PASSED, mark
from inspect_app.parts.names import ARRIVALS, result_meaning
from inspect_app.parts.table import two_lines
from inspect_app.screens.wide.office_table import TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.moments import local, moment
from inspect_app.texts.value_words import POINT_STATES, RESULTS
from inspect_app.views.wide.check_table import CheckRow

TIMINGS = {"on_time": POINT_STATES["done_on_time"], "late": POINT_STATES["done_late"]}


def check_columns(desk: Desk) -> list[TableColumn]:
    """Rows are CheckRow."""
    t = desk.t
    return [
        column(
            "moment",
            t("Time"),
            lambda row: moment(t, row.line.done_ms, desk.now_ms, row.line.offset_minutes),
            lambda row: local(row.line.done_ms, row.line.offset_minutes).replace(microsecond=0),
            width=112,
            stays=True,
        ),
        column(
            "room",
            t("Room"),
            lambda row: two_lines(_place(row), row.line.asset),
            flex=2,
            stays=True,
            file=[
                (t("Building"), lambda row: row.line.building),
                (t("Room number"), lambda row: row.line.room),
                (t("Asset"), lambda row: row.line.asset),
            ],
        ),
        column("checklist", t("Checklist"), lambda row: row.line.checklist, flex=2),
        column("person", t("Person"), lambda row: row.line.person, width=72),
        column(
            "result",
            t("Result"),
            lambda row: mark(result_meaning(row.line.result), t(RESULTS[row.line.result])),
            lambda row: t(RESULTS[row.line.result]),
            width=80,
        ),
        *_counts(desk),
        *_asked_for(desk),
    ]


def _counts(desk: Desk) -> list[TableColumn]:
    t = desk.t
    return [
        column(
            "failed",
            t("Failed items"),
            lambda row: str(len(row.failed)) if row.failed else "·",
            width=56,
            at_end=True,
            file=[
                (t("Failed items"), lambda row: len(row.failed)),
                (t("What failed"), lambda row: "；".join(row.failed)),
            ],
        ),
        column(
            "photos",
            t("Photos"),
            lambda row: str(row.line.photos) if row.line.photos else "·",
            lambda row: row.line.photos,
            width=48,
            at_end=True,
        ),
        column(
            "timing",
            t("In its hours"),
            lambda row: _timing(row, desk),
            lambda row: t(TIMINGS[row.timing]) if row.timing else "",
            width=80,
        ),
    ]


def _asked_for(desk: Desk) -> list[TableColumn]:
    """Columns that a person has to ask for."""
    t = desk.t
    return [
        column(
            "route",
            t("Route and hours"),
            lambda row: two_lines(row.line.route, _hours(row)),
            width=144,
            first=False,
            file=[(t("Route"), lambda row: row.line.route), (t("Hours"), _hours)],
        ),
        column("arrival", t("Arrival"), lambda row: _arrival(row, desk), width=96, first=False),
        column("note", t("Note"), lambda row: row.line.note, flex=2, first=False),
    ]


def _place(row: CheckRow) -> str:
    return f"{row.line.building} {row.line.room}".strip()


def _hours(row: CheckRow) -> str:
    return f"{row.line.day} {row.line.window.replace('-', '–')}".strip()


def _arrival(row: CheckRow, desk: Desk) -> str:
    return desk.t(ARRIVALS[row.line.arrival]) if row.line.arrival in ARRIVALS else ""


def _timing(row: CheckRow, desk: Desk) -> ft.Control | Any:
    if not row.timing:
        return "–"
    return mark(ATTENTION if row.timing == "late" else PASSED, desk.t(TIMINGS[row.timing]))
