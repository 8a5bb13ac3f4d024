"""台账: rooms and assets, found by text or walked down from campus to floor. 50 rows at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app.components import component, use_flag, use_ref, use_state, watch
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.names import floor_name, room_place, room_title
from inspect_app.parts.page import page
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset_filter import FilterForm, filter_asked, filter_line, is_filtered
from inspect_app.screens.hand_over import use_hand_over
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.views.ledger import PAGE_ROWS, TreePlace, list_assets, search_rooms, tree
from storage.queries import assets, places
from storage.queries.asset_list import AssetFilter
from storage.queries.assets import Asset
from storage.queries.places import Room

VIEWS = {"rooms": "Rooms", "tree": "By building", "assets": "Assets"}
WAIT_SECONDS = 0.25


@component
def LedgerScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Search on top; the view and the words come back with the person."""
    watch(desk.changes)
    t = desk.t
    held = desk.memory.setdefault("ledger", {})
    shown, show = use_state(held.get("view", "rooms"))
    sought, seek = use_state(held.get("text", ""))
    wanted, filter_by = use_state(held.get("filter", AssetFilter()))
    is_filtering, set_filtering = use_flag()
    scrolling = use_scrolling(desk, "ledger")
    rows = scrolling.rows
    latest = use_ref(sought)

    def pick(view: str) -> None:
        held.update(view=view, room=None)
        scrolling.from_top()
        show(view)

    def typed(text: str) -> None:
        """Search once the typing rests; an older answer is no longer wanted then."""
        latest.current = text

        async def later() -> None:
            await asyncio.sleep(WAIT_SECONDS)
            if latest.current == text:
                held["text"] = text
                scrolling.from_top()
                seek(text)

        desk.run(later)

    def choose(filtered: AssetFilter) -> None:
        held.update(filter=filtered, room=None)
        scrolling.from_top()
        filter_by(filtered)

    close = lambda: set_filtering(False)  # noqa: E731
    asked = filter_asked(desk, wanted, sought)
    form = FilterForm(desk, asked, choose, close, key="filter-form")
    ft.use_dialog(sheet([form], close) if is_filtering else None)
    hand_over = use_hand_over(desk, replace(asked, room=wanted.room or held.get("room") or ""))
    more = [text_button(t("Show more"), scrolling.show_more, key="more")]
    choices = [(value, t(words)) for value, words in VIEWS.items()]
    top = [_search(t, typed, sought), chips("view", choices, shown, pick)]
    if shown == "assets":
        filters = filter_line(desk, wanted, choose, lambda: set_filtering(True))
        top.append(ft.Row([*filters, *hand_over], wrap=True, spacing=8, run_spacing=0))
    if shown == "tree" and not sought:
        return page([Tree(desk, key="tree")], top=top, key="ledger-page")
    lines, has_more = _lines(desk, shown, asked, rows)
    nothing = _nothing_found(desk, sought, is_narrow=shown == "assets" and is_filtered(wanted))
    return page(
        [*(lines or [nothing]), *(more if has_more else [])],
        top=top,
        key="ledger-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _search(t: Words, typed: Any, sought: str) -> ft.Control:
    return Entry(
        t("Search a room, a person, an asset, a code"),
        typed,
        initial=sought,
        name="search",
        prefix_icon=ft.Icons.SEARCH,
        key="search",
    )


def _lines(desk: Desk, shown: str, wanted: AssetFilter, rows: int) -> tuple[list[ft.Control], bool]:
    room_id, sought = desk.memory["ledger"].get("room"), wanted.text
    if shown == "assets" and room_id and wanted.is_empty:
        found = assets.assets_in_room(desk.store.db, room_id, limit=rows + 1)
        return _room_assets(desk, room_id, found[:rows]), len(found) > rows
    if shown == "assets":
        result = list_assets(desk.store, wanted, rows)
        return [asset_line(asset, desk) for asset in result.assets], result.has_more
    result = search_rooms(desk.store, sought, rows)
    return [room_line(room, desk) for room in result.rooms], result.has_more


def _room_assets(desk: Desk, room_id: str, found: list[Asset]) -> list[ft.Control]:
    room = places.room(desk.store.db, room_id)
    title = room_title(room) if room else ""
    return [small(title), *(asset_line(asset, desk) for asset in found)]


def _nothing_found(desk: Desk, sought: str, *, is_narrow: bool) -> ft.Control:
    t = desk.t
    if is_narrow:
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


def room_line(room: Room, desk: Desk) -> ft.Control:
    t = desk.t
    below = " · ".join(part for part in (room_place(room, t), room.keeper) if part)
    return line(
        room_title(room),
        key=f"room-{room.id}",
        below=below,
        before=ft.Icon(ft.Icons.MEETING_ROOM_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT),
        after=chevron(),
        on_click=lambda: desk.go(route_to("room", room=room.id)),
    )


def asset_line(asset: Asset, desk: Desk) -> ft.Control:
    count = f"{asset.quantity or 1} {asset.unit or ''}".strip() if (asset.quantity or 1) > 1 else ""
    below = " · ".join(part for part in (asset.number, asset.place, asset.keeper, count) if part)
    return line(
        asset.name,
        key=f"asset-{asset.id}",
        below=below,
        before=ft.Icon(ft.Icons.INVENTORY_2_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT),
        after=chevron(),
        on_click=lambda: desk.go(route_to("asset", asset=asset.id)),
    )


@component
def Tree(desk: Desk) -> ft.Control:  # noqa: N802
    """Campus, building, floor, rooms; the way back is the line on top."""
    t = desk.t
    held = desk.memory["ledger"]
    at, step = use_state(held.get("tree", TreePlace()))
    rows, set_rows = use_state(PAGE_ROWS)

    def to(place: TreePlace) -> None:
        held["tree"] = place
        set_rows(PAGE_ROWS)
        step(place)

    found = tree(desk.store, at, rows)
    if at.campus_id is None and len(found.campuses) == 1:
        at = TreePlace(found.campuses[0][0])
        found = tree(desk.store, at, rows)
    lines: list[ft.Control] = [_up(at, to, t)] if at.building else []
    for campus_id, name, count in found.campuses:
        lines.append(_branch(name or campus_id, count, TreePlace(campus_id), to, t))
    for branch in found.branches:
        name, place = _under(at, branch.name, t)
        lines.append(_branch(name, branch.rooms, place, to, t))
    lines += [room_line(room, desk) for room in found.rooms]
    if found.has_more:
        lines.append(text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-rooms"))
    return ft.Column(lines, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _under(at: TreePlace, name: str, t: Words) -> tuple[str, TreePlace]:
    if at.building is None:
        return name, replace(at, building=name)
    return floor_name(name, t) or t("No floor given"), replace(at, floor=name)


def _branch(name: str, rooms: int, place: TreePlace, to: Any, t: Words) -> ft.Control:
    return line(
        name,
        key=f"branch-{place.campus_id}-{place.building}-{place.floor}",
        below=t.count("{n} room", "{n} rooms", rooms),
        after=chevron(),
        on_click=lambda: to(place),
    )


def _up(at: TreePlace, to: Any, t: Words) -> ft.Control:
    above = replace(at, floor=None) if at.floor is not None else TreePlace(at.campus_id)
    words = " / ".join(part for part in (at.building, floor_name(at.floor, t)) if part)
    return line(
        words,
        key="tree-up",
        before=ft.Icon(ft.Icons.ARROW_UPWARD, color=ft.Colors.PRIMARY),
        on_click=lambda: to(above),
    )
