"""Who is on campus, for 总览: a bar for each kind of visitor, in amber what is over its time; each opens its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.meaning import ATTENTION, mark
from inspect_app.parts.type import small, text
from inspect_app.routes import route_to
from inspect_app.state import Desk
from inspect_app.views.wide.visits import VisitRow

NAME_PIXELS, NUMBER_PIXELS, LATE_PIXELS, BAR_PIXELS = 112, 40, 88, 12


def open_visits(desk: Desk, view: str = "in", sort: str = "") -> None:
    """来访 with a filter of its own."""
    desk.memory["on_campus_filter"] = {"view": view, "sort": sort}
    desk.go(route_to("visits"))


def on_campus_lines(rows: Sequence[VisitRow], desk: Desk) -> list[ft.Control]:
    """The most frequent kind first."""
    if not rows:
        return [small(desk.t("No visitor is on campus."))]
    kinds: dict[str, list[VisitRow]] = {}
    for row in rows:
        kinds.setdefault(row.visit.sort, []).append(row)
    most = max(map(len, kinds.values()))
    ordered = sorted(kinds.items(), key=lambda each: (-len(each[1]), each[0]))
    return [_line(sort, held, most, desk) for sort, held in ordered]


def _line(sort: str, held: Sequence[VisitRow], most: int, desk: Desk) -> ft.Control:
    t, late = desk.t, sum(row.overdue_minutes > 0 for row in held)
    told = mark(ATTENTION, t.count("{n} overdue", "{n} overdue", late)) if late else None
    cells: list[ft.Control] = [
        ft.Container(
            text(held[0].sort, max_lines=1, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS),
            width=NAME_PIXELS,
        ),
        ft.Container(text(str(len(held)), text_align=ft.TextAlign.RIGHT), width=NUMBER_PIXELS),
        ft.Row(_bar(len(held), late, most), spacing=0, expand=True),
        ft.Container(told, width=LATE_PIXELS),
    ]
    return ft.Container(
        ft.Row(cells, spacing=theme.GRID, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        key=f"on-campus-{sort}",
        padding=ft.Padding.symmetric(vertical=2),
        ink=True,
        on_click=_opens(desk, sort),
    )


def _bar(count: int, late: int, most: int) -> list[ft.Control]:
    """In time, over time, and what is left to the longest bar."""
    shares = ((count - late, ft.Colors.PRIMARY), (late, ATTENTION.strong), (most - count, None))
    return [
        ft.Container(expand=share, height=BAR_PIXELS, bgcolor=colour, border_radius=2)
        for share, colour in shares
        if share
    ]


def _opens(desk: Desk, sort: str) -> Callable[[], Any]:
    return lambda: open_visits(desk, "in", sort)
