"""场所与资产: a table with search left, the room's or asset's card right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app.components import component, use_flag, use_ref, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field
from inspect_app.parts.keys import moved, use_keys, use_silence
from inspect_app.parts.split import split
from inspect_app.parts.table import table
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset_filter import FilterForm, filter_line, is_filtered
from inspect_app.screens.wide.asset import AssetPane, form_dialog
from inspect_app.screens.wide.asset_actions import use_asset_actions
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys
from inspect_app.screens.wide.ledger_columns import asset_columns, room_columns
from inspect_app.screens.wide.ledger_views import VIEWS, held_ledger, ledger_views
from inspect_app.screens.wide.office_table import (
    RAIL_PIXELS,
    ROOMY_PIXELS,
    Listed,
    OfficeTable,
    by_pages,
    use_office_table,
)
from inspect_app.screens.wide.room import RoomPane
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.screens.wide.values import ValuesView
from inspect_app.state import Desk
from storage.queries import asset_list, ledger_list
from storage.queries.asset_list import AssetFilter
from storage.queries.assets import Asset

PAGE_ROWS, READ_ROWS = 50, 500
CARD_PIXELS = 440
FILTER_PIXELS = 568
ROW_PIXELS = 56


@component
def WideLedgerScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Search and view are kept while cards are opened one after the other."""
    held = held_ledger(desk)
    shown, show = use_state("assets" if place.name == "asset" else held.get("view", "rooms"))

    def pick_view(view: str) -> None:
        held["view"] = view
        show(view)
        if view == "values" and place.name != "ledger":
            desk.go(route_to("ledger"))

    if shown == "values" and place.name == "ledger":
        return _values(desk, pick_view)
    shown = "rooms" if shown == "values" else shown
    return LedgerTable(desk, place, shown, pick_view, key=f"ledger-{shown}")


def _values(desk: Desk, pick_view: Callable[[str], None]) -> ft.Control:
    return _left([ledger_views(desk, "values", pick_view)], ValuesView(desk, key="values-view"))


@component
def LedgerTable(desk: Desk, place: Place, shown: str, pick_view: Callable[[str], None]) -> ft.Control:  # noqa: N802
    """Rooms and assets each have their own columns, ticks and rows shown."""
    watch(desk.changes)
    width = watch(desk.looks).width
    t, held = desk.t, held_ledger(desk)
    sought, seek = use_state(held.get("text", ""))
    rows, set_rows = use_state(PAGE_ROWS)
    search, scrolled = use_ref(None), use_ref(None)
    wanted, filter_by = use_state(held.get("filter", AssetFilter()))
    is_filtering, set_filtering = use_flag()
    asked = replace(wanted, text=sought)
    found = _found(desk, shown, asked, rows)
    listed = _listed(desk, shown, asked, found)
    chosen = place.value("room") or place.value("asset")
    name = "room" if shown == "rooms" else "asset"
    columns = room_columns(desk) if shown == "rooms" else asset_columns(desk)
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = width - RAIL_PIXELS - (CARD_PIXELS if right else 0)
    office_table = use_office_table(desk, shown, t(VIEWS[shown]), columns, listed, pixels)

    ticked, always = use_asset_actions(office_table)

    def choose(filtered: AssetFilter) -> None:
        held["filter"] = filtered
        set_rows(PAGE_ROWS)
        filter_by(filtered)

    def look_for(text: str) -> None:
        held["text"] = text.strip()
        set_rows(PAGE_ROWS)
        seek(text.strip())

    def step(by: int) -> None:
        there = moved(listed.ids, chosen, by)
        if there is not None:
            desk.go(route_to(name, **{name: there}))
            follow(desk, scrolled, listed.ids.index(there), ROW_PIXELS)

    use_keys(keyboard_of(desk), list_keys(desk, step, "ledger", search) | office_table.keys(chosen, step))
    head = ft.Row([ledger_views(desk, shown, pick_view), _search(desk, look_for, sought, search)], spacing=16)
    filters: list[ft.Control] = []
    actions: list[ft.Control] = []
    if shown == "assets":
        filters = [*filter_line(desk, wanted, choose, lambda: set_filtering(True)), *always]
        actions = ticked
    form = FilterForm(desk, asked, choose, lambda: set_filtering(False), key="filter-form")
    ft.use_dialog(
        form_dialog(form, lambda: set_filtering(False), width=FILTER_PIXELS) if is_filtering else None
    )
    use_silence(keyboard_of(desk), on=is_filtering)
    counted = t.count("{n} row", "{n} rows", listed.count)
    bar = table_bar(office_table, counted, actions=actions, before=filters)
    more = [text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-rows")]
    after = more if listed.count > len(found) else []
    body = _table(office_table, name, found, chosen, after, scrolled)
    left = _left([head, bar], body if found else _nothing(desk, sought, is_filtered=is_filtered(wanted)))
    return split(left, right, right_width=CARD_PIXELS)


def _table(
    office_table: OfficeTable, name: str, found: list[Any], chosen: str | None, after: list[Any], handle: Any
) -> ft.Control:
    """`name` is the place that a row opens: room or asset."""
    desk = office_table.desk
    lines = [
        office_table.row(
            each.id,
            each,
            key=f"{name}-{each.id}",
            height=ROW_PIXELS,
            is_chosen=each.id == chosen,
            on_open=lambda each=each: desk.go(route_to(name, **{name: each.id})),
        )
        for each in found
    ]
    tick = office_table.head_tick()
    key = f"{office_table.name}-table"
    return table(office_table.columns, lines, key=key, after=after, handle=handle, tick=tick)


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


def _left(head: list[ft.Control], body: ft.Control) -> ft.Control:
    return ft.Column(
        [
            ft.Container(
                ft.Column(head, spacing=4, tight=True),
                padding=ft.Padding.only(left=16, right=8, top=12, bottom=4),
            ),
            body,
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _found(desk: Desk, shown: str, wanted: AssetFilter, rows: int, skip: int = 0) -> list[Any]:
    db = desk.store.db
    if shown == "rooms":
        return list(ledger_list.room_list(db, wanted.text, limit=rows, skip=skip))
    return list(asset_list.asset_list(db, wanted, limit=rows, skip=skip))


def _listed(desk: Desk, shown: str, wanted: AssetFilter, found: list[Any]) -> Listed:
    db = desk.store.db
    on_screen = [each.id for each in found]
    if shown == "assets":
        return Listed(
            on_screen,
            asset_list.count_asset_list(db, wanted),
            lambda: asset_list.asset_ids(db, wanted),
            lambda: _all_assets(desk, wanted),
        )
    return Listed(
        on_screen,
        ledger_list.count_room_list(db, wanted.text),
        lambda: ledger_list.room_ids(db, wanted.text),
        lambda: by_pages(lambda skip: _found(desk, shown, wanted, READ_ROWS, skip)),
    )


def _all_assets(desk: Desk, wanted: AssetFilter) -> Iterable[tuple[str, Asset]]:
    """The ids are read once: 100,000 of them are quick, and skipping to the last page 200 times is not."""
    ids = asset_list.asset_ids(desk.store.db, wanted)
    for start in range(0, len(ids), READ_ROWS):
        chunk = asset_list.assets_by_id(desk.store.db, ids[start : start + READ_ROWS])
        yield from ((each.id, each) for each in chunk)


def _nothing(desk: Desk, sought: str, *, is_filtered: bool) -> ft.Control:
    t = desk.t
    if is_filtered:
        return empty(ft.Icons.FILTER_LIST_OFF, t("Nothing fits this filter."), key="nothing-fits")
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


def _right(desk: Desk, place: Place, *, is_roomy: bool) -> ft.Control | None:
    """The card; in a small window nothing until a row is chosen."""
    if place.name == "room":
        room_id = place.value("room") or ""
        return RoomPane(desk, room_id, key=f"room-{room_id}")
    if place.name == "asset":
        asset_id = place.value("asset") or ""
        return AssetPane(desk, asset_id, key=f"asset-{asset_id}")
    if not is_roomy:
        return None
    words = desk.t("Choose a row to see its card.")
    return empty(ft.Icons.BADGE_OUTLINED, words, key="no-row-chosen")
