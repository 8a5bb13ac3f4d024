"""The line over a table: how many rows, which are ticked, what can be done with them, columns, export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.buttons import icon_button, text_button
from inspect_app.parts.selection import Selection
from inspect_app.parts.type import small, strong
from inspect_app.screens.wide.office_table import OfficeTable


def table_bar(
    table: OfficeTable, counted: str, *, actions: Sequence[ft.Control] = (), before: Sequence[ft.Control] = ()
) -> ft.Control:
    """`counted` are words for the rows of the filter, `actions` what can be done with ticked ones."""
    t, ticked = table.desk.t, len(table.selection.ids)
    left: list[Any] = [*before, small(counted)]
    if ticked:
        left = [strong(t.count("{n} ticked", "{n} ticked", ticked)), *_more(table, ticked), *actions]
    export = t("Export the ticked") if ticked else t("Export")
    can_export = bool(table.listed.count)
    right: list[ft.Control] = [
        icon_button(
            ft.Icons.VIEW_COLUMN_OUTLINED,
            t("Columns"),
            lambda: table.open("columns"),
            key="columns-open",
        ),
        text_button(
            export,
            (lambda: table.open("export")) if can_export else None,
            key="export-open",
            icon=ft.Icons.DOWNLOAD,
        ),
    ]
    return ft.Row(
        [
            ft.Row(left, spacing=theme.GRID, run_spacing=0, wrap=True, expand=True),
            ft.Row(right, spacing=0, tight=True),
        ],
        key=f"bar-{table.name}",
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _more(table: OfficeTable, ticked: int) -> list[ft.Control]:
    t, count = table.desk.t, table.listed.count
    every = t.count("All {n} of this list", "All {n} of this list", count)
    more = [text_button(every, table.tick_all, key="tick-every")] if ticked < count else []
    return [*more, text_button(t("Untick"), lambda: table.select(Selection()), key="untick")]
