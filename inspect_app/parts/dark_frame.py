"""A dark frame around a picture, in both themes: nothing beside it is brighter than the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.buttons import icon_button
from inspect_app.parts.type import text
from inspect_app.texts import Words

LIGHT = ft.Colors.WHITE


def dark_frame(
    t: Words, title: str, picture: ft.Control, close: Callable[[], Any], tools: list[ft.Control]
) -> ft.Control:
    """`tools` stand below the picture, in rows; buttons take the night's colours."""
    bar = ft.Row(
        [
            icon_button(ft.Icons.CLOSE, t("Close"), close, key="look-close", icon_color=LIGHT),
            text(title, color=LIGHT, expand=True, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        ]
    )
    lower = ft.Row(tools, spacing=8, run_spacing=8, alignment=ft.MainAxisAlignment.CENTER, wrap=True)
    return ft.Container(
        ft.Column(
            [bar, picture, ft.Container(lower, padding=16)],
            expand=True,
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        key="look",
        expand=True,
        bgcolor=ft.Colors.BLACK,
        theme=theme.night_theme(),
        dark_theme=theme.night_theme(),
        theme_mode=ft.ThemeMode.DARK,
    )
