"""预约访客: a host says who comes and when; the pass for the visitor is there at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app.actions.gate.expecting import expect, own_expected
from inspect_app.actions.gate.post import settings_here
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_state, watch
from inspect_app.gate.expecting import DAYS_AHEAD, Expecting, Flaw, day_of, flaw_of
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import section, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.days import day_words, today_of
from inspect_app.screens.gate.pass_card import PassScreen, unknown_pass
from inspect_app.state import Desk

DAYS_OFFERED = 6
MISSING_WORDS: dict[Flaw, str] = {
    "name": "Say who is coming.",
    "day": "Choose a day from today on.",
    "clock": "Write the time as 9:30.",
    "until": "They would leave before they come. Look at the two times.",
    "companions": "Write the number of people as a number.",
}
Change = Callable[..., None]


@component
def ExpectScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A new visitor, or the pass of one who was entered on this phone."""
    watch(desk.changes)
    expected_id = place.value("expected")
    if expected_id is None:
        return ExpectForm(desk, key="expect-form")
    known = own_expected(desk.store, desk.author.person, today_of(desk))
    own = next((each for each in known if each.id == expected_id), None)
    return PassScreen(desk, own, key=f"pass-{own.id}") if own else unknown_pass(desk)


@component
def ExpectForm(desk: Desk) -> ft.Control:  # noqa: N802
    """Nothing of it is kept before it is sent: a draft would lie on this phone with the visitor's name."""
    t, today = desk.t, date.fromisoformat(today_of(desk))
    said, say = use_state(Expecting(day=today.isoformat()))
    tried, set_tried = use_flag()
    flaw = flaw_of(said, today)

    def change(**values: str) -> None:
        say(lambda held: replace(held, **values))

    def send() -> None:
        set_tried(True)
        if flaw is None:
            _send(desk, said)

    shown = flaw if tried else None
    told = t(
        "The gate sees this visitor. Once it has arrived there, this phone forgets the name and the number."
    )
    parts = [
        *_who(desk, said, change, shown),
        *_when(desk, said, change, shown),
        *_why(desk, said, change, shown),
        small(told),
    ]
    slip = [notice(ATTENTION, t(MISSING_WORDS[shown]), key=f"flaw-{shown}")] if shown else []
    button = main_button(t("Make the pass"), send, key="expect-send", icon=ft.Icons.QR_CODE)
    return page(parts, bottom=[*slip, button], key="expect-page")


def _send(desk: Desk, said: Expecting) -> None:
    try:
        own = expect(desk.store, desk.author, said)
    except Exception as error:
        desk.say(plain_words(error, desk.t))
        return
    desk.changed()
    trail = desk.where.trail
    desk.go(route_to("expect", expected=own.id))
    desk.where.trail = trail  # back leads past the form: a second tap there would enter the visitor twice


def _who(desk: Desk, said: Expecting, change: Change, flaw: Flaw | None) -> list[ft.Control]:
    t = desk.t
    error = t(MISSING_WORDS["name"]) if flaw == "name" else None
    return [
        Entry(t("Visitor's name"), lambda text: change(name=text), name="name", error=error, key="e-name"),
        Entry(t("Mobile number"), lambda text: change(phone=text), name="phone", numeric=True, key="e-phone"),
    ]


def _when(desk: Desk, said: Expecting, change: Change, flaw: Flaw | None) -> list[ft.Control]:
    t = desk.t
    clock = t(MISSING_WORDS["clock"]) if flaw in ("clock", "until") else None
    hours = ft.Row(
        [
            _expanding(
                Entry(
                    t("From about"),
                    lambda text: change(begins=text),
                    name="begins",
                    error=clock,
                    key="e-from",
                )
            ),
            _expanding(Entry(t("Until about"), lambda text: change(ends=text), name="ends", key="e-until")),
        ],
        spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return [
        section(t("Day and time")),
        DayChoice(desk, said.day, lambda day: change(day=day), key="days"),
        hours,
    ]


@component
def DayChoice(desk: Desk, chosen: str, choose: Callable[[str], Any]) -> ft.Control:  # noqa: N802
    """The next days as chips, any other from a calendar."""
    t, today = desk.t, date.fromisoformat(today_of(desk))
    picking, set_picking = use_flag()

    def picked(event: Any) -> None:
        set_picking(False)
        value = event.control.value
        if value is not None:
            choose((value.date() if hasattr(value, "date") else value).isoformat())

    last = today + timedelta(days=DAYS_AHEAD)
    dialog = ft.DatePicker(
        value=day_of(chosen) or today,
        first_date=today,
        last_date=last,
        on_change=picked,
        on_dismiss=lambda _: set_picking(False),
    )
    ft.use_dialog(dialog if picking else None)
    days = [(today + timedelta(days=each)).isoformat() for each in range(DAYS_OFFERED)]
    offered = days if chosen in days else [chosen, *days]
    words = [(day, day_words(desk, day)) for day in offered]
    other = text_button(
        t("Another day"), lambda: set_picking(True), key="other-day", icon=ft.Icons.CALENDAR_TODAY
    )
    return ft.Column([chips("day", words, chosen, choose), ft.Row([other])], spacing=0, tight=True)


def _why(desk: Desk, said: Expecting, change: Change, flaw: Flaw | None) -> list[ft.Control]:
    t, gate = desk.t, settings_here(desk.store)
    sorts = [(each.id, each.name) for each in gate.sorts if not each.papers_later]
    reasons = [(each, each) for each in gate.reasons]
    people = t(MISSING_WORDS["companions"]) if flaw == "companions" else None
    row = ft.Row(
        [
            _expanding(
                Entry(t("People with them"), lambda text: change(companions=text), name="companions",
                      numeric=True, error=people, key="e-people")
            ),
            _expanding(Entry(t("Plate"), lambda text: change(plate=text), name="plate", key="e-plate")),
        ],
        spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )  # fmt: skip
    return [
        section(t("Kind of visitor")),
        chips("sort", sorts, said.sort, lambda sort: change(sort="" if sort == said.sort else sort)),
        section(t("Why they come")),
        chips(
            "reason", reasons, said.reason, lambda each: change(reason="" if each == said.reason else each)
        ),
        row,
        Entry(t("Note for the gate"), lambda text: change(note=text), name="note", lines=2, key="e-note"),
    ]


def _expanding(control: Any) -> ft.Control:
    return ft.Container(control, expand=True)
