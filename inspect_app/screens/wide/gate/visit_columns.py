"""The columns of visits in the office's table. In a file, what says who somebody is leaves masked."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.gate.masking import masked_name, masked_phone, masked_plate, masked_text
from inspect_app.parts.meaning import ATTENTION, QUIET, mark
from inspect_app.parts.table import two_lines
from inspect_app.screens.wide.office_table import TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.gate_words import CONSENTS, OUT_WORDS
from inspect_app.texts.moments import clock_time, day_of, local
from inspect_app.texts.words import Words
from inspect_app.views.wide.visits import VisitRow

DAY_MINUTES = 24 * 60


def visit_columns(desk: Desk, *, with_day: bool) -> list[TableColumn]:
    """Rows are VisitRow. `with_day`: of visits of many days, else of those who are in now."""
    t = desk.t
    return [
        column(
            "name",
            t("Visitor"),
            lambda each: two_lines(each.visit.name, _below(each, t)),
            flex=3,
            stays=True,
            file=[
                (t("Visitor"), lambda each: masked_name(each.visit.name)),
                (t("Kind of visitor"), lambda each: each.sort),
                (t("People"), lambda each: each.people),
                (t("Came from"), lambda each: _hidden(each.visit.came_from, masked_text)),
            ],
        ),
        column(
            "in",
            t("Came in at"),
            lambda each: _when(each.in_ms, desk, with_day=with_day),
            lambda each: _time(each.in_ms, desk),
            width=104 if with_day else 64,
            stays=True,
        ),
        column(
            "stay",
            t("Stay"),
            lambda each: _stay(each, t),
            width=128,
            stays=True,
            file=[
                (t("Minutes of stay"), lambda each: each.stayed_minutes),
                (t("Minutes overdue"), lambda each: each.overdue_minutes),
            ],
        ),
        *_host_columns(t),
        *_last_columns(desk, is_log=with_day),
    ]


def stay_words(minutes: int, t: Words) -> str:
    """'35 分钟', '2 小时 5 分', '3 天'."""
    if minutes < 60:
        return t.count("{n} minute", "{n} minutes", minutes)
    if minutes >= DAY_MINUTES:
        return t.count("{n} day", "{n} days", minutes // DAY_MINUTES)
    return t("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


def _host_columns(t: Words) -> list[TableColumn]:
    return [
        column(
            "host",
            t("Whom to see"),
            lambda each: two_lines(each.visit.host_name or "", _consent(each, t)),
            flex=2,
            file=[
                (t("Whom to see"), lambda each: each.visit.host_name),
                (t("Consent of the host"), lambda each: _consent(each, t)),
                (t("Reason of the visit"), lambda each: _hidden(each.visit.reason, masked_text)),
            ],
        ),
        column("pass", t("Pass"), lambda each: each.visit.pass_no or "", width=56),
        column("gate", t("Gate"), lambda each: "、".join(each.gates), width=72),
    ]


def _last_columns(desk: Desk, *, is_log: bool) -> list[TableColumn]:
    t = desk.t
    return [
        column(
            "out",
            t("Left at"),
            lambda each: _left(each, desk),
            width=104,
            first=is_log,
            file=[
                (t("Left at"), lambda each: _time(each.visit.out_ms, desk)),
                (t("How they left"), lambda each: t(OUT_WORDS[each.visit.out_how]) if each.visit.out_how else ""),
            ],
        ),
        column(
            "phone", t("Telephone"), lambda each: _hidden(each.visit.phone, masked_phone) or "",
            width=112, first=False,
        ),
        column(
            "plate", t("Number plate"), lambda each: each.visit.plate or "",
            lambda each: _hidden(each.visit.plate, masked_plate), width=88, first=False,
        ),
        column(
            "paper",
            t("Paper"),
            lambda each: each.visit.id_masked or each.visit.no_papers or "",
            width=176,
            first=False,
            file=[
                (t("Kind of paper"), lambda each: each.visit.id_kind),
                (t("ID number (masked)"), lambda each: each.visit.id_masked),
                (t("Why there were no papers"), lambda each: each.visit.no_papers),
            ],
        ),
    ]  # fmt: skip


def _hidden(value: str | None, mask: Any) -> str | None:
    return mask(value) if value else value


def _below(each: VisitRow, t: Words) -> str:
    more = each.people - 1
    parts = (
        each.sort,
        t.count("with {n} more", "with {n} more", more) if more else "",
        each.visit.came_from,
        t("Papers still to come") if each.visit.papers_later else "",
    )
    return " · ".join(part for part in parts if part)


def _consent(each: VisitRow, t: Words) -> str:
    return t(CONSENTS[each.visit.consent]) if each.visit.consent else ""


def _stay(each: VisitRow, t: Words) -> str | ft.Control:
    """How long; in amber what is over its time."""
    if each.overdue_minutes and each.is_in:
        return mark(ATTENTION, t("over by {span}", span=stay_words(each.overdue_minutes, t)))
    if each.is_in:
        return mark(QUIET, stay_words(each.stayed_minutes, t), icon=ft.Icons.SCHEDULE)
    return stay_words(each.stayed_minutes, t)


def _left(each: VisitRow, desk: Desk) -> str | ft.Control:
    if each.visit.out_ms is None:
        return mark(QUIET, desk.t("On campus"), icon=ft.Icons.LOGIN)
    same_day = day_of(each.in_ms, desk.offset_minutes) == day_of(each.visit.out_ms, desk.offset_minutes)
    return _when(each.visit.out_ms, desk, with_day=not same_day)


def _when(at_ms: int, desk: Desk, *, with_day: bool) -> str:
    """'11-20 07:31', or the time alone where the day is today's."""
    at = local(at_ms, desk.offset_minutes)
    if not with_day and day_of(at_ms, desk.offset_minutes) == day_of(desk.now_ms, desk.offset_minutes):
        return clock_time(at_ms, desk.offset_minutes)
    return at.strftime("%m-%d %H:%M")


def _time(at_ms: int | None, desk: Desk) -> Any:
    return None if at_ms is None else local(at_ms, desk.offset_minutes).replace(microsecond=0)
