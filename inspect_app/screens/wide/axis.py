"""The day's rounds on a time axis: a row per route, a block per round, a mark per point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.meaning import Meaning
from inspect_app.parts.names import POINT_STATES, point_meaning
from inspect_app.parts.type import small
from inspect_app.texts import Words
from inspect_app.views.rounds import RoundView
from inspect_app.views.wide.overview import Overview, RouteDay, hours_of

NAME_PIXELS = 176
MARK_PIXELS = 14
_ICONS = {
    "done_on_time": ft.Icons.CHECK_CIRCLE,
    "done_late": ft.Icons.WATCH_LATER,
    "out_of_order": ft.Icons.SWAP_HORIZONTAL_CIRCLE,
    "skipped": ft.Icons.REMOVE_CIRCLE,
    "missed": ft.Icons.CANCEL,
    "waiting": ft.Icons.CIRCLE_OUTLINED,
}
"""A shape of its own for every state, so that none is told by colour alone."""


def axis(view: Overview, now_hour: float, t: Words, look: Callable[[RoundView], Any]) -> ft.Control:
    """`look` opens a round. Hours are counted from the school's midnight."""
    first, last = _span(view, now_hour)
    rows = [_route_row(day, view.day_start_ms, first, last, t, look) for day in view.routes]
    lines = ft.Row(
        [ft.Container(width=NAME_PIXELS), _now_line(now_hour, first, last)], expand=True, spacing=0
    )
    return ft.Column(
        [
            ft.Stack(
                [
                    ft.Column(rows, spacing=4, tight=True),
                    ft.Container(lines, top=0, bottom=0, left=0, right=0),
                ]
            ),
            ft.Row([ft.Container(width=NAME_PIXELS), _hours(first, last)], spacing=0),
            legend(t),
        ],
        spacing=theme.GRID,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _span(view: Overview, now_hour: float) -> tuple[int, int]:
    """Whole hours that hold every round and the present moment."""
    hours = [hours_of(each.due, view.day_start_ms) for day in view.routes for each in day.rounds]
    first = min([max(0.0, start) for start, _ in hours] + [now_hour])
    last = max([end for _, end in hours] + [now_hour])
    return int(first), max(int(first) + 1, -int(-last // 1))


def _route_row(
    day: RouteDay, start_ms: int, first: int, last: int, t: Words, look: Callable[[RoundView], Any]
) -> ft.Control:
    cells: list[ft.Control] = []
    at = first * 60
    for view in day.rounds:
        start, end = (round(hour * 60) for hour in hours_of(view.due, start_ms))
        start = max(start, at)
        if start > at:
            cells.append(ft.Container(expand=start - at))
        cells.append(ft.Container(_block(view, t, look), expand=max(1, end - start)))
        at = max(at, end)
    if at < last * 60:
        cells.append(ft.Container(expand=last * 60 - at))
    name = ft.Text(
        day.name,
        style=theme.style(theme.SMALL, theme.STRONG),
        max_lines=2,
        overflow=ft.TextOverflow.ELLIPSIS,
        tooltip=day.name if len(day.name) > 14 else None,
    )
    return ft.Row(
        [
            ft.Container(name, width=NAME_PIXELS, padding=ft.Padding.only(right=12)),
            ft.Container(
                ft.Row(cells, spacing=0, vertical_alignment=ft.CrossAxisAlignment.START),
                expand=True,
                border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
                padding=ft.Padding.symmetric(vertical=4),
            ),
        ],
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _block(view: RoundView, t: Words, look: Callable[[RoundView], Any]) -> ft.Control:
    """One round: its marks in the route's order, and how many points are settled."""
    due, progress = view.due, view.progress
    total = len(progress.points)
    marks: list[ft.Control] = [
        ft.Icon(_ICONS[each.state], size=MARK_PIXELS, color=_colour(point_meaning(each.state)))
        for each in progress.points
    ]
    hours = f"{due.window.start}–{due.window.end}"
    told = f"{due.window.name} {hours} {t('{done}/{total} points', done=progress.settled, total=total)}"
    return ft.Container(
        ft.Column(
            [
                ft.Row(marks, wrap=True, spacing=0, run_spacing=0),
                small(f"{progress.settled}/{total}", no_wrap=True),
            ],
            spacing=0,
            tight=True,
        ),
        key=f"block-{due.id}",
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
        border_radius=6,
        padding=ft.Padding.symmetric(horizontal=4, vertical=2),
        margin=ft.Margin.only(right=2),
        tooltip=told.strip(),
        ink=True,
        on_click=lambda: look(view),
    )


def _colour(meaning: Meaning) -> ft.Colors:
    return meaning.strong


def _now_line(now_hour: float, first: int, last: int) -> ft.Control:
    before = max(1, round((now_hour - first) * 1000))
    after = max(1, round((last - now_hour) * 1000))
    line = ft.Container(width=2, bgcolor=ft.Colors.PRIMARY)
    return ft.Row(
        [ft.Container(expand=before), line, ft.Container(expand=after)],
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _hours(first: int, last: int) -> ft.Control:
    labels: list[ft.Control] = [
        ft.Container(small(f"{hour % 24:02d}", no_wrap=True), expand=1) for hour in range(first, last)
    ]
    return ft.Row(labels, expand=True, spacing=0)


def legend(t: Words) -> ft.Control:
    """What the marks mean."""
    return ft.Row(
        [
            ft.Row(
                [
                    ft.Icon(icon, size=MARK_PIXELS, color=_colour(point_meaning(state))),
                    small(t(POINT_STATES[state])),
                ],
                spacing=4,
                tight=True,
            )
            for state, icon in _ICONS.items()
        ],
        spacing=16,
        wrap=True,
    )
