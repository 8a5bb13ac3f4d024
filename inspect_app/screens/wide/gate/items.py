"""访客证与钥匙: the cabinet of a campus as a table; new numbers in a run, labels, what is lost or put out of use."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.items import cabinet_of
from inspect_app.components import component, use_state, watch
from inspect_app.gate.cabinet import Held, narrowed, stand
from inspect_app.gate.masking import masked_name
from inspect_app.parts.buttons import text_button, yes_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.table import two_lines
from inspect_app.routes import Place
from inspect_app.screens.asset_card import is_office
from inspect_app.screens.gate.gate_item import GateItemScreen
from inspect_app.screens.gate.gate_items import item_title, state_of
from inspect_app.screens.wide.gate.campus_choice import campus_of, campus_pick
from inspect_app.screens.wide.gate.items_form import new_items_dialog, retire_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.label_wish import ask_labels
from inspect_app.screens.wide.listing import (
    Listing,
    RowAddress,
    beside,
    list_pixels,
    use_listing,
    use_narrowed,
)
from inspect_app.screens.wide.office_table import (
    ROOMY_PIXELS,
    Listed,
    OfficeTable,
    TableColumn,
    column,
    use_office_table,
)
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_things_words import ITEM_SORTS, ITEM_STATES, ITEM_VIEWS
from inspect_app.texts.moments import moment

LIST_PIXELS, LEAST_PANE_PIXELS = 760, 400
LEADS = RowAddress("gate_item", "item", "gate_items")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A pass or key as a row of the table."""

    id: str
    held: Held


@component
def WideGateItemsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The cabinet left, one thing of it right, as the guard's phone shows it."""
    watch(desk.changes)
    width = watch(desk.looks).width
    narrowed_to = use_narrowed(desk, "gate_item_filter")
    chosen = narrowed_to.chosen
    every = cabinet_of(desk.store, campus_of(desk, chosen))
    found = narrowed(every, chosen.get("sort", ""), chosen.get("state", ""), chosen.get("text", ""))
    rows = [ItemRow(held.item.id, held) for held in found]
    listed = Listed(
        [row.id for row in rows[: narrowed_to.rows]],
        len(rows),
        lambda: [row.id for row in rows],
        lambda: ((row.id, row) for row in rows),
    )
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    table = use_office_table(desk, "gate_items", desk.t("Passes and keys"), _columns(desk), listed, pixels)
    actions, always = use_item_actions(table, campus_of(desk, chosen))
    listing = use_listing(table, narrowed_to, rows[: narrowed_to.rows], LEADS, place.value("item"))
    bar = table_bar(table, _counted(every, desk.t), actions=actions)
    return beside(listing.left([*_filters(listing, always), bar], _nothing(desk, every)), right, pixels)


def use_item_actions(table: OfficeTable, campus_id: str) -> tuple[list[ft.Control], list[ft.Control]]:
    """What the office does with ticked things, and what stands there always."""
    desk, t = table.desk, table.desk.t
    over, put_over = use_state("")
    ids = tuple(sorted(table.selection.ids))
    away = lambda: put_over("")  # noqa: E731
    dialog = None
    if over == "new":
        dialog = new_items_dialog(desk, campus_id, away)
    elif over == "retire":
        dialog = retire_dialog(table, ids, away)
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    if not is_office(desk):
        return [], []
    labels = lambda: ask_labels(desk, "gate_items", ids)  # noqa: E731
    ticked: list[ft.Control] = [
        text_button(t("Print labels"), labels, key="items-labels", icon=ft.Icons.QR_CODE),
        text_button(t("Put out of use"), lambda: put_over("retire"), key="items-retire"),
    ]
    return ticked, [yes_button(t("Add numbers"), lambda: put_over("new"), key="items-new")]


def _columns(desk: Desk) -> list[TableColumn]:
    """Rows are ItemRow. Who has a pass is masked in a file."""
    t = desk.t
    return [
        column(
            "number",
            t("Pass or key number"),
            lambda row: two_lines(item_title(row.held, t), row.held.item.place or ""),
            flex=2,
            stays=True,
            file=[
                (t("Kind"), lambda row: t(ITEM_SORTS[row.held.item.sort])),
                (t("Pass or key number"), lambda row: row.held.item.number),
                (t("What it opens"), lambda row: row.held.item.name),
                (t("Where it hangs"), lambda row: row.held.item.place),
            ],
        ),
        column(
            "state",
            t("State"),
            lambda row: state_of(row.held, t),
            lambda row: t(ITEM_STATES[row.held.state]),
            width=144,
            stays=True,
        ),
        column(
            "holder",
            t("Who has it"),
            lambda row: two_lines(row.held.holder, _since(row.held, desk)),
            flex=2,
            file=[
                (t("Who has it"), lambda row: masked_name(row.held.holder) if row.held.holder else ""),
                (t("Since"), lambda row: _since(row.held, desk)),
            ],
        ),
        column("note", t("Note"), lambda row: row.held.item.note or "", flex=2),
        column("code", t("Label code"), lambda row: row.held.item.code or "", width=112, first=False),
    ]


def _since(held: Held, desk: Desk) -> str:
    if held.state != "out" or not held.since_ms:
        return ""
    return moment(desk.t, held.since_ms, desk.now_ms, desk.offset_minutes)


def _counted(every: tuple[Held, ...], t: Words) -> str:
    """'访客证 42 在柜、8 在外；钥匙 …'."""
    parts = []
    for sort, words in ITEM_SORTS.items():
        told = stand(every, sort)
        if told.free + told.out + told.lost:
            said = t("{sort}: {free} free, {out} out", sort=t(words), free=told.free, out=told.out)
            parts.append(said + (t(", {n} lost", n=told.lost) if told.lost else ""))
    return "　".join(parts) or t("Nothing yet")


def _filters(listing: Listing, always: list[ft.Control]) -> list[ft.Control]:
    t = listing.desk.t
    search = ft.Container(listing.field(t("Number, name, who has it (press /)")), expand=True)
    sorts = [("", t("All")), *((value, t(words)) for value, words in ITEM_SORTS.items())]
    sort = pick(t("Kind"), sorts, listing.held("sort"), listing.choosing("sort"), key="item-sort", width=136)
    states = [(value, t(words)) for value, words in ITEM_VIEWS.items()]
    return [
        ft.Row([search, sort, *campus_pick(listing), *always], spacing=theme.GRID),
        chips("state", states, listing.held("state"), listing.choosing("state")),
    ]


def _nothing(desk: Desk, every: tuple[Held, ...]) -> ft.Control:
    if every:
        return empty(ft.Icons.FILTER_ALT_OFF, desk.t("Nothing like that here."), key="none-filtered")
    words = desk.t(
        "No passes and keys yet. Add a run of numbers, print their labels, and hang them at the gate."
    )
    return empty(ft.Icons.KEY_OUTLINED, words, key="no-items")


def _right(desk: Desk, place: Place, *, is_roomy: bool) -> ft.Control | None:
    chosen = place.value("item")
    if chosen:
        card: ft.Control = GateItemScreen(desk, place, key=f"item-{chosen}")
        return card
    if not is_roomy:
        return None
    words = desk.t("Choose a pass or key to see who has it, to give it out or take it back.")
    return empty(ft.Icons.KEY_OUTLINED, words, key="no-item-chosen")
