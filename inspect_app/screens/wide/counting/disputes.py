"""有分歧: what two people told differently, with both; the office says whose word stands, or counts again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.deciding import Word, decide, decide_all
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.card import line
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, mark
from inspect_app.parts.table import Column, table_head, table_row, two_lines
from inspect_app.parts.type import heading, section, small
from inspect_app.screens.counting.words import place_name, voice_words
from inspect_app.screens.wide.counting.attempt import attempt
from inspect_app.state import Desk
from inspect_app.stocktake.disputes import Dispute
from inspect_app.stocktake.record import CountRecord
from inspect_app.views.stocktake import StocktakeView
from storage.queries.stocktakes import Stocktake

SHOWN = 50
ROW_PIXELS = 64
KIND_NAMES = {
    "number": "Different numbers",
    "place": "Seen in different rooms",
    "verdict": "Found, and not found",
}


def dispute_parts(
    view: StocktakeView, desk: Desk, decide_on: Callable[[Dispute], Any] | None
) -> list[ft.Control]:
    """A section with a row for each; `decide_on` None for who may not decide."""
    t, disputes = desk.t, view.disputes
    if not disputes:
        return []
    columns = [Column(t("Name"), flex=3), Column(t("Who told what"), flex=5), Column("", 160)]
    rows = [_row(each, desk, columns, decide_on) for each in disputes[:SHOWN]]
    seen = _seen_words(disputes)
    at_once: list[ft.Control] = []
    if decide_on is not None and len(seen) > 1:
        words = t("Where somebody saw it, it is there ({n})", n=len(seen))
        act = lambda: attempt(desk, lambda: decide_all(desk.store, desk.author, view.row.id, seen))  # noqa: E731
        at_once = [second_button(words, act, key="decide-seen")]
    return [section(f"{t('Told differently')} {len(disputes)}"), table_head(columns), *rows, *at_once]


def _seen_words(disputes: tuple[Dispute, ...]) -> list[tuple[Dispute, Word]]:
    """Of what was found by one and not found by another: the word of who saw it."""
    return [
        (each, next(voice for voice in reversed(each.told) if voice.verdict != "not_found"))
        for each in disputes
        if each.kind == "verdict"
    ]


def _row(
    dispute: Dispute, desk: Desk, columns: list[Column], decide_on: Callable[[Dispute], Any] | None
) -> ft.Control:
    t, thing = desk.t, dispute.thing
    voices = ft.Column([small(voice_words(each, desk)) for each in dispute.told], spacing=2, tight=True)
    end: ft.Control = mark(ATTENTION, t(KIND_NAMES[dispute.kind]))
    if decide_on is not None:
        end = text_button(t("Decide"), lambda: decide_on(dispute), key=f"decide-{dispute.kind}-{thing.id}")
    cells = [two_lines(f"{thing.name} {thing.number}".strip(), t(KIND_NAMES[dispute.kind])), voices, end]
    return table_row(columns, cells, key=f"dispute-{dispute.kind}-{thing.id}", height=ROW_PIXELS)


def decide_dialog(desk: Desk, row: Stocktake, dispute: Dispute, away: Callable[[], Any]) -> ft.AlertDialog:
    form = DecideForm(desk, row, dispute, away, key="decide-form")
    return ft.AlertDialog(
        content=ft.Container(form, width=520),
        scrollable=True,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=away,
    )


@component
def DecideForm(  # noqa: N802
    desk: Desk, row: Stocktake, dispute: Dispute, away: Callable[[], Any]
) -> ft.Control:
    """One of those who told, or a number that was counted again; nothing is chosen beforehand."""
    t = desk.t
    chosen, choose = use_state("")
    number, say = use_state("")
    word = _word(dispute, chosen, number)

    def yes() -> None:
        away()
        if word is not None:
            attempt(desk, lambda: decide(desk.store, desk.author, row.id, dispute, word))

    voices = [_voice(each, desk, is_chosen=each.id == chosen, choose=choose) for each in dispute.told]
    again = [Entry(t("Or the number that was counted again"), say, name="number", numeric=True, key="again")]
    title = f"{dispute.thing.name} {dispute.thing.number}".strip()
    where = [small(place_name(desk, dispute.room_id))] if dispute.room_id else []
    return ft.Column(
        [
            heading(t("Whose word stands: {name}", name=title)),
            *where,
            ft.Column(voices, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            *(again if dispute.kind == "number" else []),
            small(t("The other records stay in the log, and are corrected by yours.")),
            ft.Row(
                [
                    text_button(t("Cancel"), away, key="decide-no"),
                    main_button(t("Decide"), yes if word is not None else None, key="decide-yes"),
                ],
                alignment=ft.MainAxisAlignment.END,
            ),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _voice(record: CountRecord, desk: Desk, *, is_chosen: bool, choose: Callable[[str], Any]) -> ft.Control:
    """However long what somebody told is, it is read whole."""
    icon = ft.Icons.RADIO_BUTTON_CHECKED if is_chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    mark_of_choice = ft.Icon(icon, color=ft.Colors.PRIMARY)
    words = voice_words(record, desk)
    return line(words, key=f"voice-{record.id}", before=mark_of_choice, on_click=lambda: choose(record.id))


def _word(dispute: Dispute, chosen: str, number: str) -> Word | None:
    """A number that was typed goes before whom was chosen."""
    if number.strip():
        return int(number) if number.strip().isdigit() else None
    return next((each for each in dispute.told if each.id == chosen), None)
