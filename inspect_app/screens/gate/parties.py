"""Those who came together in one frame, with one button for all of them; somebody alone as a line."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app import theme
from inspect_app.gate.on_campus import Party, Person
from inspect_app.parts.buttons import second_button
from inspect_app.parts.card import LINE
from inspect_app.parts.type import small
from inspect_app.parts.visits import person_line, since_words
from inspect_app.routes import route_to
from inspect_app.screens.gate.leaving import leave
from inspect_app.state import Desk
from inspect_app.views.gate import GateView


def party_lines(desk: Desk, found: GateView, party: Party) -> list[ft.Control]:
    lines = [_line(desk, found, person) for person in party.members]
    if len(party.members) < 2:
        return lines
    t, count = desk.t, len(party.members)
    all_leave = lambda: leave(desk, party.ids, "group", "")  # noqa: E731
    head = ft.Row(
        [
            ft.Container(small(t("{n} came together", n=count)), expand=True),
            second_button(t("All leave"), all_leave, key=f"leave-group-{party.members[0].group_id}"),
        ]
    )
    frame = ft.Container(
        ft.Column([head, *lines], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        key=f"group-{party.members[0].group_id}",
        data=LINE,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=theme.RADIUS,
        padding=ft.Padding.only(left=12, right=12, top=4, bottom=4),
        margin=ft.Margin.symmetric(vertical=4),
    )
    return [frame]


def _line(desk: Desk, found: GateView, person: Person) -> ft.Control:
    return person_line(
        person,
        found.settings,
        desk.t,
        since=since_words(person.in_ms, desk.now_ms, desk.offset_minutes, desk.t),
        minutes_over=found.minutes_over(person),
        on_open=_opens(desk, person),
        on_leave=_leaves(desk, person),
    )


def _opens(desk: Desk, person: Person) -> Callable[[], None]:
    return lambda: desk.go(route_to("visit", visit=person.newest.id))


def _leaves(desk: Desk, person: Person) -> Callable[[], None]:
    return lambda: leave(desk, person.ids, "tapped", person.newest.name)
