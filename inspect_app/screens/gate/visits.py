"""来访: how many are on campus, the big button, who is here with one tap to sign out, and what is overdue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.codes import holds_gate
from inspect_app.components import component, use_flag, use_state, watch
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, mark, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import figure, small
from inspect_app.parts.visits import left_line
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.begun import BegunSignIns, begin_sign_in, use_fresh_drafts
from inspect_app.screens.gate.duty_line import DutyLine
from inspect_app.screens.gate.leaving import leave
from inspect_app.screens.gate.parties import party_lines
from inspect_app.screens.gate.ways import evacuation_button, not_the_gate, ways
from inspect_app.screens.scrolling import Scrolling, use_scrolling
from inspect_app.state import Desk
from inspect_app.views.gate import GateView, gate_view, left_today

NAMED = 5
"""Of those who are inside after closing: more are a number."""


@dataclass(frozen=True)
class Asked:
    """Which of them are shown: view is inside, overdue or left."""

    desk: Desk
    view: str
    typed: str
    choose: Callable[[str], None]
    search: Callable[[str], None]
    scrolling: Scrolling


@component
def VisitsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """50 rows at a time; the search comes back with the person."""
    watch(desk.changes)
    if not holds_gate(desk.store):
        return not_the_gate(desk)
    use_fresh_drafts(desk)
    asked = _use_asked(desk)
    found = gate_view(
        desk.store, desk.now_ms, desk.offset_minutes, asked.typed, only_overdue=asked.view == "overdue"
    )
    lines, has_more = _lines(asked, found)
    more = [text_button(desk.t("Show more"), asked.scrolling.show_more, key="more")] if has_more else []
    return page(
        [
            DutyLine(desk, key="duty"),
            ClosingNotice(desk, found, key="closing"),
            BegunSignIns(desk, key="begun"),
            *ways(desk),
            *_tools(asked, found),
            *(lines or [_nothing(asked, found)]),
            *more,
        ],
        top=_top(desk, found),
        key="visits-page",
        scroller=asked.scrolling.scroller,
        on_scroll=asked.scrolling.on_scroll,
    )


def _use_asked(desk: Desk) -> Asked:
    held: dict[str, str] = desk.memory.setdefault("visits", {"view": "inside", "typed": ""})
    scrolling = use_scrolling(desk, "visits")
    _, draw = use_state(0)

    def set_(name: str) -> Callable[[str], None]:
        def chosen(value: str) -> None:
            held[name] = value
            scrolling.from_top()
            draw(lambda count: count + 1)

        return chosen

    return Asked(desk, held["view"], held["typed"], set_("view"), set_("typed"), scrolling)


def _top(desk: Desk, found: GateView) -> list[ft.Control]:
    """The number and the list for an evacuation beside it, the big button below: all of it stays in sight."""
    t = desk.t
    number = ft.Column(
        [
            ft.Row([figure(str(found.heads), key="heads"), small(t("on campus"))], spacing=theme.GRID),
            *_told(found, desk),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return [
        ft.Row([number, *evacuation_button(desk)], spacing=theme.GRID),
        main_button(
            t("Sign in a visitor"), lambda: begin_sign_in(desk), key="sign-in", icon=ft.Icons.PERSON_ADD_ALT_1
        ),
    ]


def _told(found: GateView, desk: Desk) -> list[ft.Control]:
    if not found.overdue:
        return []
    words = desk.t.count("{n} overdue", "{n} overdue", len(found.overdue))
    return [ft.Container(mark(ATTENTION, words, icon=ft.Icons.TIMER_OUTLINED), key="overdue-count")]


def _tools(asked: Asked, found: GateView) -> list[ft.Control]:
    t = asked.desk.t
    views = [
        ("inside", t("On campus")),
        ("overdue", t("Overdue ({n})", n=len(found.overdue))),
        ("left", t("Left campus today")),
    ]
    search: ft.Control = Entry(
        t("Name, phone, pass, plate or host"),
        asked.search,
        initial=asked.typed,
        name="visits-search",
        prefix_icon=ft.Icons.SEARCH,
        key="search",
    )
    return [search, chips("visits", views, asked.view, asked.choose)]


def _lines(asked: Asked, found: GateView) -> tuple[list[ft.Control], bool]:
    desk, rows = asked.desk, asked.scrolling.rows
    if asked.view != "left":
        lines = [each for party in found.parties[:rows] for each in party_lines(desk, found, party)]
        return lines, len(found.parties) > rows
    left = left_today(desk.store, desk.now_ms, desk.offset_minutes, asked.typed, rows + 1)
    shown: list[ft.Control] = [
        left_line(each, found.settings, desk.t, desk.offset_minutes, _opens(desk, each.id))
        for each in left[:rows]
    ]
    return shown, len(left) > rows


def _opens(desk: Desk, visit_id: str) -> Callable[[], None]:
    return lambda: desk.go(route_to("visit", visit=visit_id))


def _nothing(asked: Asked, found: GateView) -> ft.Control:
    """Teaches while nobody is here; says why nobody is shown otherwise."""
    desk, t = asked.desk, asked.desk.t
    if asked.typed.strip():
        words = t("Nobody here is called so. Try fewer letters, or the last digits of the phone.")
    elif asked.view == "overdue":
        words = t("Nobody has stayed too long.")
    elif asked.view == "left":
        words = t("Nobody has left today.")
    else:
        words = t("Nobody is on campus. Who has been here before is found by two letters of the name.")
    button = "" if found.people or asked.typed else t("Sign in a visitor")
    return empty(
        ft.Icons.BADGE_OUTLINED, words, button=button, on_click=lambda: begin_sign_in(desk), key="no-visits"
    )


@component
def ClosingNotice(desk: Desk, found: GateView) -> ft.Control:  # noqa: N802
    """After closing: who is still inside, and one button for those who left without a word; asked before."""
    t, inside = desk.t, found.inside_after_closing
    is_asking, set_asking = use_flag()

    def close() -> Any:
        set_asking(False)
        leave(desk, [visit_id for each in inside for visit_id in each.ids], "closing", "")

    told = t("Only if you know that they have left. The visits keep the mark that nobody saw them go.")
    question = ask(
        t,
        t("Sign all of them out?"),
        told,
        yes=t("Sign all out"),
        on_yes=close,
        on_no=lambda: set_asking(False),
    )
    ft.use_dialog(question if is_asking else None)
    if not inside:
        return ft.Container(height=0)
    names = t(", ").join(each.newest.name for each in inside[:NAMED])
    words = t.count(
        "The school has closed ({closing}); {n} visitor is still inside: {names}",
        "The school has closed ({closing}); {n} visitors are still inside: {names}",
        len(inside),
        closing=found.settings.closing,
        names=names + ("…" if len(inside) > NAMED else ""),
    )
    button = text_button(t("All have left"), lambda: set_asking(True), key="close-all")
    return notice(ATTENTION, words, key="still-inside", action=button)
