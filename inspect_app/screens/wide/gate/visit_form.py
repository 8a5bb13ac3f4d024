"""Put a visit right: what was heard or typed wrong. The identity number is not among it: it is sealed as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.post import settings_here
from inspect_app.actions.gate.signing_in import correct
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import text_button, yes_button
from inspect_app.parts.field import Field, pick
from inspect_app.parts.type import heading, small
from inspect_app.screens.doing import does
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from storage.queries.visits import Visit

FORM_PIXELS, HALF_PIXELS, TEXT_LENGTH = 560, 272, 120
MOST_COMPANIONS = 200
FORM_WORDS = {
    "name": "Visitor",
    "phone": "Telephone",
    "came_from": "Came from",
    "host_name": "Whom to see",
    "reason": "Reason of the visit",
    "plate": "Number plate",
    "companions": "People with them",
    "pass_no": "Pass number",
    "goods": "Goods",
    "note": "Note",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; `flaw` is a sentence, or ''."""

    fields: Mapping[str, str]
    flaw: str = ""


def visit_dialog(desk: Desk, visit: Visit, close: Callable[[], Any]) -> ft.AlertDialog:
    return ft.AlertDialog(
        content=ft.Container(VisitForm(desk, visit, close, key="visit-form"), width=FORM_PIXELS),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        scrollable=True,
        on_dismiss=close,
    )


@component
def VisitForm(desk: Desk, visit: Visit, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """Only what differs is written, and the visit's history says who did."""
    t = desk.t
    typed, hold = use_state(Typed({name: str(getattr(visit, name) or "") for name in FORM_WORDS}))
    sort, choose = use_state(visit.sort)
    latest = dict(typed.fields)

    def say(name: str) -> Callable[[str], None]:
        def said(value: str) -> None:
            latest[name] = value
            hold(Typed(dict(latest)))

        return said

    def keep() -> None:
        flaw = _flaw(latest, t)
        if flaw:
            hold(Typed(dict(latest), flaw))
        elif does(desk, lambda: correct(desk.store, desk.author, visit.id, _fields(visit, latest, sort))):
            close()

    sorts = [(each.id, each.name) for each in settings_here(desk.store).sorts]
    if visit.sort not in dict(sorts):
        sorts.append((visit.sort, visit.sort))
    entries = [_entry(desk, name, typed.fields[name], say(name)) for name in FORM_WORDS]
    kind = pick(t("Kind of visitor"), sorts, sort, choose, key="visit-form-sort", width=HALF_PIXELS)
    return ft.Column(
        [
            heading(t("Put this visit right")),
            small(
                t("The number of a paper cannot be changed here: the guard looks at the paper and types it.")
            ),
            ft.Row([kind, *entries], wrap=True, spacing=12, run_spacing=12),
            *([small(typed.flaw, color=ft.Colors.ERROR, key="visit-flaw")] if typed.flaw else []),
            ft.Row(
                [
                    text_button(t("Cancel"), close, key="visit-no"),
                    yes_button(t("Keep"), keep, key="visit-yes"),
                ],
                alignment=ft.MainAxisAlignment.END,
            ),
        ],
        spacing=12,
        tight=True,
    )


def _entry(desk: Desk, name: str, initial: str, say: Callable[[str], None]) -> ft.Control:
    made: ft.Control = Field(
        keyboard_of(desk),
        desk.t(FORM_WORDS[name]),
        say,
        initial=initial,
        name=f"visit-{name}",
        width=HALF_PIXELS,
        key=f"field-{name}",
    )
    return made


def _flaw(typed: Mapping[str, str], t: Any) -> str:
    """One sentence for the first thing that cannot stand."""
    if not typed["name"].strip():
        return str(t("A visit needs a name."))
    count = typed["companions"].strip()
    if count and not (count.isdecimal() and int(count) <= MOST_COMPANIONS):
        return str(t("People with them is a number from 0 to 200."))
    if any(len(value) > TEXT_LENGTH for value in typed.values()):
        return str(t("One of these is too long: 120 letters at most."))
    return ""


def _fields(visit: Visit, typed: Mapping[str, str], sort: str) -> dict[str, Any]:
    """What was changed alone: `correct` keeps the rest as it stands."""
    changed: dict[str, Any] = {
        name: value.strip()
        for name, value in typed.items()
        if value.strip() != str(getattr(visit, name) or "")
    }
    if "companions" in changed:
        changed["companions"] = int(changed["companions"] or 0)
    return changed | ({"sort": sort} if sort != visit.sort else {})
