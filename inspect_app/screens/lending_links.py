"""The ways to loans and class handovers from other screens, for those whose phones hold the assets."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.lending import loan_line
from inspect_app.parts.type import section
from inspect_app.routes import route_to
from inspect_app.state import Desk
from inspect_app.texts.moments import day_of
from storage.queries import loans
from storage.queries.loans import LoanFilter

SHOWN = 5
READERS = ("office", "inspector", "teacher", "repairer", "viewer")
WRITERS = ("office", "inspector", "teacher")


def lending_links(desk: Desk) -> list[ft.Control]:
    """Where a person looks for work to do."""
    if desk.store.setting("role") not in READERS:
        return []
    t = desk.t
    places = [("loans", t("Loans and returns")), ("handovers", t("Class handovers"))]
    return [
        line(words, key=f"to-{name}", after=chevron(), on_click=_goes(desk, route_to(name)))
        for name, words in places
    ]


def due_tasks(desk: Desk) -> list[ft.Control]:
    """Things that should be back today or are overdue: each a task of who lent it, holds it or keeps it."""
    role, person = desk.store.setting("role"), desk.author.person
    if role not in READERS:
        return []
    t, today = desk.t, day_of(desk.now_ms, desk.offset_minutes)
    wanted = LoanFilter(view="due", today=today, concerns="" if role == "office" else person or "-")
    found = loans.loan_list(desk.store.db, wanted, limit=SHOWN)
    lines = [loan_line(each, today, t, _goes(desk, route_to("loan", loan=each.id))) for each in found]
    more = loans.count_loan_list(desk.store.db, wanted) - len(found)
    if more:
        words = t.count("{n} more thing is due", "{n} more things are due", more)
        lines.append(text_button(words, _goes(desk, route_to("loans")), key="more-due"))
    return [section(t("To be brought back")), *lines, section(t("Faults"))] if lines else []


def handover_link(desk: Desk, room_id: str) -> list[ft.Control]:
    """At a room: its handover sheets, and the next one."""
    if desk.store.setting("role") not in WRITERS:
        return []
    begin = route_to("begin_handover", room=room_id)
    words = desk.t("Class handover")
    return [line(words, key="to-handover", after=chevron(), on_click=_goes(desk, begin))]


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)
