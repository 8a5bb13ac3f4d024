"""Big buttons to choose from: icon and word, the chosen one filled in its meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be given."""

    value: str
    label: str
    meaning: Meaning
    is_chosen: bool


def answer_buttons(
    key: str, options: Sequence[Option], choose: Callable[[str], Any], *, in_one_row: bool
) -> ft.Row:
    """48 high or more; in one row of equal widths, or wrapped."""
    return ft.Row(
        [_button(key, option, choose, fills=in_one_row) for option in options],
        key=f"answers-{key}",
        spacing=theme.GRID,
        run_spacing=theme.GRID,
        wrap=not in_one_row,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH if in_one_row else ft.CrossAxisAlignment.CENTER,
        intrinsic_height=in_one_row,
    )


def _button(key: str, option: Option, choose: Callable[[str], Any], *, fills: bool) -> ft.Control:
    """One control with its words as a plain text: a list of 40 items has 120 of these."""
    meaning = option.meaning
    colour = meaning.on_strong if option.is_chosen else ft.Colors.ON_SURFACE
    return ft.OutlinedButton(
        option.label,
        icon=meaning.icon if option.is_chosen else None,
        key=f"answer-{key}-{option.value}",
        expand=True if fills else None,
        on_click=lambda: choose(option.value),
        style=ft.ButtonStyle(
            color=colour,
            icon_color=colour,
            bgcolor=meaning.strong if option.is_chosen else ft.Colors.SURFACE,
            side=ft.BorderSide(1, meaning.strong if option.is_chosen else ft.Colors.OUTLINE),
            shape=ft.RoundedRectangleBorder(radius=theme.GRID),
            padding=ft.Padding.symmetric(horizontal=8, vertical=12),
        ),
    )
