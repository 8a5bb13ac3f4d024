"""来访 in the office: who is on campus now, and every visit with its filters left; the visit itself right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.post import settings_here
from inspect_app.components import component, use_flag, use_ref, watch
from inspect_app.gate.settings import GateSettings
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, mark
from inspect_app.parts.type import figure, small
from inspect_app.routes import Place
from inspect_app.screens.wide.day_choice import day_dialog, day_pick, span_of
from inspect_app.screens.wide.gate.visit import VisitPane
from inspect_app.screens.wide.gate.visit_columns import visit_columns
from inspect_app.screens.wide.keyboard import keyboard_of, use_minutes
from inspect_app.screens.wide.listing import (
    READ_ROWS,
    Listing,
    RowAddress,
    beside,
    list_pixels,
    use_listing,
    use_narrowed,
)
from inspect_app.screens.wide.office_table import ROOMY_PIXELS, Listed, by_pages, use_office_table
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.views.wide.visits import VisitRow, limits_of, on_campus_rows, visit_rows
from storage.queries import visit_list
from storage.queries.visit_list import VisitFilter

LIST_PIXELS, LEAST_PANE_PIXELS = 840, 400
NOW_LEADS = RowAddress("visit", "visit", "visits")
LOG_LEADS = RowAddress("visit_record", "visit", "visit_log")
NOW_FILTERS = {"in": "Everybody", "overdue": "Over their time", "papers": "Papers still to come"}
LOG_FILTERS = {
    "all": "All visits",
    "in": "On campus",
    "out": "Have left",
    "overdue": "Over their time",
    "papers": "Papers still to come",
}
_PARTS = ("view", "text", "sort", "host", "gate")


@component
def OnCampusScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Who is in now, the longest overdue first; a person whom two gates wrote down is one row."""
    watch(desk.changes)
    use_minutes()
    width, settings = watch(desk.looks).width, settings_here(desk.store)
    narrowed = use_narrowed(desk, "on_campus_filter", {"view": "in"})
    every = on_campus_rows(desk.store, wanted_visits(desk, {"view": "in"}, settings), settings)
    rows = on_campus_rows(desk.store, wanted_visits(desk, narrowed.chosen, settings), settings)
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    columns = visit_columns(desk, with_day=False)
    name = desk.t("On campus")
    table = use_office_table(desk, "on_campus", name, columns, _all_held(rows, narrowed.rows), pixels)
    listing = use_listing(table, narrowed, rows[: narrowed.rows], NOW_LEADS, place.value("visit"))
    bar = table_bar(table, desk.t.count("{n} visit listed", "{n} visits listed", len(rows)))
    above = [_heads(desk, every), *_now_filters(listing, settings), bar]
    return beside(listing.left(above, _nobody(listing)), right, pixels)


@component
def VisitLogScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Every visit that is still kept. Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    width, settings = watch(desk.looks).width, settings_here(desk.store)
    asks_day, set_asking = use_flag()
    narrowed = use_narrowed(desk, "visit_filter")
    wanted = wanted_visits(desk, narrowed.chosen, settings)
    rows = visit_rows(desk.store, wanted, settings, limit=narrowed.rows)
    listed = _listed(desk, wanted, settings, rows, use_ref(None))
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    columns = visit_columns(desk, with_day=True)
    table = use_office_table(desk, "visits", desk.t("All visits"), columns, listed, pixels)
    listing = use_listing(table, narrowed, rows, LOG_LEADS, place.value("visit"))
    ft.use_dialog(day_dialog(listing, lambda: set_asking(False)) if asks_day else None)
    use_silence(keyboard_of(desk), on=asks_day)
    bar = table_bar(table, desk.t.count("{n} visit listed", "{n} visits listed", listed.count))
    above = [*_log_filters(listing, settings, lambda: set_asking(True)), bar]
    return beside(listing.left(above, _no_visits(listing)), right, pixels)


def wanted_visits(desk: Desk, chosen: Mapping[str, Any], settings: GateSettings) -> VisitFilter:
    """The filter as storage asks it."""
    from_ms, until_ms = span_of(chosen.get("days", ""), desk.now_ms, desk.offset_minutes)
    parts = {name: chosen[name] for name in _PARTS if name in chosen}
    return VisitFilter(
        **parts, from_ms=from_ms, until_ms=until_ms, now_ms=desk.now_ms, limits=limits_of(settings)
    )


def _all_held(rows: list[VisitRow], shown: int) -> Listed:
    return Listed(
        [row.id for row in rows[:shown]],
        len(rows),
        lambda: [row.id for row in rows],
        lambda: ((row.id, row) for row in rows),
    )


def _listed(
    desk: Desk, wanted: VisitFilter, settings: GateSettings, rows: list[VisitRow], counted: Any
) -> Listed:
    """`counted` keeps how many there are: a step of the keyboard counts nothing again."""
    asked = (
        wanted.view,
        wanted.text,
        wanted.sort,
        wanted.host,
        wanted.gate,
        wanted.from_ms,
        desk.changes.count,
    )
    if counted.current is None or counted.current[0] != asked:
        counted.current = (asked, visit_list.count_visit_list(desk.store.db, wanted))
    return Listed(
        [row.id for row in rows],
        counted.current[1],
        lambda: visit_list.visit_list_ids(desk.store.db, wanted),
        lambda: by_pages(lambda skip: visit_rows(desk.store, wanted, settings, limit=READ_ROWS, skip=skip)),
    )


def _heads(desk: Desk, rows: list[VisitRow]) -> ft.Control:
    """How many people are in, large; in amber how many comings are over their time."""
    t = desk.t
    people, late = sum(row.people for row in rows), sum(row.overdue_minutes > 0 for row in rows)
    parts: list[ft.Control] = [
        figure(str(people)),
        small(t.count("person on campus now", "people on campus now", people)),
    ]
    if late:
        parts.append(mark(ATTENTION, t.count("{n} overdue", "{n} overdue", late)))
    return ft.Row(parts, key="heads", spacing=12, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def _now_filters(listing: Listing, settings: GateSettings) -> list[ft.Control]:
    t = listing.desk.t
    views = [(value, t(words)) for value, words in NOW_FILTERS.items()]
    search = ft.Container(listing.field(t("Name, telephone, plate, pass (press /)")), expand=True)
    return [
        ft.Row([search, _sorts(listing, settings), *_gates(listing, settings)], spacing=theme.GRID),
        chips("view", views, listing.held("view", "in"), listing.choosing("view")),
    ]


def _log_filters(listing: Listing, settings: GateSettings, ask_day: Callable[[], None]) -> list[ft.Control]:
    t = listing.desk.t
    views = [(value, t(words)) for value, words in LOG_FILTERS.items()]
    search = ft.Container(listing.field(t("Name, telephone, plate, pass (press /)")), expand=True)
    days = day_pick(listing, ask_day, key="visit-days")
    menus = [days, _sorts(listing, settings), _hosts(listing), *_gates(listing, settings)]
    return [
        ft.Row([search], spacing=theme.GRID),
        ft.Row(list[ft.Control](menus), spacing=theme.GRID, run_spacing=theme.GRID, wrap=True),
        chips("view", views, listing.held("view", "all"), listing.choosing("view")),
    ]


def _sorts(listing: Listing, settings: GateSettings) -> ft.Control:
    t = listing.desk.t
    choices = [("", t("Any visitor")), *((sort.id, sort.name) for sort in settings.sorts)]
    choose = listing.choosing("sort")
    return pick(t("Kind of visitor"), choices, listing.held("sort"), choose, key="visit-sort", width=152)


def _hosts(listing: Listing) -> ft.Control:
    desk = listing.desk
    choices = [("", desk.t("Everybody")), *visit_list.hosts_of_visits(desk.store.db)]
    choose = listing.choosing("host")
    return pick(desk.t("Whom to see"), choices, listing.held("host"), choose, key="visit-host", width=152)


def _gates(listing: Listing, settings: GateSettings) -> list[ft.Control]:
    """Nothing to choose where there is one gate."""
    if len(settings.gates) < 2:
        return []
    t = listing.desk.t
    choices = [("", t("Every gate")), *((gate, gate) for gate in settings.gates)]
    choose = listing.choosing("gate")
    return [pick(t("Gate"), choices, listing.held("gate"), choose, key="visit-gate", width=128)]


def _right(desk: Desk, place: Place, *, is_roomy: bool) -> ft.Control | None:
    """The visit; in a small window nothing until one is chosen."""
    chosen = place.value("visit")
    if chosen:
        return VisitPane(desk, chosen, key=f"one-visit-{chosen}")
    if not is_roomy:
        return None
    words = desk.t("Choose a visit to see who came, whom they saw, and what was opened of it.")
    return empty(ft.Icons.BADGE_OUTLINED, words, key="no-visit-chosen")


def _nobody(listing: Listing) -> ft.Control:
    desk = listing.desk
    if any(value not in ("", "in") for value in listing.narrowed.chosen.values()):
        return _not_like_that(listing, {"view": "in", "text": "", "sort": "", "gate": ""})
    words = desk.t(
        "Nobody from outside is on campus. The gate's phone signs visitors in; they stand here at once."
    )
    return empty(ft.Icons.BADGE_OUTLINED, words, key="nobody-on-campus")


def _no_visits(listing: Listing) -> ft.Control:
    chosen = listing.narrowed.chosen
    if any(value not in ("", "all") for value in chosen.values()):
        return _not_like_that(
            listing, {"view": "all", "text": "", "sort": "", "host": "", "gate": "", "days": ""}
        )
    words = listing.desk.t(
        "No visit is recorded. Sign visitors in on the gate's phone, or import the paper books."
    )
    return empty(ft.Icons.BADGE_OUTLINED, words, key="no-visits")


def _not_like_that(listing: Listing, all_of_it: Mapping[str, str]) -> ft.Control:
    t = listing.desk.t
    return empty(
        ft.Icons.FILTER_ALT_OFF,
        t("Nothing like that here."),
        button=t("Show all visits"),
        on_click=lambda: listing.narrow(**all_of_it),
        key="none-filtered",
    )
