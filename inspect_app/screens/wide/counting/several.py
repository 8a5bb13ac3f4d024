"""A field that takes several of very many: type a part, choose from what is found; what is chosen stands as chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_state
from inspect_app.parts.field import Field
from inspect_app.parts.type import small, text
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.stocktake.choosing import Choice

OFFERED = 8
"""More are not read but typed further."""


@component
def Several(  # noqa: N802
    desk: Desk,
    label: str,
    held: Sequence[Choice],
    left: str,
    offered: Sequence[Choice],
    say: Callable[[str], Any],
    choose: Callable[[str], Any],
    drop: Callable[[str], Any],
    *,
    name: str,
) -> ft.Control:
    """`left` is what was typed and names nothing yet; `offered` is what it may mean."""
    t = desk.t
    round_, begin = use_state(0)

    def take(value: str) -> None:
        choose(value)
        begin(round_ + 1)

    is_strange = bool(left) and not offered
    error = t("Nothing contains “{text}”. Try fewer letters.", text=left) if is_strange else None
    field = Field(keyboard_of(desk), label, say, name=name, error=error, key=f"{name}-{round_}")
    parts = ft.Column(
        [*_chips(t, held, drop, name), field, *_offers(offered, take, name), *_hint(t, left, offered)],
        spacing=theme.GRID,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Container(parts, padding=ft.Padding.only(top=theme.GRID))


def _chips(t: Any, held: Sequence[Choice], drop: Callable[[str], Any], name: str) -> list[ft.Control]:
    chips: list[ft.Control] = [
        ft.Chip(
            label=text(each.words),
            key=f"{name}-held-{each.value}",
            padding=8,
            delete_icon_tooltip=t("Take away"),
            on_delete=lambda _, value=each.value: drop(value),
        )
        for each in held
    ]
    return [ft.Row(chips, wrap=True, spacing=theme.GRID, run_spacing=theme.GRID)] if chips else []


def _offers(offered: Sequence[Choice], take: Callable[[str], Any], name: str) -> list[ft.Control]:
    chips: list[ft.Control] = [
        ft.Chip(
            label=text(" · ".join(part for part in (each.words, each.below) if part)),
            key=f"{name}-offer-{each.value}",
            padding=8,
            leading=ft.Icon(ft.Icons.ADD, size=18),
            on_click=lambda _, value=each.value: take(value),
        )
        for each in offered[:OFFERED]
    ]
    return [ft.Row(chips, wrap=True, spacing=theme.GRID, run_spacing=theme.GRID)] if chips else []


def _hint(t: Any, left: str, offered: Sequence[Choice]) -> list[ft.Control]:
    return [small(t("Choose from these, or type it whole."))] if left and offered else []
