"""The identity number in a visit's detail: masked, who opened it when and why, and a button that opens it.

An opened number is on the screen for a minute and nowhere else: not in a setting, a key or an address.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.openings import FEWEST_LETTERS, SHOWN_SECONDS, OpenedNumber, open_number
from inspect_app.components import component, use_flag, use_maybe, use_ref, use_state, watch
from inspect_app.parts.ask import ReasonForm
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import figure, heading, small, strong, text
from inspect_app.screens.asset_card import is_office
from inspect_app.screens.wide.asking import trouble_words, waiting
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import moment
from storage.queries import openings
from storage.queries.openings import Opening
from storage.queries.visits import Visit

DIALOG_PIXELS = 480
USUAL_OPENINGS = ("The police ask", "An accident or a dispute", "The visitor asks", "To correct the entry")
SHUT_WORDS: Mapping[str, str] = {
    "nothing": "No number is kept for this visit any more.",
    "key": "The key to this number is not on the server. Put it back with inspect-app gate-key import.",
    "bound": "This number cannot be opened: it was sealed for another visit.",
}


def number_opening(desk: Desk, visit: Visit) -> ft.Control:
    """For the visit's detail: the number as it may be seen, and its openings."""
    shown: ft.Control = NumberOpening(desk, visit, key=f"number-of-{visit.id}")
    return shown


@component
def NumberOpening(desk: Desk, visit: Visit) -> ft.Control:  # noqa: N802
    watch(desk.changes)
    t = desk.t
    asking, set_asking = use_flag()

    def away() -> None:
        set_asking(False)
        desk.changed()

    ft.use_dialog(opening_dialog(desk, visit.id, away) if asking else None)
    use_silence(keyboard_of(desk), on=asking)
    told = [_line(each, desk) for each in openings.openings_of(desk.store.db, visit.id)]
    return ft.Column(
        [
            ft.Row([text(_masked(visit, t), expand=True), *_button(desk, visit, lambda: set_asking(True))]),
            *([small(t("Opened by the office:")), *told] if told else []),
        ],
        spacing=theme.GRID // 2,
    )


def _masked(visit: Visit, t: Words) -> str:
    if visit.id_masked:
        return " ".join(part for part in (visit.id_kind, visit.id_masked) if part)
    return visit.no_papers or t("No number kept")


def _button(desk: Desk, visit: Visit, ask: Callable[[], Any]) -> list[ft.Control]:
    """Only for the office, and only where something is sealed."""
    if not visit.id_sealed or not is_office(desk):
        return []
    return [second_button(desk.t("Show the whole number"), ask, key="open-number", icon=ft.Icons.LOCK_OPEN)]


def _line(opening: Opening, desk: Desk) -> ft.Control:
    at = moment(desk.t, opening.at_ms, desk.now_ms, desk.offset_minutes)
    return small(" · ".join(part for part in (at, opening.person, opening.reason) if part))


def opening_dialog(desk: Desk, visit_id: str, close: Callable[[], Any]) -> ft.AlertDialog:
    """Asks for the reason, then shows the number for SHOWN_SECONDS."""
    return ft.AlertDialog(
        content=ft.Container(OpeningForm(desk, visit_id, close, key="opening-form"), width=DIALOG_PIXELS),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=close,
    )


@component
def OpeningForm(desk: Desk, visit_id: str, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    t = desk.t
    asked, set_asked = use_flag()
    opened, hold = use_maybe()
    trouble, say = use_state("")

    async def ask(reason: str) -> None:
        if len(reason.strip()) < FEWEST_LETTERS:
            return
        set_asked(True)
        say("")
        try:
            hold(await open_number(desk.store, desk.device, visit_id, reason))
        except Exception as error:
            set_asked(False)
            say(trouble_words(error, desk))

    def begin(reason: str) -> None:
        desk.run(partial(ask, reason))

    if opened is not None:
        return OpenedFor(desk, opened, close, key="opened-for")
    if asked:
        return waiting(t("Asking the server…"), key="opening-waiting")
    usual = [t(reason) for reason in USUAL_OPENINGS]
    form = ReasonForm(
        t("Why must this number be seen?"), t("Reason"), t("Show it now"), usual, begin, key="reason"
    )
    said = small(t("This is written down with your name, the time and the reason, and cannot be taken back."))
    troubles = [notice(ATTENTION, trouble, key="opening-trouble")] if trouble else []
    return ft.Column([*troubles, form, said], tight=True, spacing=12)


@component
def OpenedFor(desk: Desk, opened: OpenedNumber, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """The number, and how long it still stands there."""
    t = desk.t
    left, leave = use_state(SHOWN_SECONDS)
    gone = use_ref(None)

    async def wait() -> None:
        for second in range(SHOWN_SECONDS - 1, -1, -1):
            await asyncio.sleep(1)
            if gone.current:
                return
            leave(second)
        close()

    def leave_it() -> None:
        gone.current = True

    ft.use_effect(wait, [], leave_it)
    if opened.why:
        said: list[ft.Control] = [strong(t(SHUT_WORDS[opened.why]))]
    else:
        said = [
            heading(t("Identity number")),
            figure(_grouped(opened.number), key="opened-number", selectable=True),
            small(t.count("Hidden again in {n} second", "Hidden again in {n} seconds", left)),
        ]
    return ft.Column([*said, text_button(t("Close"), close, key="opened-close")], tight=True, spacing=12)


def _grouped(number: str) -> str:
    """As it is read out: six of the place, eight of the birthday, four."""
    return f"{number[:6]} {number[6:14]} {number[14:]}" if len(number) == 18 else number
