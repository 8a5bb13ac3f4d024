"""Passes in a row: at going-home time each pass that is held before the camera ends its visit, with a beep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from inspect_app.actions.gate.codes import holds_gate
from inspect_app.actions.gate.post import gate_post
from inspect_app.actions.gate.signing_out import PassOutcome, sign_out_by_pass
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_ref, use_state, watch
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import main_button, tonal_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, PASSED, Meaning, notice
from inspect_app.parts.type import figure, heading, small, text
from inspect_app.routes import Place
from inspect_app.screens.room_sheet import over_picture
from inspect_app.screens.viewfinder import Viewfinder
from inspect_app.state import Desk
from inspect_app.texts.moments import clock_time
from storage.queries import visits

LAST = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What one pass came to; `is_out` when a visit ended or a pass came back."""

    meaning: Meaning
    words: str
    clock: str
    is_out: bool


@component
def GoingHomeScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Nothing is to be tapped between two passes."""
    watch(desk.changes)
    t = desk.t
    said, say = use_state(())
    typing, set_typing = use_flag()

    def take(text: str) -> None:
        outcome = _taken(desk, text)
        (desk.device.feedback.scanned if outcome.is_out else desk.device.feedback.refused)()
        say(lambda held: (outcome, *held))

    async def seen(text: str) -> None:
        take(text)

    def typed(text: str) -> None:
        set_typing(False)
        take(text)

    away = lambda: set_typing(False)  # noqa: E731
    ft.use_dialog(sheet([TypePass(desk, typed, key="type-pass")], away) if typing else None)
    type_it = tonal_button(t("Type the number"), lambda: set_typing(True), key="type-code")
    below = over_picture([*_counted(desk, said), *_last(said), type_it], parts=1)
    return Viewfinder(
        desk, seen, desk.back, t("Hold one pass after the other in the frame"), [below], key="camera"
    )


def _taken(desk: Desk, text: str) -> Said:
    t, clock = desk.t, clock_time(desk.now_ms, desk.offset_minutes)
    if not holds_gate(desk.store):
        return Said(ATTENTION, t("Only a phone of the gate takes passes back."), clock, is_out=False)
    try:
        outcome = sign_out_by_pass(desk.store, desk.author, gate_post(desk.store), text)
    except Exception as error:
        return Said(ATTENTION, plain_words(error, t), clock, is_out=False)
    if outcome.result in ("signed_out", "noted"):
        desk.changed()
    return _said(desk, outcome, clock)


def _said(desk: Desk, outcome: PassOutcome, clock: str) -> Said:
    t = desk.t
    if outcome.result == "signed_out":
        return Said(PASSED, t("{name} is signed out.", name=outcome.name), clock, is_out=True)
    if outcome.result == "noted":
        words = t("Pass {pass_no} is back; whose it was comes with the sync.", pass_no=outcome.shown)
        return Said(PASSED, words, clock, is_out=True)
    if outcome.result == "already":
        return Said(ATTENTION, t("This pass was back already."), clock, is_out=False)
    return Said(ATTENTION, t("This is none of the gate's passes."), clock, is_out=False)


def _counted(desk: Desk, said: tuple[Said, ...]) -> list[ft.Control]:
    t, out = desk.t, sum(each.is_out for each in said)
    inside = len(visits.open_visits(desk.store.db))
    left = t.count("{n} visit is still open", "{n} visits are still open", inside)
    row = ft.Row(
        [figure(str(out)), ft.Column([text(t("passes back")), small(left)], spacing=0, tight=True)],
        spacing=12,
        key="passes-counted",
    )
    return [row]


def _last(said: tuple[Said, ...]) -> list[ft.Control]:
    """The latest in large, those before it in small."""
    if not said:
        return []
    newest = notice(said[0].meaning, said[0].words, key="said")
    return [newest, *(small(f"{each.clock}  {each.words}") for each in said[1:LAST])]


@component
def TypePass(desk: Desk, typed: Callable[[str], None]) -> ft.Control:  # noqa: N802
    """For a pass whose code cannot be read."""
    t = desk.t
    held = use_ref("")

    def changed(words: str) -> None:
        held.current = words

    def done() -> None:
        if held.current.strip():
            typed(held.current)

    return ft.Column(
        [
            heading(t("Type the number")),
            Entry(
                t("Number or code on the pass"),
                changed,
                name="pass",
                autofocus=True,
                on_submit=done,
                key="pass-entry",
            ),
            main_button(t("Take the pass back"), done, key="pass-typed"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
