"""检查记录: every single check with its filters left, the check itself right."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.components import component, use_flag, use_ref, watch
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import use_silence
from inspect_app.parts.split import split
from inspect_app.routes import Place
from inspect_app.screens.wide.check_columns import check_columns
from inspect_app.screens.wide.check_filters import NO_FILTER, check_filters, wanted_checks
from inspect_app.screens.wide.day_choice import day_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.listing import Listing, RowAddress, use_listing, use_narrowed
from inspect_app.screens.wide.office_table import (
    RAIL_PIXELS,
    ROOMY_PIXELS,
    Listed,
    use_office_table,
)
from inspect_app.screens.wide.record import RecordPane
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.views.wide.check_table import CheckRow, check_rows, every_check_row
from storage.queries import check_list
from storage.queries.check_list import CheckFilter

RECORD_PIXELS = 440
LEADS = RowAddress("record", "check", "checks")


@component
def ChecksScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    width = watch(desk.looks).width
    asks_day, set_asking = use_flag()
    narrowed = use_narrowed(desk, "check_filter", NO_FILTER)
    wanted = wanted_checks(narrowed.chosen, desk.now_ms, desk.offset_minutes)
    found = check_rows(desk.store, wanted, desk.offset_minutes, limit=narrowed.rows)
    listed = _listed(desk, wanted, found, use_ref(None))
    chosen = place.value("check")
    right = _right(desk, chosen, is_roomy=width >= ROOMY_PIXELS)
    pixels = width - RAIL_PIXELS - (RECORD_PIXELS if right else 0)
    name = desk.t("Single checks")
    office_table = use_office_table(desk, "checks", name, check_columns(desk), listed, pixels)
    listing = use_listing(office_table, narrowed, found, LEADS, chosen)
    ft.use_dialog(day_dialog(listing, lambda: set_asking(False)) if asks_day else None)
    use_silence(keyboard_of(desk), on=asks_day)
    bar = table_bar(office_table, desk.t.count("{n} check listed", "{n} checks listed", listed.count))
    filters = check_filters(listing, lambda: set_asking(True))
    return split(listing.left([*filters, bar], _nothing(listing)), right, right_width=RECORD_PIXELS)


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


def _nothing(listing: Listing) -> ft.Control:
    t = listing.desk.t
    if not any(listing.narrowed.chosen.values()):
        words = t("Nobody has checked a place yet. Every finished check stands here.")
        return empty(ft.Icons.FACT_CHECK_OUTLINED, words, key="no-checks")
    return empty(
        ft.Icons.FILTER_ALT_OFF,
        t("Nothing like that here."),
        button=t("Show all checks"),
        on_click=lambda: listing.narrow(**NO_FILTER),
        key="none-filtered",
    )
