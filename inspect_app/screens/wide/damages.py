"""损坏赔偿 in the office: what was reported, decided and paid left, one damage with its decision right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.lending.compensation import yuan
from inspect_app.parts.buttons import text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.selection import Selection
from inspect_app.parts.split import split
from inspect_app.parts.table import table
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.damage import DamagePane
from inspect_app.screens.wide.damage_columns import damage_columns
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys
from inspect_app.screens.wide.office_table import (
    RAIL_PIXELS,
    ROOMY_PIXELS,
    Listed,
    OfficeTable,
    by_pages,
    use_office_table,
)
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.texts.lending_words import DAMAGE_STATES
from storage.queries import damages
from storage.queries.damages import Damage, DamageFilter

PAGE_ROWS, READ_ROWS = 50, 500
LIST_PIXELS, LEAST_PANE_PIXELS = 760, 400
ROW_PIXELS = 56


@component
def WideDamagesScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    t, width = desk.t, watch(desk.looks).width
    chosen_filter, set_filter = use_state(desk.memory.get("damage_filter", {}))
    rows, set_rows = use_state(PAGE_ROWS)
    search, scrolled = use_ref(None), use_ref(None)
    wanted = replace(DamageFilter(), **chosen_filter)
    found, listed = _listed(desk, wanted, rows)
    chosen = place.value("damage")
    right = _right(desk, chosen, is_roomy=width >= ROOMY_PIXELS)
    pixels = min(LIST_PIXELS, width - RAIL_PIXELS - LEAST_PANE_PIXELS) if right else width - RAIL_PIXELS
    office_table = use_office_table(desk, "damages", t("Damages"), damage_columns(desk), listed, pixels)

    def narrow(**parts: Any) -> None:
        latest = desk.memory.get("damage_filter", {}) | parts
        desk.memory["damage_filter"] = latest
        set_filter(latest)
        set_rows(PAGE_ROWS)
        office_table.select(Selection())

    def step(by: int) -> None:
        there = moved(listed.ids, chosen, by)
        if there is not None:
            desk.go(route_to("damage", damage=there))
            follow(desk, scrolled, listed.ids.index(there), ROW_PIXELS)

    use_keys(keyboard_of(desk), list_keys(desk, step, "damages", search) | office_table.keys(chosen, step))
    more = text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-damages")
    after = [more] if listed.count > len(found) else []
    bar = table_bar(office_table, _counted(desk, wanted))
    body = _table(office_table, found, chosen, after, scrolled) if found else _nothing(desk)
    left = ft.Column(
        [_filters(desk, chosen_filter, narrow, search, bar), body],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    if right is None:
        return left
    return split(ft.Container(left, width=pixels), right, left_flex=0, right_flex=1)


def _listed(desk: Desk, wanted: DamageFilter, rows: int) -> tuple[list[Damage], Listed]:
    db = desk.store.db
    found = damages.damage_list(db, wanted, limit=rows)
    return found, Listed(
        [each.id for each in found],
        damages.damage_totals(db, wanted).count,
        lambda: damages.damage_ids(db, wanted),
        lambda: by_pages(lambda skip: damages.damage_list(db, wanted, limit=READ_ROWS, skip=skip)),
    )


def _counted(desk: Desk, wanted: DamageFilter) -> str:
    """How many, and how much money that is."""
    t, totals = desk.t, damages.damage_totals(desk.store.db, wanted)
    counted = t.count("{n} damage listed", "{n} damages listed", totals.count)
    if not totals.amount_fen:
        return counted
    money = t("¥ {amount} to pay, ¥ {paid} paid", amount=yuan(totals.amount_fen), paid=yuan(totals.paid_fen))
    return f"{counted} · {money}"


def _table(
    office_table: OfficeTable, found: list[Damage], chosen: str | None, after: list[Any], handle: Any
) -> ft.Control:
    desk = office_table.desk
    lines = [
        office_table.row(
            each.id,
            each,
            key=f"damage-{each.id}",
            height=ROW_PIXELS,
            is_chosen=each.id == chosen,
            on_open=lambda each=each: desk.go(route_to("damage", damage=each.id)),
        )
        for each in found
    ]
    tick = office_table.head_tick()
    return table(office_table.columns, lines, key="damage-list", after=after, handle=handle, tick=tick)


def _filters(
    desk: Desk, chosen: dict[str, Any], narrow: Callable[..., None], search: Any, bar: ft.Control
) -> ft.Control:
    t = desk.t
    field = Field(
        keyboard_of(desk),
        t("Search (press /)"),
        lambda said: narrow(text=said.strip()),
        initial=chosen.get("text", ""),
        name="search",
        rests=True,
        icon=ft.Icons.SEARCH,
        handle=search,
        key="damage-search",
    )
    views = [*((value, t(words)) for value, words in DAMAGE_STATES.items()), ("all", t("All"))]
    rows: list[ft.Control] = [
        ft.Row([ft.Container(field, expand=True)]),
        chips("view", views, chosen.get("view", "reported"), lambda value: narrow(view=value)),
        bar,
    ]
    return ft.Container(
        ft.Column(rows, spacing=theme.GRID, tight=True),
        padding=ft.Padding.only(left=16, right=8, top=12, bottom=4),
    )


def _nothing(desk: Desk) -> ft.Control:
    words = desk.t("No such damage. It is reported on the phone, at a thing's card or when it comes back.")
    return empty(ft.Icons.BROKEN_IMAGE_OUTLINED, words, key="no-damages")


def _right(desk: Desk, chosen: str | None, *, is_roomy: bool) -> ft.Control | None:
    if chosen:
        return DamagePane(desk, chosen, key=f"damage-{chosen}")
    if not is_roomy:
        return None
    words = desk.t("Choose a damage to decide who pays how much.")
    return empty(ft.Icons.BROKEN_IMAGE_OUTLINED, words, key="no-damage-chosen")
