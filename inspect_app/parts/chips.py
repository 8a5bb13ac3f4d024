"""Filters as chips: one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app.parts.type import text


def chips(key: str, choices: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], Any]) -> ft.Row:
    """`choices` are (value, words)."""
    return ft.Row(
        [
            ft.Chip(
                label=text(words),
                key=f"{key}-{value}",
                selected=value == chosen,
                show_checkmark=True,
                padding=8,
                on_select=lambda _, value=value: choose(value),
            )
            for value, words in choices
        ],
        spacing=8,
        scroll=ft.ScrollMode.HIDDEN,
    )
