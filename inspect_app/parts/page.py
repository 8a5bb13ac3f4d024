"""The body of a screen: what scrolls, and what stays at the bottom within reach of the thumb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.card import LINE


def page(
    content: Sequence[ft.Control],
    *,
    bottom: Sequence[ft.Control] = (),
    top: Sequence[ft.Control] = (),
    key: str = "page",
    scroller: ft.Ref[ft.ListView] | None = None,
    on_scroll: Callable[..., Any] | None = None,
) -> ft.Column:
    """`top` and `bottom` stay in place, `content` scrolls between them; `scroller` is given the list."""
    scrolling = ft.ListView(
        spaced(content),
        key=f"{key}-list",
        ref=scroller,
        on_scroll=on_scroll,
        scroll_interval=250,
        expand=True,
        padding=_padding(),
        spacing=0,
    )
    parts: list[ft.Control] = [
        *_fixed(top, key=f"{key}-top"),
        scrolling,
        *_bottom(bottom, key=f"{key}-bottom"),
    ]
    return ft.Column(
        parts, key=key, expand=True, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def spaced(content: Sequence[ft.Control]) -> list[ft.Control]:
    """A gap of the grid between neighbours, but none between two rows of a list."""
    rows: list[ft.Control] = []
    for control in content:
        if rows and not (_is_line(rows[-1]) and _is_line(control)):
            rows.append(ft.Container(height=theme.GRID))
        rows.append(control)
    return rows


def _is_line(control: ft.Control) -> bool:
    return control.data == LINE


def _padding() -> ft.Padding:
    return ft.Padding.only(left=16, right=16, top=8, bottom=24)


def _fixed(controls: Sequence[ft.Control], *, key: str) -> list[ft.Control]:
    if not controls:
        return []
    column = ft.Column(
        list(controls), spacing=theme.GRID, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    return [ft.Container(column, key=key, padding=ft.Padding.only(left=16, right=16, top=8, bottom=8))]


def _bottom(controls: Sequence[ft.Control], *, key: str) -> list[ft.Control]:
    if not controls:
        return []
    column = ft.Column(
        list(controls), spacing=theme.GRID, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    safe = ft.SafeArea(column, avoid_intrusions_top=False, minimum_padding=ft.Padding.only(bottom=8))
    return [
        ft.Container(
            safe,
            key=key,
            bgcolor=ft.Colors.SURFACE,
            border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
            padding=ft.Padding.only(left=16, right=16, top=8, bottom=8),
        )
    ]
