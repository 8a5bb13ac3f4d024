"""The school's people: who has a PIN, and a new one for who forgot it."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.pins import PinRefused, reset_pin
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_maybe, use_ref, use_state, watch
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.field import Field
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import PASSED, mark
from inspect_app.parts.names import ROLES
from inspect_app.parts.pin_words import pin_words
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import heading, small
from inspect_app.screens.wide.keyboard import RowCursor, keyboard_of, use_row_cursor
from inspect_app.state import Desk
from storage.queries import people, people_list
from storage.queries.people import Person

PAGE_ROWS = 50
ROW_PIXELS = 56


@component
def PeopleTable(desk: Desk) -> ft.Control:  # noqa: N802
    """Search, 50 rows, more on request."""
    watch(desk.changes)
    t = desk.t
    said, say = use_state("")
    rows, set_rows = use_state(PAGE_ROWS)
    chosen, choose = use_maybe()
    found = people_list.search_people(desk.store.db, said.strip(), limit=rows + 1)
    away = lambda: choose(None)  # noqa: E731
    ft.use_dialog(_dialog(desk, chosen, away) if chosen else None)
    use_silence(keyboard_of(desk), on=chosen is not None)
    sought = use_ref(None)
    by_id = {person.id: person for person in found[:rows]}
    cursor = use_row_cursor(desk, list(by_id), lambda row: choose(by_id[row]), ROW_PIXELS, sought)
    search = Field(
        keyboard_of(desk), t("Name, number or department (press /)"), say, name="people-search", rests=True,
        icon=ft.Icons.SEARCH, handle=sought, key="people-field",
    )  # fmt: skip
    more = [text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-people")]
    columns = [
        Column(t("Person"), flex=3),
        Column(t("Role"), 96),
        Column(t("PIN"), 112),
        Column("", 128, at_end=True),
    ]
    lines = [_person(desk, columns, person, choose, cursor) for person in by_id.values()]
    nobody = empty(ft.Icons.GROUP_OUTLINED, t("Nobody was found."), key="no-people")
    after = more if len(found) > rows else []
    body = table(columns, lines, key="people-table", after=after, handle=cursor.handle)
    return ft.Column(
        [
            ft.Container(search, padding=ft.Padding.only(left=16, right=16, bottom=8)),
            body if lines else nobody,
        ],
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _person(desk: Desk, columns: list[Column], person: Person, choose: Any, cursor: RowCursor) -> ft.Control:
    t = desk.t
    has_pin = people.has_pin(desk.store.db, person.id)
    below = " · ".join(part for part in (person.department, person.post) if part)
    words = t("New PIN") if has_pin else t("Set the PIN")
    cells: list[Any] = [
        two_lines(person.name, below) if below else person.name,
        t(ROLES[person.role]) if person.role else "",
        mark(PASSED, t("Set")) if has_pin else small(t("Not set")),
        text_button(words, lambda: choose(person), key=f"pin-of-{person.id}"),
    ]
    return table_row(
        columns,
        cells,
        key=f"person-{person.id}",
        height=ROW_PIXELS,
        is_chosen=person.id == cursor.chosen,
        on_click=lambda: cursor.choose(person.id),
    )


def _dialog(desk: Desk, person: Person, away: Any) -> ft.AlertDialog:
    return ft.AlertDialog(
        content=ft.Container(PinReset(desk, person, away, key="pin-reset"), width=400),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=away,
    )


@component
def PinReset(desk: Desk, person: Person, away: Any) -> ft.Control:  # noqa: N802
    """The office tells it to the person, who then changes it on a phone."""
    t = desk.t
    typed = use_ref("")
    wrong, set_wrong = use_state("")

    def said(text: str) -> None:
        typed.current = text

    def write(pin: str) -> None:
        try:
            reset_pin(desk.store, desk.author, person.id, pin)
        except PinRefused as refused:
            set_wrong(pin_words(refused, t))
        except Exception as error:
            set_wrong(plain_words(error, t))
        else:
            desk.changed()
            away()
            desk.say(t("Written. Phones get it with their next sync."))

    field = Entry(
        t("New PIN"), said, name="new-pin", numeric=True, error=wrong or None, autofocus=True,
        on_submit=lambda: write(typed.current or "-"), key="new-pin-entry",
    )  # fmt: skip
    buttons: list[ft.Control] = [
        main_button(t("Set the PIN"), lambda: write(typed.current or "-"), key="pin-write")
    ]
    if people.has_pin(desk.store.db, person.id):
        buttons.append(text_button(t("Without a PIN"), lambda: write(""), key="pin-none"))
    buttons.append(text_button(t("Cancel"), away, key="pin-cancel"))
    told = small(t("Tell it to the person, who can change it under Me. 4 to 8 digits."))
    return ft.Column(
        [heading(person.name), told, field, *buttons],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
