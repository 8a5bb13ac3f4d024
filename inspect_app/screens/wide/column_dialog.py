"""Which columns of a table are shown: a box for each, kept for the person on this computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.table_choice import choose_columns, toggled
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import text_button, tonal_button
from inspect_app.parts.type import heading, small
from inspect_app.state import Desk


def column_dialog(
    desk: Desk, table: str, every: Sequence[Any], wanted: Sequence[Any], close: Callable[[], Any]
) -> ft.AlertDialog:
    """`every` and `wanted` are columns of office_table.py."""
    names = tuple(each.name for each in wanted)
    form = ColumnForm(desk, table, tuple(every), names, close, key="columns")
    return ft.AlertDialog(
        content=ft.Container(form, width=360),
        scrollable=True,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=close,
    )


@component
def ColumnForm(  # noqa: N802
    desk: Desk, table: str, every: tuple[Any, ...], wanted: tuple[str, ...], close: Callable[[], Any]
) -> ft.Control:
    """Every tap counts at once; the table behind shows it."""
    t = desk.t
    names, hold = use_state(wanted)
    order = [each.name for each in every]

    def keep(chosen: Sequence[str] | None) -> None:
        choose_columns(desk.store, desk.author.person, table, chosen)
        hold(tuple(chosen or [each.name for each in every if each.is_shown_first]))
        desk.changes.count += 1

    boxes: list[ft.Control] = [
        ft.Checkbox(
            label=each.column.title,
            value=each.stays or each.name in names,
            disabled=each.stays,
            key=f"column-{each.name}",
            on_change=lambda _, name=each.name: keep(toggled(names, name, order)),
        )
        for each in every
    ]
    told = small(t("Kept on this computer for you. In a narrow window the last ones are left out."))
    buttons = ft.Row(
        [
            text_button(t("As at first"), lambda: keep(None), key="columns-usual"),
            ft.Container(expand=True),
            tonal_button(t("Close"), close, key="columns-done"),
        ]
    )
    return ft.Column(
        [heading(t("Columns")), told, ft.Column(boxes, spacing=0, tight=True), buttons],
        tight=True,
        spacing=theme.GRID,
    )
