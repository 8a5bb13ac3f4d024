"""The ledger walked down: campus, building, floor, rooms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app.components import component, use_state
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.names import floor_name
from inspect_app.screens.ledger_asked import held_ledger
from inspect_app.screens.ledger_lines import room_line
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.views.ledger import PAGE_ROWS, TreePlace, TreeRows, tree


@component
def Tree(desk: Desk) -> ft.Control:  # noqa: N802
    """Campus, building, floor, rooms; the way back is the line on top."""
    t = desk.t
    held = held_ledger(desk)
    at, step = use_state(held.get("tree", TreePlace()))
    rows, set_rows = use_state(PAGE_ROWS)

    def to(place: TreePlace) -> None:
        held["tree"] = place
        set_rows(PAGE_ROWS)
        step(place)

    at, found = _found(desk, at, rows)
    lines = _lines(desk, at, found, to)
    if found.has_more:
        lines.append(text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-rooms"))
    return ft.Column(lines, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _found(desk: Desk, at: TreePlace, rows: int) -> tuple[TreePlace, TreeRows]:
    """A school of one campus begins within it."""
    found = tree(desk.store, at, rows)
    if at.campus_id is None and len(found.campuses) == 1:
        at = TreePlace(found.campuses[0][0])
        found = tree(desk.store, at, rows)
    return at, found


def _lines(desk: Desk, at: TreePlace, found: TreeRows, to: Any) -> list[ft.Control]:
    t = desk.t
    lines: list[ft.Control] = [_up(at, to, t)] if at.building else []
    for campus_id, name, count in found.campuses:
        lines.append(_branch(name or campus_id, count, TreePlace(campus_id), to, t))
    for branch in found.branches:
        name, place = _under(at, branch.name, t)
        lines.append(_branch(name, branch.rooms, place, to, t))
    return lines + [room_line(room, desk) for room in found.rooms]


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
