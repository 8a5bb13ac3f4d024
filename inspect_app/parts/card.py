"""Cards and rows of lists: 12 radius, no shadow, the whole of it is the target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.type import small, text

LINE = "line"
"""Marks the rows of lists, which stand without a gap."""


def card(
    content: Sequence[ft.Control], *, key: str | None = None, on_click: Callable[..., Any] | None = None
) -> ft.Container:
    return ft.Container(
        ft.Column(
            list(content), spacing=theme.GRID, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        ),
        key=key,
        on_click=on_click,
        ink=on_click is not None,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=theme.RADIUS,
        padding=16,
    )


def line(
    title: str,
    *,
    key: str,
    below: str = "",
    before: ft.Control | None = None,
    after: ft.Control | None = None,
    on_click: Callable[..., Any] | None = None,
    marks: Sequence[ft.Control] = (),
    tool: ft.Control | None = None,
) -> ft.Control:
    """A row of a list: an icon, a title with a line below, and what stands at its end.

    `tool` is a button of its own beside the row, never inside of it: a button in a button has no name.
    """
    middle: list[ft.Control] = [text(title, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)]
    if below:
        middle.append(small(below, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS))
    if marks:
        middle.append(ft.Row(list(marks), wrap=True, spacing=theme.GRID, run_spacing=4))
    cells: list[ft.Control] = [ft.Column(middle, spacing=0, tight=True, expand=True)]
    if before is not None:
        cells.insert(0, before)
    if after is not None:
        cells.append(after)
    below_line = ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
    row = ft.Container(
        ft.Row(cells, spacing=12, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        key=key,
        data=LINE,
        on_click=on_click,
        ink=on_click is not None,
        border=None if tool else below_line,
        padding=ft.Padding.symmetric(horizontal=4, vertical=10),
        expand=tool is not None,
    )
    if tool is None:
        return row
    return ft.Container(ft.Row([row, tool], spacing=0), key=f"{key}-row", data=LINE, border=below_line)


def fact(name: str, value: str) -> ft.Row:
    """A name and its value, as on a card of the ledger."""
    return ft.Row(
        [ft.Container(small(name), width=88), ft.Container(text(value, selectable=True), expand=True)],
        spacing=theme.GRID,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def chevron() -> ft.Icon:
    return ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT, size=20)
