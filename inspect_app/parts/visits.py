"""Visits as lists show them: who, since when, to whom, with which pass; what is wrong in amber."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.gate.on_campus import Person
from inspect_app.gate.settings import GateSettings
from inspect_app.parts.buttons import second_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.meaning import ATTENTION, pill
from inspect_app.texts import Words
from inspect_app.texts.moments import clock_time, moment
from storage.queries.visits import Visit


def person_line(
    person: Person,
    settings: GateSettings,
    t: Words,
    *,
    since: str,
    minutes_over: int,
    on_open: Callable[[], Any],
    on_leave: Callable[[], Any],
) -> ft.Control:
    """The whole row opens the visit, the button beside it signs out at once."""
    visit = person.newest
    marks: list[ft.Control] = []
    if minutes_over:
        marks.append(pill(ATTENTION, overdue_words(minutes_over, t), icon=ft.Icons.TIMER_OUTLINED))
    if any(each.papers_later for each in person.visits):
        marks.append(pill(ATTENTION, t("Papers to come"), icon=ft.Icons.BADGE_OUTLINED))
    return line(
        visit_title(visit, person.people, t),
        key=f"visit-{person.ids[0]}",
        below=visit_words(visit, settings, since, t),
        marks=marks,
        on_click=on_open,
        tool=second_button(t("Leaves"), on_leave, key=f"leave-{person.ids[0]}"),
    )


def left_line(
    visit: Visit, settings: GateSettings, t: Words, offset: int, on_open: Callable[[], Any]
) -> ft.Control:
    """A visit that has ended: from when to when."""
    ended = clock_time(visit.out_ms or visit.in_ms, offset)
    stay = f"{clock_time(visit.in_ms, offset)}–{ended}"
    return line(
        visit_title(visit, visit.people, t),
        key=f"visit-{visit.id}",
        below=visit_words(visit, settings, stay, t),
        after=chevron(),
        on_click=on_open,
    )


def visit_title(visit: Visit, people: int, t: Words) -> str:
    """The name, and how many came with it."""
    if people < 2:
        return visit.name
    return t("{name} and {n} more", name=visit.name, n=people - 1)


def visit_words(visit: Visit, settings: GateSettings, when: str, t: Words) -> str:
    to_whom = t("to {name}", name=visit.host_name) if visit.host_name else ""
    number = t("pass {number}", number=visit.pass_no) if visit.pass_no else ""
    parts = (settings.sort(visit.sort).name, when, to_whom, number, visit.plate or "")
    return " · ".join(part for part in parts if part)


def overdue_words(minutes: int, t: Words) -> str:
    if minutes < 60:
        return t.count("{n} minute over time", "{n} minutes over time", minutes)
    return t.count("{n} hour over time", "{n} hours over time", minutes // 60)


def since_words(in_ms: int, now_ms: int, offset: int, t: Words) -> str:
    """'10:05', with the day when it is another one."""
    return moment(t, in_ms, now_ms, offset)
