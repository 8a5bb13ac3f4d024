"""工单与隐患: the list with its filters left, the fault itself right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, watch
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import pick
from inspect_app.parts.names import LEVELS
from inspect_app.parts.type import small
from inspect_app.routes import Place
from inspect_app.screens.wide.fault import FaultPane
from inspect_app.screens.wide.fault_actions import use_fault_actions
from inspect_app.screens.wide.fault_columns import fault_columns
from inspect_app.screens.wide.listing import (
    READ_ROWS,
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
    by_pages,
    use_office_table,
)
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from storage.queries import fault_list
from storage.queries.fault_list import FaultFilter, FaultLine

LIST_PIXELS, LEAST_PANE_PIXELS = 640, 440
LEADS = RowAddress("fault", "fault", "tasks")
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
    narrowed = use_narrowed(desk, "fault_filter")
    found, listed = _listed(desk, _wanted(narrowed.chosen), narrowed.rows)
    chosen = place.value("fault")
    right = _right(desk, chosen, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    office_table = use_office_table(desk, "faults", desk.t("Faults"), fault_columns(desk), listed, pixels)
    actions = use_fault_actions(office_table)
    listing = use_listing(office_table, narrowed, found, LEADS, chosen)
    counted = desk.t.count("{n} fault listed", "{n} faults listed", listed.count)
    bar = table_bar(office_table, counted, actions=actions, before=_age(listing))
    return beside(listing.left([*_filters(listing), bar], _nothing(listing)), right, pixels)


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


def _wanted(chosen: Mapping[str, Any]) -> FaultFilter:
    states = chosen.get("states", "open")
    parts = {name: value for name, value in chosen.items() if name != "states"}
    made = replace(FaultFilter(), **parts)
    return replace(made, states=_STATES.get(states, _EVERY_STATE), only_conflicts=int(states == "conflict"))


def _filters(listing: Listing) -> list[ft.Control]:
    t = listing.desk.t
    everywhere = [("", t("All buildings"))]
    buildings = everywhere + [
        (name, name) for name in fault_list.buildings_with_faults(listing.desk.store.db)
    ]
    levels = [("", t("All levels")), *((level, t(words)) for level, words in LEVELS.items())]
    states = [(value, t(words)) for value, words in FILTERS.items()]
    level = pick(t("Level"), levels, listing.held("level"), listing.choosing("level"), key="level", width=124)
    building = pick(
        t("Building"), buildings, listing.held("building"), listing.choosing("building"),
        key="building", width=128,
    )  # fmt: skip
    search = ft.Container(listing.field(t("Search (press /)")), expand=True)
    return [
        ft.Row([search, level, building], spacing=theme.GRID),
        chips("state", states, listing.held("states", "open"), listing.choosing("states")),
    ]


def _age(listing: Listing) -> list[ft.Control]:
    """An age that came from the overview can be dropped again."""
    if not (listing.held("found_from_ms") or listing.held("found_until_ms")):
        return []
    drop = lambda _: listing.narrow(found_from_ms=0, found_until_ms=0)  # noqa: E731
    chip = ft.Chip(
        label=small(listing.desk.t("Of the chosen age")),
        key="age",
        selected=True,
        on_select=drop,
        delete_icon=ft.Icon(ft.Icons.CLOSE),
        on_delete=drop,
    )
    return [chip]


def _nothing(listing: Listing) -> ft.Control:
    t = listing.desk.t
    if _wanted(listing.narrowed.chosen) == _wanted({"states": "all"}):
        words = t("No fault was ever found. A failed item of a check becomes one by itself.")
        return empty(ft.Icons.CHECK_CIRCLE_OUTLINE, words, key="no-faults")
    return empty(
        ft.Icons.FILTER_ALT_OFF,
        t("Nothing like that here."),
        button=t("Show all faults"),
        on_click=lambda: listing.narrow(**_NO_FILTER),
        key="none-filtered",
    )
