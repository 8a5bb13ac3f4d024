"""The line over the ledger's table: filters as chips, what is done with ticked rows, labels for what is listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import flet as ft

from inspect_app.components import use_flag
from inspect_app.parts.buttons import text_button
from inspect_app.parts.keys import use_silence
from inspect_app.screens.asset_card import is_office
from inspect_app.screens.asset_filter import FilterForm, filter_line
from inspect_app.screens.wide.asset import form_dialog
from inspect_app.screens.wide.asset_actions import use_asset_actions
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.label_wish import ask_labels
from inspect_app.screens.wide.office_table import OfficeTable
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from storage.queries.asset_list import AssetFilter

FILTER_PIXELS = 568
Kind = Literal["rooms", "assets"]


def use_ledger_bar(
    table: OfficeTable, kind: Kind, wanted: AssetFilter, asked: AssetFilter, choose: Callable[[Any], None]
) -> ft.Control:
    """`wanted` is the filter without the words, `asked` with them, `choose` gets another one."""
    desk, t = table.desk, table.desk.t
    open_filter = _use_filter_dialog(desk, asked, choose)
    ticked, always = use_asset_actions(table)
    is_narrow = bool(asked.text) if kind == "rooms" else not asked.is_empty
    before = _labels_of_all(table, kind, is_narrow=is_narrow)
    actions = _labels_of_ticked(table, kind)
    if kind == "assets":
        before = [*filter_line(desk, wanted, choose, open_filter), *always, *before]
        actions = [*ticked, *actions]
    counted = t.count("{n} row", "{n} rows", table.listed.count)
    return table_bar(table, counted, actions=actions, before=before)


def _use_filter_dialog(
    desk: Desk, asked: AssetFilter, choose: Callable[[AssetFilter], None]
) -> Callable[[], None]:
    """Opens the form over the table."""
    is_open, set_open = use_flag()
    close = lambda: set_open(False)  # noqa: E731
    form = FilterForm(desk, asked, choose, close, key="filter-form")
    ft.use_dialog(form_dialog(form, close, width=FILTER_PIXELS) if is_open else None)
    use_silence(keyboard_of(desk), on=is_open)
    return lambda: set_open(True)


def _labels_of_ticked(table: OfficeTable, kind: Kind) -> list[ft.Control]:
    return _label_button(
        table.desk, lambda: ask_labels(table.desk, kind, sorted(table.selection.ids)), "ticked"
    )


def _labels_of_all(table: OfficeTable, kind: Kind, *, is_narrow: bool) -> list[ft.Control]:
    """Of the filter; without one the labels' own conditions are asked."""
    ids = table.listed.all_ids if is_narrow else tuple
    return _label_button(table.desk, lambda: ask_labels(table.desk, kind, ids()), "listed")


def _label_button(desk: Desk, ask: Callable[[], None], name: str) -> list[ft.Control]:
    """Labels are made by the office alone."""
    if not is_office(desk):
        return []
    return [text_button(desk.t("Print labels"), ask, key=f"labels-{name}", icon=ft.Icons.QR_CODE_2)]
