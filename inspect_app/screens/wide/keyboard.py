"""The desk's keyboard, and a clock that draws a screen anew each minute."""

from __future__ import annotations

import asyncio

import flet as ft

from inspect_app.components import use_ref, use_state
from inspect_app.parts.keys import Keyboard
from inspect_app.state import Desk

MINUTE_SECONDS = 60


def keyboard_of(desk: Desk) -> Keyboard:
    """One for the whole window."""
    return desk.memory.setdefault("keyboard", Keyboard())


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
