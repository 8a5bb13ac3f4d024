"""The four meanings: passed, failed, attention, not synced. Never a colour alone: an icon and a word too."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from inspect_app import theme


@dataclass(frozen=True, slots=True)
class Meaning:
    """`strong` is for icon and words on the page, `soft` and `on_soft` for a filled ground."""

    icon: ft.IconData
    strong: ft.Colors
    on_strong: ft.Colors
    soft: ft.Colors
    on_soft: ft.Colors


PASSED = Meaning(
    ft.Icons.CHECK_CIRCLE,
    ft.Colors.TERTIARY,
    ft.Colors.ON_TERTIARY,
    ft.Colors.TERTIARY_CONTAINER,
    ft.Colors.ON_TERTIARY_CONTAINER,
)
FAILED = Meaning(
    ft.Icons.CANCEL,
    ft.Colors.ERROR,
    ft.Colors.ON_ERROR,
    ft.Colors.ERROR_CONTAINER,
    ft.Colors.ON_ERROR_CONTAINER,
)
ATTENTION = Meaning(
    ft.Icons.WARNING_AMBER_ROUNDED,
    ft.Colors.SECONDARY_FIXED_DIM,
    ft.Colors.SURFACE,
    ft.Colors.SECONDARY_FIXED,
    ft.Colors.ON_SECONDARY_FIXED,
)
UNSENT = Meaning(
    ft.Icons.CLOUD_UPLOAD_OUTLINED,
    ft.Colors.TERTIARY_FIXED_DIM,
    ft.Colors.SURFACE,
    ft.Colors.TERTIARY_FIXED,
    ft.Colors.ON_TERTIARY_FIXED,
)
QUIET = Meaning(
    ft.Icons.RADIO_BUTTON_UNCHECKED,
    ft.Colors.ON_SURFACE_VARIANT,
    ft.Colors.SURFACE,
    ft.Colors.SURFACE_CONTAINER,
    ft.Colors.ON_SURFACE_VARIANT,
)


def mark(meaning: Meaning, words: str, *, icon: ft.IconData | None = None) -> ft.Row:
    """Icon and word in the strong colour, without a ground."""
    return ft.Row(
        [
            ft.Icon(icon or meaning.icon, color=meaning.strong, size=18),
            ft.Text(words, theme_style=ft.TextThemeStyle.BODY_SMALL, color=meaning.strong),
        ],
        spacing=4,
        tight=True,
    )


def pill(meaning: Meaning, words: str, *, icon: ft.IconData | None = None) -> ft.Container:
    """Icon and word on the soft ground."""
    return ft.Container(
        ft.Row(
            [
                ft.Icon(icon or meaning.icon, color=meaning.on_soft, size=16),
                ft.Text(words, theme_style=ft.TextThemeStyle.BODY_SMALL, color=meaning.on_soft),
            ],
            spacing=4,
            tight=True,
        ),
        bgcolor=meaning.soft,
        border_radius=theme.GRID,
        padding=ft.Padding.symmetric(horizontal=8, vertical=2),
    )


def notice(
    meaning: Meaning, words: str, *, key: str | None = None, action: ft.Control | None = None
) -> ft.Container:
    """A sentence over the whole width: what happened, what is safe, what to do."""
    line = ft.Row(
        [
            ft.Icon(meaning.icon, color=meaning.on_soft, size=20),
            ft.Text(words, theme_style=ft.TextThemeStyle.BODY_LARGE, color=meaning.on_soft, expand=True),
        ],
        spacing=theme.GRID,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.Container(
        ft.Column([line, action] if action else [line], spacing=theme.GRID, tight=True),
        key=key,
        bgcolor=meaning.soft,
        border_radius=theme.RADIUS,
        padding=theme.GRID * 1.5,
    )
