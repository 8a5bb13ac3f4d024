"""The columns of 工单与隐患: what a fault shows in the table, and in a file."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.parts.meaning import ATTENTION, mark
from inspect_app.parts.names import FAULT_STATES, LEVELS, level_meaning, state_icon, state_meaning
from inspect_app.parts.table import two_lines
from inspect_app.screens.wide.office_table import TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.moments import ago, local
from storage.queries.fault_list import FaultLine


def fault_columns(desk: Desk) -> list[TableColumn]:
    """Rows are FaultLine."""
    t = desk.t
    return [
        column(
            "fault",
            t("Fault"),
            lambda each: two_lines(each.title, _below(each, desk)),
            flex=3,
            stays=True,
            file=[
                (t("Fault"), lambda each: each.title),
                (t("Note"), lambda each: each.note),
                (t("Place"), lambda each: each.place),
                (t("Reported by"), lambda each: each.person),
            ],
        ),
        column(
            "level",
            t("Level"),
            lambda each: mark(level_meaning(each.level), t(LEVELS[each.level])),
            lambda each: t(LEVELS[each.level]),
            width=72,
        ),
        column(
            "state",
            t("State"),
            lambda each: _state(each, desk),
            width=80,
            file=[
                (t("State"), lambda each: t(FAULT_STATES[each.state])),
                (t("How it ended"), lambda each: each.closing),
                (t("Ended at"), lambda each: _time(each.closed_ms, desk)),
            ],
        ),
        column(
            "found",
            t("Found at"),
            lambda each: ago(t, each.found_ms, desk.now_ms),
            lambda each: _time(each.found_ms, desk),
            width=80,
        ),
        *_last(desk),
    ]


def _last(desk: Desk) -> list[TableColumn]:
    """The photos, and columns that a person has to ask for: the first column says them too."""
    t = desk.t
    return [
        column(
            "photos",
            t("Photos"),
            lambda each: str(each.photos) if each.photos else "·",
            lambda each: each.photos,
            width=48,
            at_end=True,
        ),
        column("person", t("Reported by"), lambda each: each.person, width=72, first=False),
        column("building", t("Building"), lambda each: each.building, width=96, first=False),
        column("place", t("Place"), lambda each: each.place, width=128, first=False),
    ]


def _below(each: FaultLine, desk: Desk) -> str:
    return " · ".join(part for part in (each.place, each.person) if part)


def _state(each: FaultLine, desk: Desk) -> ft.Control:
    t = desk.t
    if each.conflict:
        return mark(ATTENTION, t("Disagreed"), icon=ft.Icons.CALL_SPLIT)
    return mark(state_meaning(each.state), t(FAULT_STATES[each.state]), icon=state_icon(each.state))


def _time(at_ms: int | None, desk: Desk) -> Any:
    return None if at_ms is None else local(at_ms, desk.offset_minutes).replace(microsecond=0)
