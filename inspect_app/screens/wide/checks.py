"""检查记录: every single check with its filters left, the check itself right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_flag, use_ref, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.selection import Selection
from inspect_app.parts.split import split
from inspect_app.parts.table import table
from inspect_app.patrol.route import local_day
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.check_columns import check_columns
from inspect_app.screens.wide.check_filters import NO_FILTER, check_filters, wanted_checks
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys
from inspect_app.screens.wide.office_table import (
    RAIL_PIXELS,
    ROOMY_PIXELS,
    Listed,
    OfficeTable,
    use_office_table,
)
from inspect_app.screens.wide.record import RecordPane
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.views.wide.check_table import CheckRow, check_rows, every_check_row
from storage.queries import check_list
from storage.queries.check_list import CheckFilter

PAGE_ROWS = 50
RECORD_PIXELS = 440
ROW_PIXELS = 56


@component
def ChecksScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    width = watch(desk.looks).width
    chosen_filter, set_filter = use_state(desk.memory.get("check_filter", NO_FILTER))
    rows, set_rows = use_state(PAGE_ROWS)
    asks_day, set_asking = use_flag()
    search, scrolled, counted = use_ref(None), use_ref(None), use_ref(None)
    wanted = wanted_checks(chosen_filter, desk.now_ms, desk.offset_minutes)
    found = check_rows(desk.store, wanted, desk.offset_minutes, limit=rows)
    listed = _listed(desk, wanted, found, counted)
    chosen = place.value("check")
    right = _right(desk, chosen, is_roomy=width >= ROOMY_PIXELS)
    pixels = width - RAIL_PIXELS - (RECORD_PIXELS if right else 0)
    name = desk.t("Single checks")
    office_table = use_office_table(desk, "checks", name, check_columns(desk), listed, pixels)

    def narrow(**parts: str) -> None:
        latest = desk.memory.get("check_filter", NO_FILTER) | parts
        desk.memory["check_filter"] = latest
        set_filter(latest)
        set_rows(PAGE_ROWS)
        office_table.select(Selection())

    def step(by: int) -> None:
        there = moved(listed.ids, chosen, by)
        if there is not None:
            desk.go(route_to("record", check=there))
            follow(desk, scrolled, listed.ids.index(there), ROW_PIXELS)

    ft.use_dialog(_day_dialog(desk, narrow, lambda: set_asking(False)) if asks_day else None)
    keys = list_keys(desk, step, "checks", search) | office_table.keys(chosen, step)
    use_keys(keyboard_of(desk), {} if asks_day else keys)
    bar = table_bar(office_table, desk.t.count("{n} check listed", "{n} checks listed", listed.count))
    filters = check_filters(desk, chosen_filter, narrow, lambda: set_asking(True), search)
    more = text_button(desk.t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-checks")
    after = [more] if listed.count > len(found) else []
    body = _table(office_table, found, chosen, after, scrolled)
    left = _left(
        [*filters, bar],
        body if found else _nothing(desk, chosen_filter, lambda: narrow(**NO_FILTER)),
    )
    return split(left, right, right_width=RECORD_PIXELS)


def _left(above: list[ft.Control], body: ft.Control) -> ft.Control:
    strip = ft.Container(
        ft.Column(above, spacing=theme.GRID, tight=True),
        padding=ft.Padding.only(left=16, right=8, top=12, bottom=4),
    )
    return ft.Column(
        [strip, body], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _table(
    office_table: OfficeTable, found: list[CheckRow], chosen: str | None, after: list[Any], handle: Any
) -> ft.Control:
    desk = office_table.desk
    lines = [
        office_table.row(
            row.id,
            row,
            key=f"check-{row.id}",
            height=ROW_PIXELS,
            is_chosen=row.id == chosen,
            on_open=lambda row=row: desk.go(route_to("record", check=row.id)),
        )
        for row in found
    ]
    tick = office_table.head_tick()
    return table(office_table.columns, lines, key="checks-table", after=after, handle=handle, tick=tick)


def _listed(desk: Desk, wanted: CheckFilter, found: list[CheckRow], counted: Any) -> Listed:
    """`counted` keeps how many there are: a step of the keyboard counts nothing again."""
    asked = (wanted, desk.changes.count)
    if counted.current is None or counted.current[0] != asked:
        counted.current = (asked, check_list.count_check_list(desk.store.db, wanted))
    return Listed(
        [row.id for row in found],
        counted.current[1],
        lambda: check_list.check_ids(desk.store.db, wanted),
        lambda: ((row.id, row) for row in every_check_row(desk.store, wanted, desk.offset_minutes)),
    )


def _right(desk: Desk, chosen: str | None, *, is_roomy: bool) -> ft.Control | None:
    """The check; in a small window nothing until one is chosen."""
    if chosen:
        return RecordPane(desk, chosen, key=f"record-{chosen}")
    if not is_roomy:
        return None
    words = desk.t("Choose a check to see every answer and the photos.")
    return empty(ft.Icons.FACT_CHECK_OUTLINED, words, key="no-check-chosen")


def _day_dialog(desk: Desk, narrow: Callable[..., None], close: Callable[[], None]) -> ft.DatePicker:
    today = local_day(desk.now_ms, desk.offset_minutes)

    def chosen(event: Any) -> None:
        value = event.control.value
        close()
        if value is not None:
            narrow(days=(value.date() if hasattr(value, "date") else value).isoformat())

    return ft.DatePicker(value=today, last_date=today, on_change=chosen, on_dismiss=lambda _: close())


def _nothing(desk: Desk, chosen: dict[str, str], widen: Callable[[], None]) -> ft.Control:
    t = desk.t
    if not any(chosen.values()):
        words = t("Nobody has checked a place yet. Every finished check stands here.")
        return empty(ft.Icons.FACT_CHECK_OUTLINED, words, key="no-checks")
    return empty(
        ft.Icons.FILTER_ALT_OFF,
        t("Nothing like that here."),
        button=t("Show all checks"),
        on_click=widen,
        key="none-filtered",
    )
