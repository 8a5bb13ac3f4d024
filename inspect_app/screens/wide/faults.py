"""工单与隐患: the list with its filters left, the fault itself right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field, pick
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.names import LEVELS
from inspect_app.parts.selection import Selection
from inspect_app.parts.split import split
from inspect_app.parts.table import table
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.fault import FaultPane
from inspect_app.screens.wide.fault_actions import use_fault_actions
from inspect_app.screens.wide.fault_columns import fault_columns
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
from storage.queries import fault_list
from storage.queries.fault_list import FaultFilter, FaultLine

PAGE_ROWS, READ_ROWS = 50, 500
LIST_PIXELS, LEAST_PANE_PIXELS = 640, 440
ROW_PIXELS = 56
FILTERS = {
    "open": "To be done",
    "done": "Repaired",
    "closed": "Closed",
    "conflict": "Disagreed",
    "all": "All",
}
_STATES = {
    "open": '["open","assigned"]',
    "done": '["done"]',
    "closed": '["accepted","cancelled"]',
}
_EVERY_STATE = '["open","assigned","done","accepted","cancelled"]'


@component
def FaultsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    width = watch(desk.looks).width
    chosen_filter, set_filter = use_state(desk.memory.get("fault_filter", {}))
    rows, set_rows = use_state(PAGE_ROWS)
    search, scrolled = use_ref(None), use_ref(None)
    found, listed = _listed(desk, _wanted(chosen_filter), rows)
    chosen = place.value("fault")
    right = _right(desk, chosen, is_roomy=width >= ROOMY_PIXELS)
    pixels = min(LIST_PIXELS, width - RAIL_PIXELS - LEAST_PANE_PIXELS) if right else width - RAIL_PIXELS
    office_table = use_office_table(desk, "faults", desk.t("Faults"), fault_columns(desk), listed, pixels)
    actions = use_fault_actions(office_table)

    def narrow(**parts: Any) -> None:
        latest = desk.memory.get("fault_filter", {}) | parts
        desk.memory["fault_filter"] = latest
        set_filter(latest)
        set_rows(PAGE_ROWS)
        office_table.select(Selection())

    def step(by: int) -> None:
        there = moved(listed.ids, chosen, by)
        if there is not None:
            desk.go(route_to("fault", fault=there))
            follow(desk, scrolled, listed.ids.index(there), ROW_PIXELS)

    use_keys(keyboard_of(desk), list_keys(desk, step, "tasks", search) | office_table.keys(chosen, step))
    more = text_button(desk.t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-faults")
    body = _table(office_table, found, chosen, [more] if listed.count > len(found) else [], scrolled)
    nothing = _nothing(desk, chosen_filter, lambda: narrow(**_NO_FILTER))
    counted = desk.t.count("{n} fault listed", "{n} faults listed", listed.count)
    bar = table_bar(office_table, counted, actions=actions, before=_age(desk, chosen_filter, narrow))
    left = ft.Column(
        [_filters(desk, chosen_filter, narrow, search, bar), body if found else nothing],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    if right is None:
        return left
    return split(ft.Container(left, width=pixels), right, left_flex=0, right_flex=1)


def _table(
    office_table: OfficeTable, found: list[FaultLine], chosen: str | None, after: list[Any], handle: Any
) -> ft.Control:
    desk = office_table.desk
    lines = [
        office_table.row(
            each.id,
            each,
            key=f"fault-{each.id}",
            height=ROW_PIXELS,
            is_chosen=each.id == chosen,
            on_open=lambda each=each: desk.go(route_to("fault", fault=each.id)),
        )
        for each in found
    ]
    tick = office_table.head_tick()
    return table(office_table.columns, lines, key="fault-list", after=after, handle=handle, tick=tick)


def _listed(desk: Desk, wanted: FaultFilter, rows: int) -> tuple[list[FaultLine], Listed]:
    db = desk.store.db
    found = fault_list.fault_list(db, wanted, limit=rows)
    return found, Listed(
        [each.id for each in found],
        fault_list.count_fault_list(db, wanted),
        lambda: fault_list.fault_ids(db, wanted),
        lambda: by_pages(lambda skip: fault_list.fault_list(db, wanted, limit=READ_ROWS, skip=skip)),
    )


def _right(desk: Desk, chosen: str | None, *, is_roomy: bool) -> ft.Control | None:
    """The fault; in a small window nothing until one is chosen."""
    if chosen:
        return FaultPane(desk, chosen, key=f"fault-{chosen}")
    if not is_roomy:
        return None
    words = desk.t("Choose a fault to see where it is, who found it, and what became of it.")
    return empty(ft.Icons.BUILD_OUTLINED, words, key="no-fault-chosen")


_NO_FILTER = {
    "states": "all",
    "level": "",
    "building": "",
    "text": "",
    "found_from_ms": 0,
    "found_until_ms": 0,
}


def _wanted(chosen: dict[str, Any]) -> FaultFilter:
    states = chosen.get("states", "open")
    parts = {name: value for name, value in chosen.items() if name != "states"}
    made = replace(FaultFilter(), **parts)
    return replace(made, states=_STATES.get(states, _EVERY_STATE), only_conflicts=int(states == "conflict"))


def _filters(
    desk: Desk, chosen: dict[str, Any], narrow: Callable[..., None], search: Any, bar: ft.Control
) -> ft.Control:
    t = desk.t
    everywhere = [("", t("All buildings"))]
    buildings = everywhere + [(name, name) for name in fault_list.buildings_with_faults(desk.store.db)]
    levels = [("", t("All levels")), *((level, t(words)) for level, words in LEVELS.items())]
    states = [(value, t(words)) for value, words in FILTERS.items()]
    field = Field(
        keyboard_of(desk),
        t("Search (press /)"),
        lambda said: narrow(text=said.strip()),
        initial=chosen.get("text", ""),
        name="search",
        rests=True,
        icon=ft.Icons.SEARCH,
        handle=search,
        key="fault-search",
    )
    level = pick(
        t("Level"), levels, chosen.get("level", ""), lambda said: narrow(level=said), key="level", width=124
    )
    building = pick(
        t("Building"),
        buildings,
        chosen.get("building", ""),
        lambda said: narrow(building=said),
        key="building",
        width=128,
    )
    rows: list[ft.Control] = [
        ft.Row([ft.Container(field, expand=True), level, building], spacing=theme.GRID),
        chips("state", states, chosen.get("states", "open"), lambda value: narrow(states=value)),
        bar,
    ]
    return ft.Container(
        ft.Column(rows, spacing=theme.GRID, tight=True),
        padding=ft.Padding.only(left=16, right=8, top=12, bottom=4),
    )


def _age(desk: Desk, chosen: dict[str, Any], narrow: Callable[..., None]) -> list[ft.Control]:
    """An age that came from the overview can be dropped again."""
    if not (chosen.get("found_from_ms") or chosen.get("found_until_ms")):
        return []
    chip = ft.Chip(
        label=small(desk.t("Of the chosen age")),
        key="age",
        selected=True,
        on_select=lambda _: narrow(found_from_ms=0, found_until_ms=0),
        delete_icon=ft.Icon(ft.Icons.CLOSE),
        on_delete=lambda _: narrow(found_from_ms=0, found_until_ms=0),
    )
    return [chip]


def _nothing(desk: Desk, chosen: dict[str, Any], widen: Callable[[], None]) -> ft.Control:
    t = desk.t
    if _wanted(chosen) == _wanted({"states": "all"}):
        words = t("No fault was ever found. A failed item of a check becomes one by itself.")
        return empty(ft.Icons.CHECK_CIRCLE_OUTLINE, words, key="no-faults")
    return empty(
        ft.Icons.FILTER_ALT_OFF,
        t("Nothing like that here."),
        button=t("Show all faults"),
        on_click=widen,
        key="none-filtered",
    )
