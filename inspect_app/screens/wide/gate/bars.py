"""Bars that stand on a line: how many at each of many moments, drawn with the frame's own boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.parts.type import small

HEIGHT_PIXELS = 132
LEAST_PIXELS = 2
LINE_HEIGHT = 22
NUMBERED_MOST = 24
"""More bars than these have no room for a number each."""
QUIET_SHARE = 0.55
"""Of the strong colour; against the card it still has the contrast of 3 that a drawing needs (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`told` is said when the pointer rests on it; a bar with `on_click` opens what it counts."""

    key: str
    count: int
    told: str
    on_click: Callable[[], Any] | None = None


def bars(drawn: Sequence[Bar], labels: Sequence[tuple[str, int]], *, key: str) -> ft.Control:
    """`labels` stand under so many bars each. The highest bar is drawn strong; where there are few,
    each says its number on top.
    """
    most = max((bar.count for bar in drawn), default=0)
    top = next((bar.key for bar in drawn if bar.count == most and most), "")
    columns: list[ft.Control] = [
        _bar(bar, most, is_top=bar.key == top, is_numbered=len(drawn) <= NUMBERED_MOST) for bar in drawn
    ]
    below: list[ft.Control] = [
        ft.Container(small(words, no_wrap=True, overflow=ft.TextOverflow.CLIP), expand=count)
        for words, count in labels
    ]
    row = ft.Row(columns, spacing=0, vertical_alignment=ft.CrossAxisAlignment.END)
    return ft.Column(
        [
            ft.Container(
                row,
                height=HEIGHT_PIXELS + LINE_HEIGHT,
                border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE)),
            ),
            ft.Row(below, spacing=0),
        ],
        key=key,
        spacing=4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _bar(bar: Bar, most: int, *, is_top: bool, is_numbered: bool) -> ft.Control:
    """Its whole height can be touched, else a low one could hardly be."""
    height = max(LEAST_PIXELS, round(HEIGHT_PIXELS * bar.count / most)) if bar.count else 0
    colour = ft.Colors.PRIMARY if is_top else ft.Colors.with_opacity(QUIET_SHARE, ft.Colors.PRIMARY)
    block = ft.Container(
        height=height, bgcolor=colour, border_radius=ft.BorderRadius.only(top_left=3, top_right=3)
    )
    number = small(str(bar.count), no_wrap=True, text_align=ft.TextAlign.CENTER)
    over: list[ft.Control] = [number] if is_numbered and bar.count else []
    return ft.Container(
        ft.Column(
            [*over, block],
            spacing=0,
            alignment=ft.MainAxisAlignment.END,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        key=bar.key,
        expand=1,
        height=HEIGHT_PIXELS + LINE_HEIGHT,
        padding=ft.Padding.symmetric(horizontal=1),
        tooltip=bar.told,
        ink=bar.on_click is not None and bar.count > 0,
        on_click=bar.on_click if bar.count else None,
    )
