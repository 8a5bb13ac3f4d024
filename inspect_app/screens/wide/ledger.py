"""场所与资产: a table with search left, the room's or asset's card right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import flet as ft

from inspect_app.components import component, use_state, watch
from inspect_app.parts.empty import empty
from inspect_app.parts.split import split
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset_filter import filter_asked, is_filtered
from inspect_app.screens.wide.asset import AssetPane
from inspect_app.screens.wide.ledger_bar import Kind, use_ledger_bar
from inspect_app.screens.wide.ledger_columns import asset_columns, room_columns
from inspect_app.screens.wide.ledger_views import LEDGER, VIEWS, held_ledger, ledger_views
from inspect_app.screens.wide.listing import (
    READ_ROWS,
    Listing,
    RowAddress,
    headed,
    search_field,
    use_listing,
    use_narrowed,
)
from inspect_app.screens.wide.office_table import (
    RAIL_PIXELS,
    ROOMY_PIXELS,
    Listed,
    by_pages,
    use_office_table,
)
from inspect_app.screens.wide.room import RoomPane
from inspect_app.screens.wide.values import ValuesView
from inspect_app.state import Desk
from storage.queries import asset_list, ledger_list
from storage.queries.asset_list import AssetFilter
from storage.queries.assets import Asset

CARD_PIXELS = 440
LEADS = {"rooms": RowAddress("room", "room", "ledger"), "assets": RowAddress("asset", "asset", "ledger")}


@component
def WideLedgerScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Search and view are kept while cards are opened one after the other."""
    held = held_ledger(desk).get("view", "rooms")
    shown, show = use_state("assets" if place.name == "asset" else held)

    def pick_view(view: str) -> None:
        held_ledger(desk)["view"] = view
        show(view)
        if view == "values" and place.name != "ledger":
            desk.go(route_to("ledger"))

    if shown == "values" and place.name == "ledger":
        views = ledger_views(desk, "values", pick_view)
        return headed([views], ValuesView(desk, key="values-view"))
    shown = "rooms" if shown == "values" else shown
    return LedgerTable(desk, place, shown, pick_view, key=f"ledger-{shown}")


@component
def LedgerTable(desk: Desk, place: Place, shown: Kind, pick_view: Callable[[str], None]) -> ft.Control:  # noqa: N802
    """Rooms and assets each have their own columns and ticks, which are gathered over several searches."""
    watch(desk.changes)
    width = watch(desk.looks).width
    narrowed = use_narrowed(desk, LEDGER)
    wanted = narrowed.chosen.get("filter", AssetFilter())
    asked = filter_asked(desk, wanted, narrowed.chosen.get("text", ""))
    found = _found(desk, shown, asked, narrowed.rows)
    columns = room_columns(desk) if shown == "rooms" else asset_columns(desk)
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = width - RAIL_PIXELS - (CARD_PIXELS if right else 0)
    listed = _listed(desk, shown, asked, found)
    office_table = use_office_table(desk, shown, desk.t(VIEWS[shown]), columns, listed, pixels)
    chosen = place.value("room") or place.value("asset")
    listing = use_listing(office_table, narrowed, found, LEADS[shown], chosen)
    bar = use_ledger_bar(office_table, shown, wanted, asked, lambda other: narrowed.narrow(filter=other))
    head = ft.Row([ledger_views(desk, shown, pick_view), _search(listing)], spacing=16)
    left = listing.left([head, bar], _nothing(desk, asked.text, is_filtered=is_filtered(wanted)))
    return split(left, right, right_width=CARD_PIXELS)


def _search(listing: Listing) -> ft.Control:
    field = search_field(
        listing.desk,
        listing.desk.t("Search (press /)"),
        lambda said: listing.narrowed.narrow(text=said.strip()),
        initial=listing.held("text"),
        handle=listing.search,
        key="ledger-search",
    )
    return ft.Container(field, expand=True)


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
