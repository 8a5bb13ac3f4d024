"""The desk's keyboard, and a clock that draws a screen anew each minute."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.components import use_ref, use_state
from inspect_app.parts.keys import Keyboard, moved, use_keys
from inspect_app.routes import route_to
from inspect_app.state import Desk

MINUTE_SECONDS = 60
ROWS_ABOVE = 5


def keyboard_of(desk: Desk) -> Keyboard:
    """One for the whole window."""
    return desk.memory.setdefault("keyboard", Keyboard())


def list_keys(
    desk: Desk, step: Callable[[int], None], closed: str, search: Any = None
) -> dict[str, Callable[[], Any]]:
    """The usual keys of a list with a detail; `closed` is the place without one, `search` holds the field."""

    async def seek() -> None:
        await search.current.focus()

    keys: dict[str, Callable[[], Any]] = {
        "down": lambda: step(1),
        "up": lambda: step(-1),
        "Enter": lambda: step(0),
        "Escape": lambda: desk.go(route_to(closed)),
    }
    if search is not None:
        keys["/"] = lambda: desk.run(seek)
    return keys


@dataclass(frozen=True, slots=True)
class RowCursor:
    """The row that the keyboard stands on in a table whose rows have no address. `handle` is for the table."""

    chosen: str
    choose: Callable[[str], None]
    handle: Any


def use_row_cursor(
    desk: Desk, ids: Sequence[str], enter: Callable[[str], Any], row_pixels: int, search: Any = None
) -> RowCursor:
    """The keys of the other tables: arrows or j k walk, Enter does `enter` with the row's id, Esc leaves it."""
    chosen, choose = use_state("")
    handle = use_ref(None)

    def step(by: int) -> None:
        there = moved(ids, chosen, by)
        if there is not None:
            choose(there)
            follow(desk, handle, ids.index(there), row_pixels)

    keys = list_keys(desk, step, "", search)
    keys["Enter"] = lambda: enter(chosen) if chosen in ids else step(0)
    keys["Escape"] = lambda: choose("")
    use_keys(keyboard_of(desk), keys)
    return RowCursor(chosen, choose, handle)


def follow(desk: Desk, rows: Any, index: int, row_pixels: int) -> None:
    """Scroll a list so that a row that was reached by the keyboard is in sight. `rows` holds the list."""

    async def scroll() -> None:
        await rows.current.scroll_to(offset=max(0, (index - ROWS_ABOVE) * row_pixels), duration=0)

    if rows.current is not None:
        desk.run(scroll)


def use_minutes(seconds: float = MINUTE_SECONDS) -> int:
    """Counts the minutes for which the component has been shown, and draws it anew with each."""
    count, set_count = use_state(0)
    shown = use_ref(True)  # noqa: FBT003 - a value, no option

    async def pass_by() -> None:
        passed = 0
        while shown.current:
            await asyncio.sleep(seconds)
            passed += 1
            if shown.current:
                set_count(passed)

    def leave() -> None:
        shown.current = False

    ft.use_effect(pass_by, [], leave)
    return count
