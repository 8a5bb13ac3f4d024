"""How many are on campus, seen, and missing: three large figures over the list."""

from __future__ import annotations

import flet as ft

from inspect_app import theme
from inspect_app.gate.muster import Heads
from inspect_app.parts.meaning import FAILED, PASSED
from inspect_app.parts.type import figure, small
from inspect_app.texts import Words


def heads_row(counted: Heads, t: Words) -> ft.Control:
    """Who left through a gate after the alarm is counted with those who were seen."""
    seen = counted.safe + counted.gone
    return ft.Row(
        [
            _cell("on-campus", counted.on_campus, t("On the list"), None),
            _cell("seen", seen, t("Safe or left"), PASSED.strong if seen else None),
            _cell(
                "missing", counted.missing, t("Not seen so far"), FAILED.strong if counted.missing else None
            ),
        ],
        spacing=theme.GRID,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def heads_words(counted: Heads, t: Words) -> str:
    """'名单 12 人，安全 9 人，已离校 1 人，未见 2 人'."""
    return t(
        "{all} on the list, {safe} safe, {gone} left, {missing} not seen",
        all=counted.on_campus,
        safe=counted.safe,
        gone=counted.gone,
        missing=counted.missing,
    )


def _cell(name: str, number: int, words: str, colour: ft.ColorValue | None) -> ft.Control:
    more = {"color": colour} if colour else {}
    return ft.Container(
        ft.Column([figure(str(number), **more), small(words)], spacing=0, tight=True),
        key=f"heads-{name}",
        expand=True,
    )
