"""The ways to loans and class handovers from other screens, for those whose phones hold the assets."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.parts.card import chevron, line
from inspect_app.routes import route_to
from inspect_app.state import Desk

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


def handover_link(desk: Desk, room_id: str) -> list[ft.Control]:
    """At a room: its handover sheets, and the next one."""
    if desk.store.setting("role") not in WRITERS:
        return []
    begin = route_to("begin_handover", room=room_id)
    words = desk.t("Class handover")
    return [line(words, key="to-handover", after=chevron(), on_click=_goes(desk, begin))]


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)
