"""What the eye needs: contrast in both twins, targets for a thumb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import flet as ft
import pytest

from inspect_app.theme import DAY, FONT, NIGHT, day_theme, night_theme, style
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import busy_phone

PAIRS = (
    ("on_surface", "surface"),
    ("on_surface", "surface_container_low"),
    ("on_surface_variant", "surface"),
    ("on_surface_variant", "surface_container"),
    ("on_surface_variant", "surface_container_highest"),
    ("primary", "surface"),
    ("on_primary", "primary"),
    ("on_primary_container", "primary_container"),
    ("tertiary", "surface"),
    ("on_tertiary", "tertiary"),
    ("on_tertiary_container", "tertiary_container"),
    ("error", "surface"),
    ("on_error", "error"),
    ("on_error_container", "error_container"),
    ("secondary_fixed_dim", "surface"),
    ("on_secondary_fixed", "secondary_fixed"),
    ("tertiary_fixed_dim", "surface"),
    ("on_tertiary_fixed", "tertiary_fixed"),
    ("on_inverse_surface", "inverse_surface"),
)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_text_stands_out_from_its_ground(palette: dict[str, str], pair: tuple[str, str]) -> None:
    """4.5 to 1 or more, day and night."""
    assert contrast(palette[pair[0]], palette[pair[1]]) >= 4.5


def test_both_twins_name_the_same_colours() -> None:
    assert DAY.keys() == NIGHT.keys()
    assert NIGHT["surface"] == "#000000"


def test_every_button_without_words_has_a_name(tmp_path: Path) -> None:
    """A screen reader says what the icon shows."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            for route in ("/scan", "/", "/room/r2", "/check/r2/-/scanned"):
                await screen.browse(route)
                icons = [each for each in screen.controls() if isinstance(each, ft.IconButton)]
                assert all(icon.icon.semantics_label for icon in icons), route

    run(work)


@pytest.mark.parametrize("made", [day_theme, night_theme], ids=["day", "night"])
def test_every_style_names_the_font_that_is_loaded_at_start(made: Callable[[], ft.Theme]) -> None:
    """A style without a family makes the web engine fetch a dozen fonts of its own for plain Chinese."""
    theme = made()
    assert theme.font_family == FONT
    assert theme.appbar_theme is not None
    assert theme.text_theme is not None
    styles = [getattr(theme.text_theme, field.name) for field in fields(theme.text_theme)]
    named = [each for each in [*styles, theme.appbar_theme.title_text_style, style(14)] if each is not None]
    assert len(named) > 10
    assert {each.font_family for each in named} == {FONT}
