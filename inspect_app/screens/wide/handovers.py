"""班级财产交接 in the office: the sheets of a term left, one sheet with its differences and its paper right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.handovers import cancel_handover, sheet_differences
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, watch
from inspect_app.lending.handover import left_to_walk, lines_of
from inspect_app.parts.buttons import second_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.lending import HANDOVER_MEANINGS
from inspect_app.parts.meaning import mark
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.table import two_lines
from inspect_app.routes import Place, route_to
from inspect_app.screens.handover_result import result_parts
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.conflict_card import line_conflict_cards, row_conflicts
from inspect_app.screens.wide.dialogs import reason_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
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
from inspect_app.screens.wide.paper_button import paper_button
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.texts.lending_words import HANDOVER_SORTS, HANDOVER_STATES
from inspect_app.texts.moments import day_of
from storage.queries import handovers
from storage.queries.handovers import Handover

LIST_PIXELS, LEAST_PANE_PIXELS = 720, 400
LEADS = RowAddress("handover", "handover", "handovers")
USUAL_REASONS = ("Registered by mistake", "Registered twice", "The class has moved")


@component
def WideHandoversScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    t, width = desk.t, watch(desk.looks).width
    narrowed = use_narrowed(desk, "handover_filter")
    found, listed = _listed(desk, narrowed.chosen, narrowed.rows)
    chosen = place.value("handover")
    right = _right(desk, chosen, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    office_table = use_office_table(desk, "handovers", t("Class handovers"), _columns(desk), listed, pixels)
    listing = use_listing(office_table, narrowed, found, LEADS, chosen)
    bar = table_bar(office_table, t.count("{n} sheet listed", "{n} sheets listed", listed.count))
    return beside(listing.left([*_filters(listing), bar], _nothing(desk)), right, pixels)


def _listed(desk: Desk, wanted: Mapping[str, str], rows: int) -> tuple[list[Handover], Listed]:
    db = desk.store.db
    term, sort, state = (wanted.get(name, "") for name in ("term", "sort", "state"))
    found = handovers.handover_list(db, term=term, sort=sort, state=state, limit=rows)

    def every() -> Iterable[tuple[str, Any]]:
        return by_pages(
            lambda skip: handovers.handover_list(
                db, term=term, sort=sort, state=state, limit=READ_ROWS, skip=skip
            )
        )

    count = handovers.count_handovers(db, term=term, sort=sort, state=state)
    return found, Listed([each.id for each in found], count, lambda: [row_id for row_id, _ in every()], every)


def _columns(desk: Desk) -> list[TableColumn]:
    """Rows are Handover."""
    t = desk.t
    return [
        column(
            "class", t("Class"),
            lambda each: two_lines(each.class_name or each.place, each.place if each.class_name else ""),
            flex=2, stays=True,
            file=[(t("Class"), lambda each: each.class_name), (t("Place"), lambda each: each.place)],
        ),
        column("term", t("Term"), lambda each: each.term, flex=2),
        column("sort", t("Kind"), lambda each: t(HANDOVER_SORTS[each.sort]), width=72, stays=True),
        column(
            "state", t("State"),
            lambda each: mark(HANDOVER_MEANINGS[each.state], t(HANDOVER_STATES[each.state])),
            lambda each: t(HANDOVER_STATES[each.state]),
            width=96, stays=True,
        ),
        column(
            "lines", t("Lines"), lambda each: _walked(each), width=72, at_end=True,
            file=[
                (t("Lines"), lambda each: len(lines_of(each.lines))),
                (t("Not looked at"), lambda each: left_to_walk(lines_of(each.lines))),
            ],
        ),
        column("worse", t("Differences"), lambda each: _worse(each, desk), width=72, at_end=True),
        column("teacher", t("Class teacher"), lambda each: each.teacher or "", width=88),
        column(
            "signed", t("Signed at"),
            lambda each: day_of(each.signed_ms, desk.offset_minutes) if each.signed_ms else "",
            width=96, first=False,
        ),
    ]  # fmt: skip


def _walked(each: Handover) -> str:
    lines = lines_of(each.lines)
    return f"{len(lines) - left_to_walk(lines)}/{len(lines)}"


def _worse(each: Handover, desk: Desk) -> str:
    return str(len(sheet_differences(desk.store, each.id)) or "·")


def _filters(listing: Listing) -> list[ft.Control]:
    t = listing.desk.t
    terms = [("", t("Every term")), *((term, term) for term in handovers.terms(listing.desk.store.db))]
    sorts = [("", t("Both ends")), *((value, t(words)) for value, words in HANDOVER_SORTS.items())]
    states = [("", t("All")), *((value, t(words)) for value, words in HANDOVER_STATES.items())]
    term = pick(t("Term"), terms, listing.held("term"), listing.choosing("term"), key="term", width=240)
    sort = pick(t("Kind"), sorts, listing.held("sort"), listing.choosing("sort"), key="sort", width=152)
    return [
        ft.Row([term, sort], spacing=theme.GRID),
        chips("state", states, listing.held("state"), listing.choosing("state")),
    ]


def _nothing(desk: Desk) -> ft.Control:
    words = desk.t(
        "No such sheet. Import the class property sheets, or begin one at the class's room on a phone."
    )
    return empty(
        ft.Icons.FACT_CHECK_OUTLINED,
        words,
        button=desk.t("Import"),
        on_click=lambda: desk.go(route_to("import")),
        key="no-handovers",
    )


def _right(desk: Desk, chosen: str | None, *, is_roomy: bool) -> ft.Control | None:
    if chosen:
        return HandoverPane(desk, chosen, key=f"handover-{chosen}")
    if not is_roomy:
        return None
    words = desk.t(
        "Choose a sheet to see its lines, its signatures, and what differs from the start of term."
    )
    return empty(ft.Icons.FACT_CHECK_OUTLINED, words, key="no-handover-chosen")


@component
def HandoverPane(desk: Desk, handover_id: str) -> ft.Control:  # noqa: N802
    """The right half: read, printed, cancelled with a reason."""
    watch(desk.changes)
    t = desk.t
    asking, set_asking = use_flag()
    held = handovers.handover(desk.store.db, handover_id)

    def cancel(reason: str) -> None:
        set_asking(False)
        try:
            cancel_handover(desk.store, desk.author, handover_id, reason)
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            desk.changed()

    usual = [t(words) for words in USUAL_REASONS]
    words = t("Cancel this sheet")
    dialog = (
        reason_dialog(words, t("Why"), words, usual, cancel, lambda: set_asking(False)) if asking else None
    )
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=asking)
    if held is None:
        return no_such_place(desk)
    buttons: list[ft.Control] = [
        paper_button(desk, t("Print the sheet"), "handover", held.id, key="print-sheet")
    ]
    if held.state != "cancelled":
        buttons.append(second_button(words, lambda: set_asking(True), key="cancel-sheet"))
    disputes = [*line_conflict_cards(desk, held.id), *row_conflicts(desk, "handover", held.id)]
    return pane([*disputes, *result_parts(held, desk)], bottom=[side_by_side(buttons)], key="handover")
