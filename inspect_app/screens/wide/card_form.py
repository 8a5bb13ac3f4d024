"""The office types a card: every field with its check beside it; nothing is written before all are right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.card_editing import checked, save_card
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state
from inspect_app.ledger.card import CARD_FIELDS, CardField
from inspect_app.parts.buttons import text_button, yes_button
from inspect_app.parts.field import Field
from inspect_app.parts.type import heading, small
from inspect_app.routes import route_to
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts import Words
from storage.queries.assets import Asset

FIELD_PIXELS, DIALOG_PIXELS = 312, 640
CARD_NAMES: Mapping[str, str] = {
    "name": "Asset name",
    "number": "Asset number",
    "class_code": "Class code",
    "brand": "Brand",
    "model": "Model",
    "serial": "Serial number",
    "unit": "Unit",
    "quantity": "Quantity",
    "value_fen": "Value in yuan, of all pieces",
    "acquired": "Acquired",
    "funding": "Funding",
    "supplier": "Supplier",
    "department": "Department",
    "warranty_until": "Warranty until",
    "life_months": "Months of use expected",
    "residual_permille": "Residual value",
    "place_text": "Place as written in the ledger",
    "note": "Note",
    "room_id": "Place",
    "keeper": "Keeper",
    "state": "State",
    "label": "Label",
}
CHECKS_SAID: Mapping[str, str] = {
    "needed": "A card needs a name.",
    "bad_date": "A date such as 2023-09-01, 2023-09 or 2023年9月1日",
    "bad_money": "An amount in yuan such as 4599.00",
    "bad_count": "A whole number from 1",
    "bad_months": "Months such as 72, or 6年",
    "bad_share": "A share such as 5%",
    "bad_class": "A code of GB/T 14885: digits, or a letter and digits, such as A02010104",
    "bad_code": "This number was damaged by a spreadsheet; type it as it stands on the thing.",
    "number_taken": "Another card has this number.",
}


def card_dialog(desk: Desk, asset: Asset | None, close: Callable[[], Any]) -> ft.AlertDialog:
    """`asset` is None for a new card."""
    form = CardForm(desk, asset, close, key="card-form")
    return ft.AlertDialog(
        content=ft.Container(form, width=DIALOG_PIXELS),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        modal=True,
        scrollable=True,
    )


@dataclass(eq=False)
class CardWork:
    """The form under the hand: `texts` as typed, `problems` by field once it was to be saved."""

    desk: Desk
    asset: Asset | None
    close: Callable[[], Any]
    texts: dict[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)
    redraw: Callable[[], None] = lambda: None

    @property
    def asset_id(self) -> str | None:
        return self.asset.id if self.asset else None

    def tell(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        self.redraw()

    def type(self, name: str, words: str) -> None:
        """A check speaks when the card is saved, and from then on while it is typed."""
        self.texts[name] = words
        if self.problems:
            self.tell(checked(self.desk.store, self.asset_id, self.texts).problems)

    def save(self) -> None:
        desk = self.desk
        found = checked(desk.store, self.asset_id, self.texts)
        self.tell(found.problems)
        if found.problems:
            return
        try:
            saved = save_card(desk.store, desk.author, self.asset_id, found)
        except Exception as error:
            desk.say(plain_words(error, desk.t))
            return
        self.close()
        desk.changed()
        if self.asset is None:
            desk.go(route_to("asset", asset=saved))
        desk.say(desk.t("The card was saved."))


def _begun(desk: Desk, asset: Asset | None, close: Callable[[], Any]) -> CardWork:
    held = asset._asdict() if asset else {}
    return CardWork(
        desk, asset, close, {name: each.write(held.get(name)) for name, each in CARD_FIELDS.items()}
    )


@component
def CardForm(desk: Desk, asset: Asset | None, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """Fields own their text."""
    t = desk.t
    work: CardWork = use_ref(lambda: _begun(desk, asset, close)).current
    _, draw = use_state(0)
    work.redraw = lambda: draw(lambda count: count + 1)
    fields = [_field(each, work) for each in CARD_FIELDS.values()]
    buttons = [
        text_button(t("Cancel"), close, key="card-cancel"),
        yes_button(t("Save"), work.save, key="card-save"),
    ]
    return ft.Column(
        [
            heading(t("Edit the card") if asset else t("New card")),
            small(t("Room, keeper and state change by a move, which asks for the reason.")),
            ft.Row(
                fields, wrap=True, spacing=16, run_spacing=16, vertical_alignment=ft.CrossAxisAlignment.START
            ),
            ft.Row(list[ft.Control](buttons), alignment=ft.MainAxisAlignment.END),
        ],
        spacing=16,
        tight=True,
    )


def _field(each: CardField, work: CardWork) -> ft.Control:
    t, problem = work.desk.t, work.problems.get(each.name)
    made: ft.Control = Field(
        keyboard_of(work.desk),
        t(CARD_NAMES[each.name]),
        lambda words: work.type(each.name, words),
        initial=work.texts[each.name],
        name=f"card-{each.name}",
        lines=each.lines,
        width=DIALOG_PIXELS if each.lines > 1 else FIELD_PIXELS,
        error=problem_words(problem, t) if problem else None,
        key=f"card-{each.name}",
    )
    return made


def problem_words(problem: str, t: Words) -> str:
    return t(CHECKS_SAID[problem])
