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
from inspect_app.parts.meaning import ATTENTION, pill
from inspect_app.parts.names import FAULT_STATES, LEVELS, level_meaning, state_meaning
from inspect_app.parts.split import split
from inspect_app.parts.type import small, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.fault import FaultPane
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys
from inspect_app.state import Desk
from inspect_app.texts.moments import ago
from storage.queries import fault_list
from storage.queries.fault_list import FaultFilter, FaultLine

PAGE_ROWS = 50
LIST_PIXELS = 600
ROW_PIXELS, LINE_GAP = 64, 9
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
    chosen_filter, set_filter = use_state(desk.memory.get("fault_filter", {}))
    rows, set_rows = use_state(PAGE_ROWS)
    search, scrolled = use_ref(None), use_ref(None)
    wanted = _wanted(chosen_filter)
    found = fault_list.fault_list(desk.store.db, wanted, limit=rows)
    total = fault_list.count_fault_list(desk.store.db, wanted)
    chosen = place.value("fault")

    def narrow(**parts: Any) -> None:
        latest = desk.memory.get("fault_filter", {}) | parts
        desk.memory["fault_filter"] = latest
        set_filter(latest)
        set_rows(PAGE_ROWS)

    def step(by: int) -> None:
        ids = [each.id for each in found]
        there = moved(ids, chosen, by)
        if there is not None:
            desk.go(route_to("fault", fault=there))
            follow(desk, scrolled, ids.index(there), ROW_PIXELS)

    use_keys(keyboard_of(desk), list_keys(desk, step, "tasks", search))
    lines: list[ft.Control] = [_line(each, desk, is_chosen=each.id == chosen) for each in found]
    if total > len(found):
        more = text_button(desk.t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-faults")
        lines.append(more)
    nothing = _nothing(desk, chosen_filter, lambda: narrow(**_NO_FILTER))
    left = _list([_filters(desk, chosen_filter, narrow, search, total)], lines or [nothing], scrolled)
    return split(ft.Container(left, width=LIST_PIXELS), _right(desk, chosen), left_flex=0, right_flex=1)


def _list(above: list[ft.Control], lines: list[ft.Control], handle: Any) -> ft.Control:
    rows = ft.ListView(lines, key="fault-list", expand=True, padding=ft.Padding.only(bottom=16))
    handle.current = rows
    return ft.Column(
        [*above, rows], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _right(desk: Desk, chosen: str | None) -> ft.Control:
    if chosen:
        return FaultPane(desk, chosen, key=f"fault-{chosen}")
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
    desk: Desk, chosen: dict[str, Any], narrow: Callable[..., None], search: Any, total: int
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
        t("Level"), levels, chosen.get("level", ""), lambda said: narrow(level=said), key="level", width=128
    )
    building = pick(
        t("Building"),
        buildings,
        chosen.get("building", ""),
        lambda said: narrow(building=said),
        key="building",
        width=144,
    )
    counted = small(t.count("{n} fault listed", "{n} faults listed", total))
    rows: list[ft.Control] = [
        ft.Row([ft.Container(field, expand=True), level, building], spacing=theme.GRID),
        chips("state", states, chosen.get("states", "open"), lambda value: narrow(states=value)),
        ft.Row([counted, *_age(desk, chosen, narrow)]),
    ]
    return ft.Container(
        ft.Column(rows, spacing=theme.GRID, tight=True),
        padding=ft.Padding.only(left=16, right=16, top=12, bottom=4),
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
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


def _line(each: FaultLine, desk: Desk, *, is_chosen: bool) -> ft.Control:
    t = desk.t
    facts = [each.place, each.person, ago(t, each.found_ms, desk.now_ms)]
    if each.photos:
        facts.append(t.count("{n} photo", "{n} photos", each.photos))
    marks: list[ft.Control] = [pill(level_meaning(each.level), t(LEVELS[each.level]))]
    if each.state != "open":
        marks.append(pill(state_meaning(each.state), t(FAULT_STATES[each.state])))
    if each.conflict:
        marks.append(pill(ATTENTION, t("Disagreed"), icon=ft.Icons.CALL_SPLIT))
    middle = ft.Column(
        [
            text(each.title, max_lines=1, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS),
            small(" · ".join(part for part in facts if part), max_lines=1, overflow=ft.TextOverflow.ELLIPSIS),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return ft.Container(
        ft.Row([middle, *marks], spacing=theme.GRID),
        key=f"fault-{each.id}",
        padding=ft.Padding.symmetric(horizontal=16, vertical=LINE_GAP),
        bgcolor=ft.Colors.PRIMARY_CONTAINER if is_chosen else None,
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        ink=True,
        on_click=lambda: desk.go(route_to("fault", fault=each.id)),
    )
