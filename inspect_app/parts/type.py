"""The four sizes of text, and numbers in columns."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme


def text(value: str, **more: Any) -> ft.Text:
    return _styled(value, ft.TextThemeStyle.BODY_LARGE, more)


def strong(value: str, **more: Any) -> ft.Text:
    return _styled(value, ft.TextThemeStyle.TITLE_MEDIUM, more)


def small(value: str, **more: Any) -> ft.Text:
    more.setdefault("color", ft.Colors.ON_SURFACE_VARIANT)
    return _styled(value, ft.TextThemeStyle.BODY_SMALL, more)


def heading(value: str, **more: Any) -> ft.Text:
    return _styled(value, ft.TextThemeStyle.TITLE_LARGE, more)


def figure(value: str, **more: Any) -> ft.Text:
    return _styled(value, ft.TextThemeStyle.HEADLINE_LARGE, more)


def _styled(value: str, style: ft.TextThemeStyle, more: dict[str, Any]) -> ft.Text:
    """A browser makes a locked and empty field of a text that may be copied: a label has it read out all the same."""
    if more.get("selectable"):
        more.setdefault("semantics_label", value)
    return ft.Text(value, theme_style=style, **more)


def section(value: str) -> ft.Container:
    """The line above a group."""
    words = ft.Text(value, theme_style=ft.TextThemeStyle.TITLE_SMALL, color=ft.Colors.ON_SURFACE_VARIANT)
    return ft.Container(words, padding=ft.Padding.only(top=theme.GRID * 2))
