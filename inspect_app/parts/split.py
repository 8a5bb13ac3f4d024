"""The wide window's two halves: a list left, the thing itself right."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from inspect_app import theme


def split(
    left: ft.Control,
    right: ft.Control | None,
    *,
    left_flex: int = 1,
    right_flex: int = 1,
    right_width: int | None = None,
) -> ft.Row:
    """Side by side, a line between; the right half may have a width of its own, or not be there."""
    halves: list[ft.Control] = [ft.Container(left, expand=left_flex or None if right else True)]
    if right is not None:
        right_half = ft.Container(
            right,
            expand=right_flex if right_width is None else None,
            width=right_width,
            bgcolor=ft.Colors.SURFACE,
        )
        halves += [ft.VerticalDivider(width=1), right_half]
    return ft.Row(
        halves,
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def pane(
    content: Sequence[ft.Control],
    *,
    top: Sequence[ft.Control] = (),
    bottom: Sequence[ft.Control] = (),
    key: str,
) -> ft.Column:
    """A half that scrolls, with what stays above and below it."""
    middle = ft.ListView(
        list(content),
        key=f"{key}-list",
        expand=True,
        spacing=theme.GRID,
        padding=ft.Padding.only(left=24, right=24, top=16, bottom=24),
    )
    return ft.Column(
        [*_strip(top, "top", key), middle, *_strip(bottom, "bottom", key)],
        key=key,
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _strip(controls: Sequence[ft.Control], edge: str, key: str) -> list[ft.Control]:
    if not controls:
        return []
    line = ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)
    column = ft.Column(
        list(controls), spacing=theme.GRID, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    return [
        ft.Container(
            column,
            key=f"{key}-{edge}",
            padding=ft.Padding.symmetric(horizontal=24, vertical=12),
            border=ft.Border.only(top=line) if edge == "bottom" else ft.Border.only(bottom=line),
        )
    ]


def side_by_side(controls: Sequence[ft.Control], *, wrap: bool = True) -> ft.Row:
    """Buttons or filters next to each other."""
    return ft.Row(
        list(controls),
        spacing=theme.GRID,
        run_spacing=theme.GRID,
        wrap=wrap,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
