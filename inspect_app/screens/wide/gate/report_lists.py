"""Lists of counts beside the charts: a line a kind or a host, as long as its share; a line opens its visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.gate.visit_report import VisitReport
from inspect_app.parts.type import small, text
from inspect_app.routes import route_to
from inspect_app.screens.wide.gate.bars import QUIET_SHARE
from inspect_app.screens.wide.overview import card_of
from inspect_app.state import Desk
from inspect_app.texts import Words

ROWS_SHOWN = 12
ROW_PIXELS, NAME_PIXELS, NUMBER_PIXELS = 36, 128, 96
LIST_FILTER = "visit_filter"
"""What the list of all visits (visits.py) remembers of its filter."""


@dataclass(frozen=True, slots=True)
class RowOfCount:
    """`name` is said, `id` makes the key."""

    id: str
    name: str
    count: int
    on_click: Callable[[], Any]


def opening(
    desk: Desk, report: VisitReport, *, first: str = "", last: str = "", **parts: str
) -> Callable[[], None]:
    """What opens the list of the visits that a figure counts; without days those of the whole period."""
    first = first or report.period.first.isoformat()
    last = last or report.period.last.isoformat()
    days = first if first == last else f"{first}_{last}"

    def show() -> None:
        desk.memory[LIST_FILTER] = {"view": "all", "days": days, **parts}
        desk.go(route_to("visit_log"))

    return show


def counted_card(title: str, rows: Sequence[RowOfCount], whole: int, t: Words, *, key: str) -> ft.Container:
    """The first of the rows; how many more there are stands below."""
    most = max((row.count for row in rows), default=1)
    lines: list[ft.Control] = [_line(row, most, whole) for row in rows[:ROWS_SHOWN]]
    left = len(rows) - ROWS_SHOWN
    if left > 0:
        words = t.count(
            "{n} more, all of them in the workbook", "{n} more, all of them in the workbook", left
        )
        lines.append(small(words))
    if not rows:
        lines.append(small(t("Nobody of the staff was named.")))
    card = card_of(title, lines, key=key)
    card.expand = 1
    return card


def _line(row: RowOfCount, most: int, whole: int) -> ft.Control:
    """The number and the share stand beside the bar, which says nothing that they do not."""
    share = f"{row.count} · {100 * row.count / max(1, whole):.0f}%"
    rest = most - row.count
    bar: list[ft.Control] = [
        ft.Container(
            bgcolor=ft.Colors.with_opacity(QUIET_SHARE, ft.Colors.PRIMARY),
            border_radius=4,
            height=12,
            expand=row.count,
        )
    ]
    if rest:
        bar.append(ft.Container(expand=rest))
    return ft.Container(
        ft.Row(
            [
                ft.Container(
                    text(row.name, max_lines=1, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS),
                    width=NAME_PIXELS,
                ),
                ft.Row(bar, spacing=0, expand=True),
                ft.Container(
                    small(share, no_wrap=True), width=NUMBER_PIXELS, alignment=ft.Alignment.CENTER_RIGHT
                ),
            ],
            spacing=theme.GRID,
        ),
        key=f"row-{row.id}",
        height=ROW_PIXELS,
        ink=True,
        on_click=row.on_click,
    )
