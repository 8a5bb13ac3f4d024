"""A pass comes back: type its number, or scan it from the bottom bar."""

from __future__ import annotations

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.post import gate_post
from inspect_app.actions.gate.signing_out import PassOutcome, sign_out_by_pass
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state
from inspect_app.parts.buttons import tonal_button
from inspect_app.parts.entry import Entry
from inspect_app.screens.gate.leaving import come_back
from inspect_app.state import Desk
from inspect_app.texts import Words


@component
def PassBack(desk: Desk) -> ft.Control:  # noqa: N802
    """The field is empty again after each pass, for the next."""
    t = desk.t
    typed = use_ref("")
    times, set_times = use_state(0)

    def said(text: str) -> None:
        typed.current = text

    def back() -> None:
        if typed.current.strip() and give_back(desk, typed.current):
            typed.current = ""
            set_times(lambda count: count + 1)

    entry: ft.Control = Entry(
        t("Number of a pass that comes back"), said, name="pass-back", on_submit=back, key=f"pass-{times}"
    )
    button = tonal_button(t("Given back"), back, key="pass-back-go")
    return ft.Row([ft.Container(entry, expand=True), button], spacing=theme.GRID)


def give_back(desk: Desk, text: str) -> bool:
    """Sign out by a pass and say what came of it; whether it was one."""
    try:
        outcome = sign_out_by_pass(desk.store, desk.author, gate_post(desk.store), text)
    except Exception as error:
        desk.say(plain_words(error, desk.t))
        return False
    words = pass_words(outcome, desk.t)
    if outcome.result == "signed_out":
        desk.say(words, undo=lambda: come_back(desk, outcome.visit_ids))
    else:
        desk.say(words)
    if outcome.result in ("signed_out", "noted"):
        desk.changed()
    return outcome.result != "no_pass"


def pass_words(outcome: PassOutcome, t: Words) -> str:
    if outcome.result == "signed_out":
        return t("{name} has left, the pass is back.", name=outcome.name)
    if outcome.result == "noted":
        return t(
            "Pass {pass_} is back. Its visit was signed in at another gate and ends with the next sync.",
            pass_=outcome.shown,
        )
    if outcome.result == "already":
        return t(
            "Pass {pass_} is in the cabinet; {name} has left already.", pass_=outcome.shown, name=outcome.name
        )
    return t("This is no pass of the school. Nothing was recorded; type the number on the pass.")
