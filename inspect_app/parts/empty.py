"""Empty states teach: a line, and the one button that fills them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.parts.buttons import tonal_button
from inspect_app.parts.type import text


def empty(
    icon: ft.IconData,
    sentence: str,
    *,
    button: str = "",
    on_click: Callable[..., Any] | None = None,
    key: str = "empty",
) -> ft.Container:
    parts: list[ft.Control] = [
        ft.Icon(icon, size=40, color=ft.Colors.ON_SURFACE_VARIANT),
        text(sentence, color=ft.Colors.ON_SURFACE_VARIANT, text_align=ft.TextAlign.CENTER),
    ]
    if button:
        parts.append(tonal_button(button, on_click, key=f"{key}-button"))
    return ft.Container(
        ft.Column(parts, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
        key=key,
        padding=ft.Padding.symmetric(horizontal=16, vertical=32),
        alignment=ft.Alignment.CENTER,
    )
