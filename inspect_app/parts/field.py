"""Fields of the wide window: as parts/entry.py they own their text; the keyboard knows when they are typed into."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_ref
from inspect_app.parts.entry import several_lines
from inspect_app.parts.keys import Keyboard

REST_SECONDS = 0.25
_BORDER = ft.OutlineInputBorder(border_radius=theme.GRID, side=ft.BorderSide(1, ft.Colors.OUTLINE))


@component
def Field(  # noqa: N802
    keyboard: Keyboard,
    label: str,
    on_text: Callable[[str], None],
    *,
    initial: str = "",
    name: str = "field",
    lines: int = 1,
    width: int | None = None,
    error: str | None = None,
    helper: str | None = None,
    rests: bool = False,
    icon: ft.IconData | None = None,
    handle: Any = None,
    on_submit: Callable[[], Any] | None = None,
) -> ft.Control:
    """`on_text` hears every change; with `rests` only once the typing rests. `handle` gets the control itself."""
    held, typed = use_ref(None), use_ref(initial)

    async def changed(event: Any) -> None:
        value = typed.current = event.control.value or ""
        if rests:
            await asyncio.sleep(REST_SECONDS)
        if typed.current == value:
            on_text(value)

    made = ft.TextField(
        label=label,
        value=initial if held.current is None else held.current.value,
        key=name,
        width=width,
        error=error,
        helper=helper,
        **several_lines(lines, 8),
        prefix_icon=icon,
        border=_BORDER,
        dense=True,
        text_style=theme.style(theme.SMALL),
        on_change=changed,
        on_focus=lambda _: keyboard.typing(on=True),
        on_blur=lambda _: keyboard.typing(on=False),
        on_submit=(lambda _: on_submit()) if on_submit else None,
    )
    held.current = made
    if handle is not None:
        handle.current = made
    return made


def pick(
    label: str,
    choices: Sequence[tuple[str, str]],
    chosen: str,
    choose: Callable[[str], Any],
    *,
    key: str,
    width: int = 176,
) -> ft.Dropdown:
    """One of several, from a menu. `choices` are (value, words)."""
    return ft.Dropdown(
        label=label,
        key=key,
        value=chosen,
        width=width,
        dense=True,
        border=_BORDER,
        text_style=theme.style(theme.SMALL),
        menu_height=480,
        options=[ft.DropdownOption(key=value, text=words) for value, words in choices],
        on_select=lambda event: choose(event.control.value or ""),
    )
