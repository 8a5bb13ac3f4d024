"""班次与车辆: shifts, vehicles and goods, things left, roll calls; one list at a time, one of its entries right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, watch
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.evacuation import DrillScreen
from inspect_app.screens.gate.left_item import LeftItemScreen
from inspect_app.screens.gate.passage import PassageScreen
from inspect_app.screens.gate.past_shift import PastShiftScreen
from inspect_app.screens.wide.gate.campus_choice import campus_of, campus_pick
from inspect_app.screens.wide.gate.log_lists import LOG_LISTS, LogList
from inspect_app.screens.wide.listing import (
    READ_ROWS,
    Listing,
    Narrowed,
    RowAddress,
    beside,
    list_pixels,
    use_listing,
    use_narrowed,
)
from inspect_app.screens.wide.office_table import ROOMY_PIXELS, Listed, by_pages, use_office_table
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk

LIST_PIXELS, LEAST_PANE_PIXELS = 760, 400
PANES: Mapping[str, Callable[..., Any]] = {
    "past_shift": PastShiftScreen,
    "passage": PassageScreen,
    "left_item": LeftItemScreen,
    "drill": DrillScreen,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Which list, of which campus, with which word in it."""

    of: LogList
    campus_id: str
    text: str


@component
def GateLogScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A link to an entry opens its list; else the one that was looked at last."""
    name = next((each.name for each in LOG_LISTS if place.name in (each.place, each.name)), "")
    held = name or desk.memory.get("gate_log", LOG_LISTS[0].name)
    desk.memory["gate_log"] = held
    of = next(each for each in LOG_LISTS if each.name == held)
    return LogScreen(desk, place, of, key=f"log-{of.name}")


@component
def LogScreen(desk: Desk, place: Place, of: LogList) -> ft.Control:  # noqa: N802
    watch(desk.changes)
    width = watch(desk.looks).width
    narrowed = use_narrowed(desk, f"gate_log_{of.name}")
    shown = Shown(of, campus_of(desk, narrowed.chosen), narrowed.chosen.get("text", ""))
    rows, listed = _listed(desk, shown, narrowed)
    right = _right(desk, place, of, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    table = use_office_table(desk, f"gate_{of.name}", desk.t(of.title), of.columns(desk), listed, pixels)
    leads = RowAddress(of.place, of.value, "gate_log")
    listing = use_listing(table, narrowed, rows, leads, place.value(of.value))
    bar = table_bar(table, desk.t.count("{n} entry", "{n} entries", listed.count))
    nothing = empty(of.icon, desk.t(of.nothing), key="log-empty")
    return beside(listing.left([*_above(listing, of), bar], nothing), right, pixels)


def _listed(desk: Desk, shown: Shown, narrowed: Narrowed) -> tuple[list[Any], Listed]:
    def read(limit: int, skip: int) -> list[Any]:
        return shown.of.rows(desk, shown.campus_id, shown.text, limit, skip)

    found = read(narrowed.rows, 0)
    every = lambda: by_pages(lambda skip: read(READ_ROWS, skip))  # noqa: E731
    count = shown.of.count(desk, shown.campus_id, shown.text)
    return found, Listed([each.id for each in found], count, lambda: [row_id for row_id, _ in every()], every)


def _above(listing: Listing, of: LogList) -> list[ft.Control]:
    desk, t = listing.desk, listing.desk.t

    def turn(name: str) -> None:
        desk.memory["gate_log"] = name
        desk.go(route_to("gate_log"))
        desk.changes.count += 1

    lists = [(each.name, t(each.title)) for each in LOG_LISTS]
    search = ft.Container(listing.field(t("Search (press /)")), expand=True)
    return [
        ft.Row([search, *campus_pick(listing)], spacing=theme.GRID),
        chips("log", lists, of.name, turn),
    ]


def _right(desk: Desk, place: Place, of: LogList, *, is_roomy: bool) -> ft.Control | None:
    """As the guard's phone shows it."""
    chosen = place.value(of.value)
    if chosen:
        made: ft.Control = PANES[of.place](desk, place, key=f"{of.place}-{chosen}")
        return made
    if not is_roomy:
        return None
    return empty(of.icon, desk.t("Choose an entry to read it whole."), key="no-entry-chosen")
