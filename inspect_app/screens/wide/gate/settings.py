"""门岗设置: what the school decides about its gate, as one form that is kept as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from inspect_app.actions.office.gate_settings import fewer_days, held_gate, keep_gate
from inspect_app.actions.office.school_settings import NoSchool
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_maybe, use_state, watch
from inspect_app.gate.settings import FEWEST_DAYS, MOST_DAYS
from inspect_app.gate.settings_rules import (
    FEWEST_MINUTES,
    LONGEST_WORD,
    MOST_MINUTES,
    MOST_WORDS,
    GateRefused,
)
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import text_button, yes_button
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.split import pane, side_by_side
from inspect_app.routes import Place
from inspect_app.screens.wide.gate.settings_fields import GateForm, settings_parts
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_office_words import RETENTION_GROUPS

COLUMN_PIXELS = 880
FLAW_WORDS: Mapping[str, str] = {
    "empty": "Leave at least one here.",
    "long": "“{word}” is too long: {most} letters at most.",
    "twice": "“{word}” stands here twice. Take one away.",
    "many": "That is too many: {words} at most.",
    "days": "Keep for {fewest} to {most_days} days, as a whole number.",
    "minutes": "“{word}” may stay for {least} to {most_minutes} minutes, as a whole number.",
    "clock": "Write the time as 18:00.",
    "choice": "Choose one of these.",
}


def flaw_words(refused: GateRefused, t: Words) -> str:
    """One sentence: what is wrong and what to do."""
    return t(
        FLAW_WORDS[refused.flaw],
        word=refused.word,
        most=LONGEST_WORD,
        words=MOST_WORDS,
        fewest=FEWEST_DAYS,
        most_days=MOST_DAYS,
        least=FEWEST_MINUTES,
        most_minutes=MOST_MINUTES,
    )


@component
def GateSettingsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """What was typed stays while the person is elsewhere, until it is kept or thrown away."""
    watch(desk.changes)
    draft, hold = use_state(desk.memory.get("gate_settings", {}))
    flaw, tell = use_maybe()
    asking, ask_for = use_maybe()
    count, set_count = use_state(0)

    def change(**parts: Any) -> None:
        desk.memory["gate_settings"] = {**desk.memory.get("gate_settings", {}), **parts}
        hold(desk.memory["gate_settings"])
        tell(None)

    def drop() -> None:
        desk.memory.pop("gate_settings", None)
        hold({})
        tell(None)
        set_count(count + 1)

    def keep() -> None:
        ask_for(None)
        told = _keep(desk, desk.memory.get("gate_settings", {}))
        tell(told)
        if told is None:
            drop()

    def save() -> None:
        latest = desk.memory.get("gate_settings", {})
        try:
            fewer = fewer_days(desk.store, latest.get("retention_days", {}))
        except GateRefused as refused:
            tell(refused)
            return
        if fewer:
            ask_for(fewer)
        else:
            keep()

    dialog = _question(desk, asking, keep, lambda: ask_for(None)) if asking else None
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    form = GateForm(desk, {**held_gate(desk.store), **draft}, draft, change, flaw, count)
    return _drawn(form, save, drop)


def _drawn(form: GateForm, save: Callable[[], Any], drop: Callable[[], Any]) -> ft.Control:
    """The form over its two buttons, no wider than is read."""
    t, flaw = form.desk.t, form.flaw
    wrong = [notice(ATTENTION, flaw_words(flaw, t), key="gate-flaw")] if isinstance(flaw, GateRefused) else []
    buttons = [
        yes_button(t("Keep these settings"), save, key="gate-keep"),
        text_button(t("Throw the changes away"), drop if form.draft else None, key="gate-drop"),
    ]
    body = pane(settings_parts(form), bottom=[*wrong, side_by_side(buttons)], key="gate-settings")
    return ft.Row(
        [ft.Container(body, width=COLUMN_PIXELS), ft.Container(expand=True)],
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _keep(desk: Desk, draft: Mapping[str, Any]) -> GateRefused | None:
    """What is wrong, or None once it is kept, or said in a sentence."""
    t = desk.t
    try:
        keep_gate(desk.store, desk.author, draft)
    except GateRefused as refused:
        return refused
    except NoSchool:
        desk.say(t("This is not on this phone. It may come with the next sync."))
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Kept. Phones get it with their next sync."))
    return None


def _question(
    desk: Desk, fewer: Mapping[str, int], on_yes: Callable[[], Any], on_no: Callable[[], Any]
) -> ft.AlertDialog:
    """What the next run of erasing will take, group for group."""
    t = desk.t
    lines = [
        t("{group}: older than {n} days", group=t(RETENTION_GROUPS.get(group, group)), n=days)
        for group, days in fewer.items()
    ]
    told = t(
        "With the next run, at night, this is erased on the server and on every phone, for good: {lines}.",
        lines=t("; ").join(lines),
    )
    return ask(t, t("Keep for fewer days?"), told, yes=t("Keep for fewer days"), on_yes=on_yes, on_no=on_no)
