"""预约 in the office: who is expected today and later, who came; one of them right, with the pass to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.expecting import OwnExpected
from inspect_app.actions.gate.post import settings_here
from inspect_app.components import component, watch
from inspect_app.gate.masking import masked_name, masked_phone, masked_plate, masked_text
from inspect_app.parts.buttons import text_button, yes_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import PASSED, QUIET, Meaning, mark
from inspect_app.parts.split import pane
from inspect_app.parts.table import two_lines
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.days import hours_words, today_of
from inspect_app.screens.gate.expect import ExpectForm
from inspect_app.screens.gate.expected_list import may_expect
from inspect_app.screens.gate.pass_card import PassScreen
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.gate.expected_facts import expected_facts
from inspect_app.screens.wide.listing import (
    READ_ROWS,
    Listing,
    RowAddress,
    beside,
    list_pixels,
    use_listing,
    use_narrowed,
)
from inspect_app.screens.wide.office_table import (
    ROOMY_PIXELS,
    Listed,
    TableColumn,
    by_pages,
    column,
    use_office_table,
)
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.texts.gate_office_words import EXPECTED_STATES
from storage.queries import expected
from storage.queries.expected import Expected
from storage.queries.expected_list import ExpectedFilter, count_expected, expected_list

LIST_PIXELS, LEAST_PANE_PIXELS = 720, 400
LEADS = RowAddress("expect", "expected", "expected_list")
DAY_FILTERS = {"today": "Today", "ahead": "Days to come", "past": "Days before", "all": "All"}
EXPECTED_MEANINGS: dict[str, Meaning] = {"waiting": QUIET, "arrived": PASSED, "cancelled": QUIET}
EXPECTED_ICONS = {"waiting": ft.Icons.SCHEDULE, "cancelled": ft.Icons.BLOCK}
NEW = "new"


@component
def WideExpectedScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    width = watch(desk.looks).width
    narrowed = use_narrowed(desk, "expected_filter")
    wanted = _wanted(desk, narrowed.chosen)
    rows = expected_list(desk.store.db, wanted, limit=narrowed.rows)
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    listed = _listed(desk, wanted, rows)
    table = use_office_table(desk, "expected", desk.t("Expected visitors"), _columns(desk), listed, pixels)
    chosen = place.value("expected")
    listing = use_listing(table, narrowed, rows, LEADS, None if chosen == NEW else chosen)
    bar = table_bar(table, desk.t.count("{n} visitor listed", "{n} visitors listed", listed.count))
    words = desk.t("Nobody like that is expected. Who is expected gets a QR pass, and the guard scans it.")
    nothing = empty(ft.Icons.EVENT_AVAILABLE, words, key="nobody-expected")
    return beside(listing.left([*_filters(listing), bar], nothing), right, pixels)


def _wanted(desk: Desk, chosen: Mapping[str, Any]) -> ExpectedFilter:
    return ExpectedFilter(today_of(desk), chosen.get("view", "today"), chosen.get("text", ""))


def _listed(desk: Desk, wanted: ExpectedFilter, rows: list[Expected]) -> Listed:
    def every() -> Any:
        return by_pages(lambda skip: expected_list(desk.store.db, wanted, limit=READ_ROWS, skip=skip))

    return Listed(
        [each.id for each in rows],
        count_expected(desk.store.db, wanted),
        lambda: [row_id for row_id, _ in every()],
        every,
    )


def _columns(desk: Desk) -> list[TableColumn]:
    """Rows are Expected."""
    t, settings = desk.t, settings_here(desk.store)
    return [
        column(
            "name",
            t("Visitor"),
            lambda each: two_lines(each.name, settings.sort(each.sort).name if each.sort else ""),
            flex=2,
            stays=True,
            file=[
                (t("Visitor"), lambda each: masked_name(each.name)),
                (t("Kind of visitor"), lambda each: settings.sort(each.sort).name if each.sort else ""),
                (t("Telephone"), lambda each: masked_phone(each.phone) if each.phone else ""),
                (t("Number plate"), lambda each: masked_plate(each.plate) if each.plate else ""),
            ],
        ),
        column(
            "day",
            t("When"),
            lambda each: two_lines(each.day, hours_words(desk, each.from_ms, each.until_ms)),
            width=104,
            stays=True,
            file=[
                (t("Date"), lambda each: each.day),
                (t("Hours"), lambda each: hours_words(desk, each.from_ms, each.until_ms)),
            ],
        ),
        column(
            "state",
            t("State"),
            lambda each: _state(each, desk),
            lambda each: t(EXPECTED_STATES[each.state]),
            width=96,
            stays=True,
        ),
        column("host", t("Whom to see"), lambda each: each.host_name or "", flex=1),
        column(
            "reason",
            t("Reason of the visit"),
            lambda each: each.reason or "",
            lambda each: masked_text(each.reason or ""),
            flex=2,
        ),
        column(
            "people", t("People with them"), lambda each: str(each.companions or ""), width=72, first=False
        ),
    ]


def _state(each: Expected, desk: Desk) -> ft.Control:
    words = desk.t(EXPECTED_STATES[each.state])
    return mark(EXPECTED_MEANINGS[each.state], words, icon=EXPECTED_ICONS.get(each.state))


def _filters(listing: Listing) -> list[ft.Control]:
    desk, t = listing.desk, listing.desk.t
    search = ft.Container(listing.field(t("Name, host, telephone, plate (press /)")), expand=True)
    there = route_to("expect", expected=NEW)
    add = (
        [yes_button(t("Expect a visitor"), lambda: desk.go(there), key="expect-new")]
        if may_expect(desk)
        else []
    )
    views = [(value, t(words)) for value, words in DAY_FILTERS.items()]
    return [
        ft.Row([search, *add], spacing=theme.GRID),
        chips("view", views, listing.held("view", "today"), listing.choosing("view")),
    ]


def _right(desk: Desk, place: Place, *, is_roomy: bool) -> ft.Control | None:
    """The form for a new one, or who was chosen."""
    chosen = place.value("expected")
    if place.name == "expect" and chosen in (None, NEW):
        form: ft.Control = ExpectForm(desk, key="expect-form")
        return form
    if chosen:
        return ExpectedPane(desk, chosen, key=f"expected-{chosen}")
    if not is_roomy:
        return None
    words = desk.t("Choose somebody to see when they come and the pass that they were sent.")
    return empty(ft.Icons.EVENT_AVAILABLE, words, key="no-expected-chosen")


@component
def ExpectedPane(desk: Desk, expected_id: str) -> ft.Control:  # noqa: N802
    """While they are waited for with the pass, to be sent again or called off; then with the visit."""
    watch(desk.changes)
    row = expected.expected_row(desk.store.db, expected_id)
    if row is None:
        return no_such_place(desk)
    facts = expected_facts(row, desk)
    if row.state == "waiting" and row.day >= today_of(desk):
        own = OwnExpected(
            row.id,
            row.code,
            row.day,
            masked_name(row.name),
            row.host_id or "",
            row.state,
            row.from_ms,
            row.until_ms,
        )
        above = ft.Container(
            ft.Column(facts, spacing=theme.GRID, tight=True),
            padding=ft.Padding.only(left=24, right=24, top=16),
        )
        card = ft.Container(PassScreen(desk, own, key=f"pass-{row.id}"), expand=True)
        return ft.Column([above, card], expand=True, spacing=0)
    return pane([*facts, *_visit(row, desk)], key="expected")


def _visit(row: Expected, desk: Desk) -> list[ft.Control]:
    if not row.visit_id:
        return []
    there = route_to("visit_record", visit=row.visit_id)
    return [ft.Row([text_button(desk.t("To the visit"), lambda: desk.go(there), key="to-visit")])]
