"""我的 PIN: who shares a phone sets a PIN, or changes it."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from inspect_app.actions.pins import PinRefused, TooSoon, WrongPin, change_own_pin
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.parts.buttons import main_button
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import FAILED, notice
from inspect_app.parts.page import page
from inspect_app.parts.pin_words import pin_words
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place, route_to
from inspect_app.state import Desk
from storage.queries import people


@dataclass(eq=False)
class Typed:
    """What stands in the three fields."""

    old: str = ""
    new: str = ""
    again: str = ""


@component
def PinScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The PIN of whoever is on duty."""
    watch(desk.changes)
    t = desk.t
    person = people.person(desk.store.db, desk.author.person or "")
    if person is None:
        button, people_list = t("Who is on duty"), route_to("people")
        nobody = t("Nobody is signed in")
        return empty(
            ft.Icons.PERSON_OFF_OUTLINED, nobody, button=button, on_click=lambda: desk.go(people_list)
        )
    return PinChange(desk, person.name, people.has_pin(desk.store.db, person.id), key=f"pin-of-{person.id}")


@component
def PinChange(desk: Desk, name: str, has_pin: bool) -> ft.Control:  # noqa: N802
    """Nothing is changed until all fields fit."""
    t = desk.t
    typed: Typed = use_ref(Typed).current
    wrong, set_wrong = use_state("")

    def save() -> None:
        try:
            change_own_pin(desk.store, desk.device.clock, desk.author, typed.old, typed.new, typed.again)
        except (PinRefused, WrongPin, TooSoon) as error:
            set_wrong(pin_words(error, t))
        except Exception as error:
            set_wrong(plain_words(error, t))
        else:
            desk.changed()
            desk.say(t("The PIN is set."))
            desk.back()

    fields = [("new", t("New PIN")), ("again", t("New PIN once more"))]
    if has_pin:
        fields.insert(0, ("old", t("PIN until now")))
    return page(
        [
            heading(name),
            small(t("On a shared phone others cannot record in your name without it. 4 to 8 digits.")),
            *(_field(typed, each, words) for each, words in fields),
            *([notice(FAILED, wrong, key="pin-trouble")] if wrong else []),
            *([small(t("Forgotten? The office can set a new one."))] if has_pin else []),
        ],
        bottom=[main_button(t("Change the PIN") if has_pin else t("Set the PIN"), save, key="pin-save")],
        key="pin-page",
    )


def _field(typed: Typed, name: str, words: str) -> ft.Control:
    def said(text: str) -> None:
        setattr(typed, name, text)

    made: ft.Control = Entry(
        words, said, name=f"pin-{name}", numeric=True, secret=True, key=f"pin-{name}-entry"
    )
    return made
