"""台账: rooms and assets, found by text or walked down from campus to floor. 50 rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.components import component, watch
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.names import room_title
from inspect_app.parts.page import page
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset_filter import filter_line, is_filtered
from inspect_app.screens.hand_over import use_hand_over
from inspect_app.screens.ledger_asked import LedgerAsked, held_ledger, use_asked, use_filter_sheet
from inspect_app.screens.ledger_lines import asset_line, room_line
from inspect_app.screens.ledger_tree import Tree
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.views.ledger import list_assets, search_rooms
from storage.queries import assets, places
from storage.queries.asset_list import count_asset_list
from storage.queries.assets import Asset

VIEWS = {"rooms": "Rooms", "tree": "By building", "assets": "Assets"}


@component
def LedgerScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Search on top; the view and the words come back with the person."""
    watch(desk.changes)
    scrolling = use_scrolling(desk, "ledger")
    asked = use_asked(desk, scrolling)
    open_filter = use_filter_sheet(asked)
    hand_over = use_hand_over(desk, asked.of_room)
    top = _top(asked, open_filter, hand_over)
    if asked.shown == "tree" and not asked.sought:
        return page([Tree(desk, key="tree")], top=top, key="ledger-page")
    lines, has_more = _lines(asked, scrolling.rows)
    more = [text_button(desk.t("Show more"), scrolling.show_more, key="more")] if has_more else []
    return page(
        [*_among_assets(asked), *(lines or [_nothing_found(asked)]), *more],
        top=top,
        key="ledger-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _top(
    asked: LedgerAsked, open_filter: Callable[[], None], hand_over: list[ft.Control]
) -> list[ft.Control]:
    """The search and the views; over assets also the filters and what can be done with all of them."""
    desk = asked.desk
    choices = [(value, desk.t(words)) for value, words in VIEWS.items()]
    top = [_search(desk.t, asked.typed, asked.sought), chips("view", choices, asked.shown, asked.pick)]
    if asked.shown == "assets":
        filters = filter_line(desk, asked.wanted, asked.choose, open_filter)
        top.append(ft.Row([*filters, *hand_over], wrap=True, spacing=8, run_spacing=0))
    return top


def _among_assets(asked: LedgerAsked) -> list[ft.Control]:
    """The one field looks for assets too: where rooms are shown, the way to those that contain the words."""
    if asked.shown == "assets" or not asked.sought:
        return []
    count = count_asset_list(asked.desk.store.db, asked.filtered)
    words = asked.desk.t.count("Show {n} asset", "Show {n} assets", count)
    return [second_button(words, lambda: asked.pick("assets"), key="among-assets")] if count else []


def _search(t: Words, typed: Any, sought: str) -> ft.Control:
    return Entry(
        t("Search a room, a person, an asset, a code"),
        typed,
        initial=sought,
        name="search",
        prefix_icon=ft.Icons.SEARCH,
        key="search",
    )


def _lines(asked: LedgerAsked, rows: int) -> tuple[list[ft.Control], bool]:
    desk, wanted = asked.desk, asked.filtered
    room_id = held_ledger(desk).get("room")
    if asked.shown == "assets" and room_id and wanted.is_empty:
        found = assets.assets_in_room(desk.store.db, room_id, limit=rows + 1)
        return _room_assets(desk, room_id, found[:rows]), len(found) > rows
    if asked.shown == "assets":
        result = list_assets(desk.store, wanted, rows)
        return [asset_line(asset, desk) for asset in result.assets], result.has_more
    result = search_rooms(desk.store, asked.sought, rows)
    return [room_line(room, desk) for room in result.rooms], result.has_more


def _room_assets(desk: Desk, room_id: str, found: list[Asset]) -> list[ft.Control]:
    room = places.room(desk.store.db, room_id)
    title = room_title(room) if room else ""
    return [small(title), *(asset_line(asset, desk) for asset in found)]


def _nothing_found(asked: LedgerAsked) -> ft.Control:
    desk, t, sought = asked.desk, asked.desk.t, asked.sought
    if asked.shown == "assets" and is_filtered(asked.wanted):
        return empty(ft.Icons.FILTER_LIST_OFF, t("Nothing fits this filter."), key="nothing-fits")
    if sought:
        words = t("Nothing contains “{text}”. Try fewer letters, or scan the label.", text=sought)
        return empty(
            ft.Icons.SEARCH_OFF,
            words,
            button=t("Scan a label"),
            on_click=lambda: desk.go(route_to("scan")),
            key="nothing-found",
        )
    return empty(
        ft.Icons.INVENTORY_2_OUTLINED,
        t("The ledger is empty on this phone. It comes with the sync, once the office has imported it."),
        button=t("Sync"),
        on_click=lambda: desk.go(route_to("sync")),
        key="empty-ledger",
    )
