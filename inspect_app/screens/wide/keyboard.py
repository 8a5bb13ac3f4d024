"""The desk's keyboard, and a clock that draws a screen anew each minute."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.components import use_ref, use_state
from inspect_app.parts.keys import Keyboard
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
