"""Filters as chips: one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app.parts.type import text


def chips(
    key: str,
    choices: Sequence[tuple[str, str]],
    chosen: str,
    choose: Callable[[str], Any],
    *,
    wraps: bool = False,
) -> ft.Row:
    """`choices` are (value, words); in one row that is drawn sideways, or with `wraps` all of them in sight."""
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
        run_spacing=8,
        wrap=wraps,
        scroll=None if wraps else ft.ScrollMode.HIDDEN,
    )
