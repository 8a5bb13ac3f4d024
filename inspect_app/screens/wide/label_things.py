"""What gets a label: rows that the ledger handed over, what fits conditions, or blank ones ahead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.type import section, small, text
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.label_wish import WishForm
from inspect_app.state import Desk
from storage.queries.label_list import LabelChoice

FORM_PIXELS = 440
HALF_PIXELS = 214
USUAL_BLANK = 30
LABEL_KINDS = {"assets": "Assets", "rooms": "Rooms", "gate_items": "Passes and keys", "blank": "Blank labels"}
LABEL_WANTED = {"": "All", "none": "Without label yet", "worn": "Label worn out"}
LABEL_FILTERS = {
    "room": "Place",
    "keeper": "Keeper",
    "class_code": "Class code begins with",
    "where": "Name or number contains",
}


def label_things(form: WishForm) -> list[ft.Control]:
    """The kind, then what narrows it."""
    t = form.desk.t
    words = [(value, t(said)) for value, said in LABEL_KINDS.items()]
    kinds = chips("label-kind", words, form.shown, lambda kind: _pick_kind(form, kind))
    head = [section(t("What gets a label")), kinds]
    if form.shown == "blank":
        return [*head, *_blank(form)]
    states = [_states(form)] if form.shown == "assets" else []
    narrowing = _handed_over(form) if form.wish.choice.ids else _conditions(form)
    return [*head, *states, *narrowing]


def _pick_kind(form: WishForm, kind: str) -> None:
    if kind == "blank":
        form.want(blank=USUAL_BLANK)
    else:
        form.want(blank=0, choice=LabelChoice(kind, state="none" if kind == "assets" else ""))  # type: ignore[arg-type]


def _states(form: WishForm) -> ft.Control:
    words = [(value, form.desk.t(said)) for value, said in LABEL_WANTED.items()]
    return chips("label-state", words, form.wish.choice.state, lambda state: form.want_things(state=state))


def _handed_over(form: WishForm) -> list[ft.Control]:
    """A chip that says how many, and takes them away."""
    t, count = form.desk.t, len(form.wish.choice.ids)
    chip = ft.Chip(
        label=text(t.count("{n} row of the ledger", "{n} rows of the ledger", count)),
        key="label-ids",
        selected=True,
        show_checkmark=False,
        delete_icon=ft.Icon(ft.Icons.CLOSE, semantics_label=t("Take this filter away")),
        padding=8,
        on_delete=lambda _: form.want_things(ids=()),
    )
    return [ft.Row([chip])]


def _conditions(form: WishForm) -> list[ft.Control]:
    """Two beside each other; rooms have no class."""
    names = [name for name in LABEL_FILTERS if name != "class_code" or form.shown == "assets"]
    return [ft.Row([_condition(form, name) for name in names], wrap=True, spacing=12, run_spacing=12)]


def _condition(form: WishForm, name: str) -> ft.Control:
    return typed_field(
        form.desk,
        form.desk.t(LABEL_FILTERS[name]),
        lambda said: form.want_things(**{name: said.strip()}),
        initial=getattr(form.wish.choice, name),
        name=f"label-{name}",
        key=f"{name}-{form.shown}",
    )


def _blank(form: WishForm) -> list[ft.Control]:
    t = form.desk.t
    count = typed_field(
        form.desk,
        t("How many"),
        lambda said: form.want(blank=whole_number(said) or 1),
        initial=str(form.wish.blank),
        name="blank",
        key="blank",
    )
    return [ft.Row([count]), small(t("Stick them on first, then scan each and choose its asset."))]


def typed_field(
    desk: Desk, label: str, hear: Callable[[str], Any], *, initial: str, name: str, key: str
) -> ft.Control:
    """Half as wide as the form; heard once the typing rests."""
    made: ft.Control = Field(
        keyboard_of(desk), label, hear, initial=initial, name=name, width=HALF_PIXELS, rests=True, key=key
    )
    return made


def whole_number(text: str) -> int:
    """As typed; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() else 0
