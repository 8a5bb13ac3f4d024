"""How it looks: one seed colour, two twins (day and night), four meanings that never change.

Contrast of every pair here is at least 4.5 (WCAG 2.2, 1.4.3); a test works it out.
"""

from __future__ import annotations

import flet as ft

SEED = "#0F766E"
GRID = 8
TARGET = 48
MAIN_BUTTON = 56
RADIUS = 12
LINE = 1.5
FONT = "Roboto"
"""The family that the packed app loads before its first frame (packer/fonts.py). Every style names it: the web
engine looks for the hanzi of a text only in the families that its style names, and fetches a dozen slices of its
own for a text that names none, drawing everything anew as each one comes.
"""
SMALL, BODY, HEADING, FIGURE = 14, 16, 20, 28
PLAIN, STRONG = ft.FontWeight.W_400, ft.FontWeight.W_600

DAY = {
    "primary": SEED,
    "on_primary": "#FFFFFF",
    "primary_container": "#CFEFEA",
    "on_primary_container": "#00332E",
    "secondary_container": "#CFEFEA",
    "on_secondary_container": "#00332E",
    "surface": "#FFFFFF",
    "on_surface": "#16201F",
    "on_surface_variant": "#47524F",
    "surface_container_lowest": "#FFFFFF",
    "surface_container_low": "#F3F6F5",
    "surface_container": "#EEF2F1",
    "surface_container_high": "#E7ECEB",
    "surface_container_highest": "#DFE6E4",
    "outline": "#6B7674",
    "outline_variant": "#D3DBD9",
    "tertiary": "#15803D",
    "on_tertiary": "#FFFFFF",
    "tertiary_container": "#DCFCE7",
    "on_tertiary_container": "#0B4F25",
    "error": "#B91C1C",
    "on_error": "#FFFFFF",
    "error_container": "#FEE2E2",
    "on_error_container": "#7F1D1D",
    "secondary_fixed_dim": "#92400E",
    "secondary_fixed": "#FEF3C7",
    "on_secondary_fixed": "#713F12",
    "tertiary_fixed_dim": "#1D4ED8",
    "tertiary_fixed": "#DBEAFE",
    "on_tertiary_fixed": "#1E3A8A",
    "inverse_surface": "#26302E",
    "on_inverse_surface": "#F1F5F4",
}
NIGHT = {
    "primary": "#5EC4B8",
    "on_primary": "#00302B",
    "primary_container": "#0B4A44",
    "on_primary_container": "#BFEDE7",
    "secondary_container": "#0B4A44",
    "on_secondary_container": "#BFEDE7",
    "surface": "#000000",
    "on_surface": "#D5DAD9",
    "on_surface_variant": "#A3ADAB",
    "surface_container_lowest": "#000000",
    "surface_container_low": "#101514",
    "surface_container": "#161C1B",
    "surface_container_high": "#1D2423",
    "surface_container_highest": "#262E2D",
    "outline": "#7E8987",
    "outline_variant": "#303A38",
    "tertiary": "#5FD38A",
    "on_tertiary": "#00210F",
    "tertiary_container": "#0C3A1F",
    "on_tertiary_container": "#A9EFC2",
    "error": "#F48A86",
    "on_error": "#3B0606",
    "error_container": "#4A1414",
    "on_error_container": "#F9C8C6",
    "secondary_fixed_dim": "#F0B94B",
    "secondary_fixed": "#3D2A06",
    "on_secondary_fixed": "#F7DC9C",
    "tertiary_fixed_dim": "#8AB4F8",
    "tertiary_fixed": "#10294F",
    "on_tertiary_fixed": "#C4DAFC",
    "inverse_surface": "#D5DAD9",
    "on_inverse_surface": "#16201F",
}


def style(size: int, weight: ft.FontWeight = PLAIN) -> ft.TextStyle:
    return ft.TextStyle(size=size, weight=weight, height=LINE, letter_spacing=0, font_family=FONT)


def _texts(colour: str) -> ft.TextTheme:
    def style(size: int, weight: ft.FontWeight = PLAIN) -> ft.TextStyle:
        return ft.TextStyle(
            size=size, weight=weight, height=LINE, letter_spacing=0, font_family=FONT, color=colour
        )

    figure, heading, strong = style(FIGURE, STRONG), style(HEADING, STRONG), style(BODY, STRONG)
    return ft.TextTheme(
        display_large=figure,
        display_medium=figure,
        display_small=figure,
        headline_large=figure,
        headline_medium=figure,
        headline_small=heading,
        title_large=heading,
        title_medium=strong,
        title_small=style(SMALL, STRONG),
        body_large=style(BODY),
        body_medium=style(BODY),
        body_small=style(SMALL),
        label_large=strong,
        label_medium=style(SMALL),
        label_small=style(SMALL),
    )


def _theme(colours: dict[str, str], brightness: ft.Brightness) -> ft.Theme:
    icons = ft.Brightness.DARK if brightness == ft.Brightness.LIGHT else ft.Brightness.LIGHT
    return ft.Theme(
        color_scheme_seed=SEED,
        color_scheme=ft.ColorScheme(**colours),
        font_family=FONT,
        scaffold_bgcolor=colours["surface"],
        text_theme=_texts(colours["on_surface"]),
        visual_density=ft.VisualDensity.STANDARD,
        appbar_theme=ft.AppBarTheme(
            bgcolor=colours["surface"],
            color=colours["on_surface"],
            elevation=0,
            elevation_on_scroll=0,
            title_text_style=ft.TextStyle(
                size=HEADING,
                weight=STRONG,
                color=colours["on_surface"],
                letter_spacing=0,
                font_family=FONT,
            ),
        ),
        divider_theme=ft.DividerTheme(color=colours["outline_variant"], thickness=1, space=1),
        page_transitions=_still(),
        system_overlay_style=ft.SystemOverlayStyle(
            status_bar_color=colours["surface"],
            system_navigation_bar_color=colours["surface"],
            status_bar_icon_brightness=icons,
            system_navigation_bar_icon_brightness=icons,
        ),
    )


def _still() -> ft.PageTransitionsTheme:
    """A screen answers within a frame: no sliding between places."""
    none = ft.PageTransitionTheme.NONE
    return ft.PageTransitionsTheme(android=none, ios=none, linux=none, macos=none, windows=none)


def day_theme() -> ft.Theme:
    return _theme(DAY, ft.Brightness.LIGHT)


def night_theme() -> ft.Theme:
    return _theme(NIGHT, ft.Brightness.DARK)


MODES = {"system": ft.ThemeMode.SYSTEM, "light": ft.ThemeMode.LIGHT, "dark": ft.ThemeMode.DARK}
