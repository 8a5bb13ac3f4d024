"""场所与资产: a table with search left, the room's or asset's card right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.meaning import FAILED, mark
from inspect_app.parts.names import ASSET_STATES, floor_name, result_meaning
from inspect_app.parts.split import split
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset import AssetScreen
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys
from inspect_app.screens.wide.room import RoomPane
from inspect_app.state import Desk
from inspect_app.texts.moments import ago
from storage.queries import assets, ledger_list
from storage.queries.assets import Asset
from storage.queries.ledger_list import RoomLine

PAGE_ROWS = 50
CARD_PIXELS = 440
ROW_PIXELS = 56
VIEWS = {"rooms": "Rooms", "assets": "Assets"}


@component
def WideLedgerScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Search and view are kept while cards are opened one after the other."""
    watch(desk.changes)
    t, held = desk.t, desk.memory.setdefault("wide_ledger", {})
    shown, show = use_state("assets" if place.name == "asset" else held.get("view", "rooms"))
    sought, seek = use_state(held.get("text", ""))
    rows, set_rows = use_state(PAGE_ROWS)
    search, scrolled = use_ref(None), use_ref(None)
    found, total = _found(desk, shown, sought, rows)
    chosen = place.value("room") or place.value("asset")
    name = "room" if shown == "rooms" else "asset"

    def look_for(text: str) -> None:
        held["text"] = text.strip()
        set_rows(PAGE_ROWS)
        seek(text.strip())

    def pick_view(view: str) -> None:
        held["view"] = view
        set_rows(PAGE_ROWS)
        show(view)

    def step(by: int) -> None:
        ids = [each.id for each in found]
        there = moved(ids, chosen, by)
        if there is not None:
            desk.go(route_to(name, **{name: there}))
            follow(desk, scrolled, ids.index(there), ROW_PIXELS)

    use_keys(keyboard_of(desk), list_keys(desk, step, "ledger", search))
    field = _search(desk, look_for, sought, search)
    counted = small(t.count("{n} row", "{n} rows", total))
    choices = [(value, t(words)) for value, words in VIEWS.items()]
    head = ft.Row([chips("view", choices, shown, pick_view), field, counted], spacing=16)
    more = [text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-rows")]
    body = _rows(desk, shown, found, chosen, more if total > len(found) else [], scrolled)
    left = _left(head, body if found else _nothing(desk, sought))
    return split(left, _right(desk, place), right_width=CARD_PIXELS)


def _search(desk: Desk, look_for: Callable[[str], None], sought: str, handle: Any) -> ft.Control:
    field = Field(
        keyboard_of(desk),
        desk.t("Search (press /)"),
        look_for,
        initial=sought,
        name="search",
        rests=True,
        icon=ft.Icons.SEARCH,
        handle=handle,
        key="ledger-search",
    )
    return ft.Container(field, expand=True)


def _left(head: ft.Control, body: ft.Control) -> ft.Control:
    return ft.Column(
        [ft.Container(head, padding=ft.Padding.symmetric(horizontal=16, vertical=12)), body],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _found(desk: Desk, shown: str, sought: str, rows: int) -> tuple[list[Any], int]:
    db = desk.store.db
    if shown == "rooms":
        return list(ledger_list.room_list(db, sought, limit=rows)), ledger_list.count_room_list(db, sought)
    return list(assets.search_assets(db, sought, limit=rows)), ledger_list.count_asset_list(db, sought)


def _rows(
    desk: Desk, shown: str, found: list[Any], chosen: str | None, more: list[Any], handle: Any
) -> ft.Control:
    t = desk.t
    if shown == "rooms":
        columns = [
            Column(t("Room"), flex=3),
            Column(t("Campus"), 80),
            Column(t("Keeper"), 80),
            Column(t("Last check"), 160),
            Column(t("Faults"), 64, at_end=True),
            Column(t("Assets"), 64, at_end=True),
        ]
        lines = [_room(desk, columns, each, is_chosen=each.id == chosen) for each in found]
    else:
        columns = [
            Column(t("Asset"), flex=3),
            Column(t("Make and model"), flex=2),
            Column(t("Place"), flex=2),
            Column(t("Keeper"), 72),
            Column(t("Quantity"), 72, at_end=True),
            Column(t("State"), 80),
            Column(t("Value"), 96, at_end=True),
        ]
        lines = [_asset(desk, columns, each, is_chosen=each.id == chosen) for each in found]
    return table(columns, lines, key=f"{shown}-table", after=more, handle=handle)


def _room(desk: Desk, columns: list[Column], each: RoomLine, *, is_chosen: bool) -> ft.Control:
    t = desk.t
    last: Any = small(t("Never"))
    if each.last_ms is not None:
        last = mark(result_meaning(each.last_result or "passed"), ago(t, each.last_ms, desk.now_ms))
    below = " · ".join(part for part in (each.use, floor_name(each.floor, t)) if part)
    cells: list[Any] = [
        two_lines(f"{each.building} {each.number}", below),
        each.campus,
        each.keeper or "",
        last,
        mark(FAILED, str(each.faults)) if each.faults else "·",
        str(each.assets) if each.assets else "·",
    ]
    return table_row(
        columns,
        cells,
        key=f"room-{each.id}",
        is_chosen=is_chosen,
        height=ROW_PIXELS,
        on_click=lambda: desk.go(route_to("room", room=each.id)),
    )


def _asset(desk: Desk, columns: list[Column], each: Asset, *, is_chosen: bool) -> ft.Control:
    cells: list[Any] = [
        two_lines(each.name, each.number or ""),
        " ".join(part for part in (each.brand, each.model) if part),
        each.place,
        each.keeper or "",
        f"{each.quantity or 1} {each.unit or ''}".strip(),
        desk.t(ASSET_STATES[each.state or "in_use"]),
        f"{each.value_fen / 100:,.2f}" if each.value_fen is not None else "",
    ]
    return table_row(
        columns,
        cells,
        key=f"asset-{each.id}",
        is_chosen=is_chosen,
        height=ROW_PIXELS,
        on_click=lambda: desk.go(route_to("asset", asset=each.id)),
    )


def _nothing(desk: Desk, sought: str) -> ft.Control:
    t = desk.t
    if sought:
        words = t("Nothing contains “{text}”. Try fewer letters.", text=sought)
        return empty(ft.Icons.SEARCH_OFF, words, key="nothing-found")
    return empty(
        ft.Icons.INVENTORY_2_OUTLINED,
        t("There is nothing here yet. Import the school's own list of rooms and assets."),
        button=t("Import"),
        on_click=lambda: desk.go(route_to("import")),
        key="empty-ledger",
    )


def _right(desk: Desk, place: Place) -> ft.Control:
    if place.name == "room":
        room_id = place.value("room") or ""
        return RoomPane(desk, room_id, key=f"room-{room_id}")
    if place.name == "asset":
        asset_card = AssetScreen(desk, place, key=f"asset-{place.value('asset')}")
        return ft.Container(asset_card, padding=theme.GRID)
    words = desk.t("Choose a row to see its card.")
    return empty(ft.Icons.BADGE_OUTLINED, words, key="no-row-chosen")
