"""拒访名单 in the office: who is not let in, why, since when and until when; who wrote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import flet as ft

from inspect_app.actions.office.barring import Barring, Flaw, bar, flaw_of, lift
from inspect_app.components import component, use_flag, use_maybe, use_state, watch
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, text_button, tonal_button
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, FAILED, QUIET, notice, pill
from inspect_app.parts.split import pane, split
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place
from inspect_app.screens.asset_card import is_office
from inspect_app.screens.doing import does
from inspect_app.screens.gate.days import today_of
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.moments import day_of
from storage.queries import barred
from storage.queries.barred import Barred

ROW_PIXELS = 64
FORM_PIXELS = 420
FORM_WORDS: dict[Flaw, str] = {
    "name": "Say who is not let in.",
    "reason": "Say why: the guard reads it at the gate.",
    "until": "Write the last day as 2026-12-31, from today on.",
}
FIELD_NAMES = {
    "name": "Full name",
    "phone": "Telephone",
    "reason": "Reason, as the guard reads it",
    "until": "Until (2026-12-31), or empty",
    "note": "Note",
}


@component
def BarredScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The list left, the form right. Only the office keeps it; guards are warned at signing in."""
    watch(desk.changes)
    chosen, choose = use_maybe()
    lifting, set_lifting = use_maybe()
    t = desk.t

    def lifted() -> None:
        row_id = lifting.id
        set_lifting(None)
        if does(desk, lambda: lift(desk.store, desk.author, row_id)):
            choose(None)

    told = t("They may come in again. The line stays to be seen until it is erased.")
    question = ask(
        t, t("Take off the list?"), told, yes=t("Lift"), on_yes=lifted, on_no=lambda: set_lifting(None)
    )
    ft.use_dialog(question if lifting else None)
    use_silence(keyboard_of(desk), on=lifting is not None)
    rows = barred.barred_list(desk.store.db)
    left = pane([_table(desk, rows, chosen, choose)], top=[_head(desk, choose)], key="barred")
    held = next((row for row in rows if chosen and row.id == chosen.id), None)
    form = BarredForm(desk, held, choose, set_lifting, key=f"barred-{held.id if held else 'new'}")
    return split(left, form if is_office(desk) else None, right_width=FORM_PIXELS)


def _head(desk: Desk, choose: Callable[[Any], None]) -> ft.Control:
    t = desk.t
    told = t(
        "At signing in the guard is warned: with the same name to look at the paper, with the same telephone "
        "or paper not to let them in."
    )
    add = tonal_button(t("One more person"), lambda: choose(None), key="barred-new", icon=ft.Icons.ADD)
    return ft.Row([ft.Container(small(told), expand=True), add], spacing=16)


def _table(
    desk: Desk, rows: list[Barred], chosen: Barred | None, choose: Callable[[Any], None]
) -> ft.Control:
    t = desk.t
    if not rows:
        words = t("Nobody is on the refused list. Whom the school does not let in is entered on the right.")
        return empty(ft.Icons.BLOCK, words, key="nobody-barred")
    columns = [
        Column(t("Person"), flex=2),
        Column(t("Reason"), flex=4),
        Column(t("Since"), 176),
        Column("", 112, at_end=True),
    ]
    lines = [_row(desk, columns, row, chosen, choose) for row in rows]
    return table(columns, lines, key="barred-table")


def _row(
    desk: Desk, columns: list[Column], row: Barred, chosen: Barred | None, choose: Callable[[Any], None]
) -> ft.Control:
    t = desk.t
    since = day_of(row.since_ms, desk.offset_minutes)
    until = t("until {day}", day=row.until_day) if row.until_day else t("until it is lifted")
    is_over = row.until_day is not None and row.until_day < today_of(desk)
    state = pill(QUIET, t("Lifted")) if row.state == "lifted" else pill(QUIET, t("Over")) if is_over else None
    cells: list[Any] = [
        two_lines(row.name, row.phone) if row.phone else row.name,
        two_lines(row.reason, row.note) if row.note else row.reason,
        two_lines(since, until),
        state or pill(FAILED, t("Not let in")),
    ]
    return table_row(
        columns,
        cells,
        key=f"row-{row.id}",
        height=ROW_PIXELS,
        is_chosen=chosen is not None and chosen.id == row.id,
        on_click=partial(choose, row),
    )


@component
def BarredForm(  # noqa: N802
    desk: Desk, held: Barred | None, choose: Callable[[Any], None], set_lifting: Callable[[Any], None]
) -> ft.Control:
    """As little as the guard needs to know somebody by; no number of a paper is typed here."""
    t = desk.t
    start = _barring(held)
    said, say = use_state(start)
    tried, set_tried = use_flag()
    again, set_again = use_state(0)
    flaw = flaw_of(said, date.fromisoformat(today_of(desk)))

    def save() -> None:
        set_tried(True)
        if flaw is None and does(desk, lambda: bar(desk.store, desk.author, said, held)):
            desk.say(t("Saved. The gate has it after the next sync."))
            set_tried(False)
            say(start if held is None else said)
            set_again(again + 1)

    shown = flaw if tried else None
    slip = [notice(ATTENTION, t(FORM_WORDS[shown]), key=f"flaw-{shown}")] if shown else []
    words = t("Change the line") if held else t("Put somebody on the list")
    is_active = held is not None and held.state == "active"
    take_off = [text_button(t("Take off the list"), lambda: set_lifting(held), key="barred-lift")]
    return pane(
        [
            *(_field(desk, name, said, say, again) for name in FIELD_NAMES),
            *_written_by(desk, held),
        ],
        top=[heading(words)],
        bottom=[
            *slip,
            main_button(t("Save"), save, key="barred-save"),
            *(take_off if is_active else []),
        ],
        key="barred-form",
    )


def _barring(held: Barred | None) -> Barring:
    if held is None:
        return Barring()
    return Barring(held.name, held.reason, held.phone or "", held.until_day or "", held.note or "")


def _field(desk: Desk, name: str, said: Barring, say: Callable[[Any], None], again: int) -> ft.Control:
    made: ft.Control = Field(
        keyboard_of(desk),
        desk.t(FIELD_NAMES[name]),
        lambda text: say(lambda held: replace(held, **{name: text})),
        initial=getattr(said, name),
        name=f"barred-{name}",
        lines=2 if name in ("reason", "note") else 1,
        key=f"{name}-{again}",
    )
    return made


def _written_by(desk: Desk, held: Barred | None) -> list[ft.Control]:
    """Who wrote the line last, and when."""
    if held is None:
        return []
    wrote = barred.written_by(desk.store.db, held.id)
    if wrote is None:
        return []
    name, at_ms = wrote
    day = day_of(at_ms, desk.offset_minutes)
    return [small(desk.t("Last written by {name} on {day}", name=name or desk.t("somebody"), day=day))]
