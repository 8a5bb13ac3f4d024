"""改错字: what was mistyped at the gate is put right; the paper's number can only be typed anew, never corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.gate.signing_in import correct
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state
from inspect_app.gate.sign_in import MOST_COMPANIONS, phone_is_right
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.page import page
from inspect_app.state import Desk
from inspect_app.texts.gate_words import FLAWS, VISIT_FIELDS
from storage.queries.visits import Visit

FIELDS = (
    "name",
    "phone",
    "came_from",
    "host_name",
    "plate",
    "pass_no",
    "companions",
    "companion_names",
    "goods",
    "note",
)
NUMERIC = ("phone", "companions")


@component
def CorrectForm(desk: Desk, visit: Visit, away: Callable[[], None]) -> ft.Control:  # noqa: N802
    """Stands in place of the visit until it is saved or left."""
    t = desk.t
    said = use_ref(lambda: {name: shown(visit, name) for name in FIELDS}).current
    wrong, tell = use_state("")

    def save() -> None:
        flaw = flaw_of(said)
        if flaw:
            tell(flaw)
            return
        try:
            correct(desk.store, desk.author, visit.id, fields_of(said))
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            desk.changed()
            away()

    fields = [_entry(desk, said, name) for name in FIELDS]
    return page(
        fields,
        bottom=[
            *([notice(ATTENTION, t(FLAWS[wrong]), key="correct-wrong")] if wrong else []),
            main_button(t("Save the corrections"), save, key="correct-save"),
            text_button(t("Leave it as it was"), away, key="correct-away"),
        ],
        key="correct-page",
    )


def _entry(desk: Desk, said: dict[str, str], name: str) -> ft.Control:
    made: ft.Control = Entry(
        desk.t(VISIT_FIELDS[name]),
        lambda typed: said.__setitem__(name, typed),
        initial=said[name],
        name=f"correct-{name}",
        longest=200,
        numeric=name in NUMERIC,
        key=f"correct-{name}-entry",
    )
    return made


def shown(visit: Visit, name: str) -> str:
    if name == "companion_names":
        return "、".join(visit.companion_names)
    value = getattr(visit, name)
    return "" if value in (None, 0) else str(value)


def flaw_of(said: dict[str, str]) -> str:
    """A word of FLAWS, or ''."""
    if not said["name"].strip():
        return "name missing"
    if not phone_is_right(said["phone"]):
        return "phone digits"
    count = said["companions"].strip() or "0"
    is_count = count.isdecimal() and int(count) <= MOST_COMPANIONS
    return "" if is_count else "companions digits"


def fields_of(said: dict[str, str]) -> dict[str, Any]:
    names = said["companion_names"].replace(",", "、").replace("，", "、").split("、")
    return {**said, "companions": int(said["companions"].strip() or 0), "companion_names": names}
