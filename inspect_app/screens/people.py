"""Who holds the phone: shared phones go from hand to hand."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.duty import take_duty
from inspect_app.actions.pins import TooSoon, WrongPin
from inspect_app.components import component, use_maybe, use_ref, use_state, watch
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import main_button
from inspect_app.parts.card import line
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import PASSED, mark
from inspect_app.parts.names import ROLES
from inspect_app.parts.page import page
from inspect_app.parts.pin_words import pin_words
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place
from inspect_app.state import Desk
from storage.queries import people
from storage.queries.people import Person


@component
def PeopleScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A person with a PIN is asked for it."""
    watch(desk.changes)
    t = desk.t
    asking, set_asking = use_maybe()

    def take(person: Person, pin: str = "") -> str:
        try:
            take_duty(desk.store, desk.device.clock, person.id, pin)
        except (WrongPin, TooSoon) as error:
            return pin_words(error, t)
        set_asking(None)
        desk.changes.count += 1
        desk.back()
        return ""

    def choose(person: Person) -> None:
        if people.has_pin(desk.store.db, person.id):
            set_asking(person)
        else:
            take(person)

    away = lambda: set_asking(None)  # noqa: E731
    ft.use_dialog(sheet([PinForm(desk, asking, take, key="pin")], away) if asking else None)
    found = people.people_on_duty(desk.store.db, "guard" if desk.store.setting("role") == "guard" else "")
    here = desk.author.person
    lines = [_person_line(person, desk, choose, is_here=person.id == here) for person in found]
    nobody = empty(
        ft.Icons.GROUP_OUTLINED, t("The people of the school come with the sync."), key="no-people"
    )
    return page(lines or [nobody], key="people-page")


def _person_line(person: Person, desk: Desk, choose: object, *, is_here: bool) -> ft.Control:
    t = desk.t
    role = t(ROLES[person.role]) if person.role else ""
    return line(
        person.name,
        key=f"person-{person.id}",
        below=" · ".join(dict.fromkeys(part for part in (role, person.department, person.post) if part)),
        after=mark(PASSED, t("On duty")) if is_here else None,
        on_click=lambda: choose(person),  # type: ignore[operator]
    )


@component
def PinForm(desk: Desk, person: Person, take: object) -> ft.Control:  # noqa: N802
    """The PIN of one person."""
    t = desk.t
    typed = use_ref("")
    wrong, set_wrong = use_state("")

    def said(text: str) -> None:
        typed.current = text

    def go() -> None:
        set_wrong(take(person, typed.current))  # type: ignore[operator]

    return ft.Column(
        [
            heading(person.name),
            small(t("Forgotten? The office can set a new one.")),
            Entry(
                t("PIN"),
                said,
                name="pin",
                numeric=True,
                secret=True,
                error=wrong or None,
                autofocus=True,
                on_submit=go,
                key="pin-entry",
            ),
            main_button(t("Take over"), go, key="pin-go"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
