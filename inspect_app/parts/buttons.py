"""Buttons: the one main button at the bottom, and the others. Height follows the size of the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme

_SHAPE = ft.RoundedRectangleBorder(radius=theme.RADIUS)


def _style(vertical: int, **more: Any) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        shape=_SHAPE, padding=ft.Padding.symmetric(horizontal=16, vertical=vertical), icon_size=20, **more
    )


def _filled(vertical: int) -> ft.ButtonStyle:
    """Asleep it is still to be read: a pale ground and quiet words, not grey on grey."""
    default, asleep = ft.ControlState.DEFAULT, ft.ControlState.DISABLED
    return _style(
        vertical,
        bgcolor={asleep: ft.Colors.SURFACE_CONTAINER_HIGHEST, default: ft.Colors.PRIMARY},
        color={asleep: ft.Colors.ON_SURFACE_VARIANT, default: ft.Colors.ON_PRIMARY},
        icon_color={asleep: ft.Colors.ON_SURFACE_VARIANT, default: ft.Colors.ON_PRIMARY},
    )


def main_button(
    words: str, on_click: Callable[..., Any] | None, *, key: str, icon: ft.IconData | None = None, **more: Any
) -> ft.FilledButton:
    """56 high at normal text size; disabled without a callback."""
    return ft.FilledButton(
        words, icon=icon, key=key, on_click=on_click, disabled=on_click is None, style=_filled(16), **more
    )


def yes_button(words: str, on_click: Callable[..., Any], *, key: str) -> ft.FilledButton:
    """The main button of a dialog or a bar: 48 high, as wide as its words."""
    return ft.FilledButton(words, key=key, on_click=on_click, style=_filled(12))


def second_button(
    words: str, on_click: Callable[..., Any] | None, *, key: str, icon: ft.IconData | None = None, **more: Any
) -> ft.OutlinedButton:
    """48 high or more."""
    return ft.OutlinedButton(
        words, icon=icon, key=key, on_click=on_click, disabled=on_click is None, style=_style(12), **more
    )


def tonal_button(
    words: str, on_click: Callable[..., Any] | None, *, key: str, icon: ft.IconData | None = None, **more: Any
) -> ft.FilledTonalButton:
    return ft.FilledTonalButton(
        words, icon=icon, key=key, on_click=on_click, disabled=on_click is None, style=_style(12), **more
    )


def text_button(
    words: str, on_click: Callable[..., Any] | None, *, key: str, icon: ft.IconData | None = None, **more: Any
) -> ft.TextButton:
    return ft.TextButton(
        words, icon=icon, key=key, on_click=on_click, disabled=on_click is None, style=_style(12), **more
    )


def icon_button(
    icon: ft.IconData,
    words: str,
    on_click: Callable[..., Any] | None,
    *,
    key: str,
    icon_color: ft.ColorValue | None = None,
    **more: Any,
) -> ft.IconButton:
    """48 x 48. The icon carries the word for screen readers: a tooltip would name a group around the button."""
    return ft.IconButton(
        icon=ft.Icon(icon, semantics_label=words, color=icon_color),
        key=key,
        on_click=on_click,
        size_constraints=ft.BoxConstraints(min_width=theme.TARGET, min_height=theme.TARGET),
        **more,
    )
