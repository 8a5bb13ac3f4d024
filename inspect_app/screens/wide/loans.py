"""领用与借还 in the office: every loan with its filters left, the loan itself right; many taken back at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.lending import extend, take_back_all
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_state, watch
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import second_button, text_button, yes_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.selection import Selection
from inspect_app.parts.split import pane, side_by_side
from inspect_app.routes import Place, route_to
from inspect_app.screens.loan import loan_parts, may_lend
from inspect_app.screens.loan_return import ReturnForm
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.conflict_card import row_conflicts
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
from inspect_app.screens.wide.loan_columns import loan_columns
from inspect_app.screens.wide.office_table import (
    ROOMY_PIXELS,
    Listed,
    OfficeTable,
    by_pages,
    use_office_table,
)
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.texts.lending_words import LOAN_SORTS
from inspect_app.texts.moments import day_of
from storage.queries import loans
from storage.queries.loans import Loan, LoanFilter

LIST_PIXELS, LEAST_PANE_PIXELS = 760, 400
LEADS = RowAddress("loan", "loan", "loans")
WEEK_DAYS = 7
FILTERS = {"out": "Out", "overdue": "Overdue", "returned": "Returned", "lost": "Lost", "all": "All"}


@component
def WideLoansScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    width = watch(desk.looks).width
    narrowed = use_narrowed(desk, "loan_filter")
    found, listed = _listed(desk, wanted_loans(desk, narrowed.chosen), narrowed.rows)
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    office_table = use_office_table(desk, "loans", desk.t("Loans"), loan_columns(desk), listed, pixels)
    actions = use_loan_actions(office_table)
    listing = use_listing(office_table, narrowed, found, LEADS, place.value("loan"))
    counted = desk.t.count("{n} loan listed", "{n} loans listed", listed.count)
    bar = table_bar(office_table, counted, actions=actions)
    return beside(listing.left([*_filters(listing), bar], _nothing(desk)), right, pixels)


def wanted_loans(desk: Desk, chosen: Mapping[str, Any]) -> LoanFilter:
    today = day_of(desk.now_ms, desk.offset_minutes)
    return replace(LoanFilter(today=today), **chosen)


def _listed(desk: Desk, wanted: LoanFilter, rows: int) -> tuple[list[Loan], Listed]:
    db = desk.store.db
    found = loans.loan_list(db, wanted, limit=rows)
    return found, Listed(
        [each.id for each in found],
        loans.count_loan_list(db, wanted),
        lambda: loans.loan_ids(db, wanted),
        lambda: by_pages(lambda skip: loans.loan_list(db, wanted, limit=READ_ROWS, skip=skip)),
    )


def _filters(listing: Listing) -> list[ft.Control]:
    t = listing.desk.t
    departments = [("", t("All departments"))]
    departments += [(name, name) for name in loans.departments_with_loans(listing.desk.store.db)]
    sorts = [("", t("Every kind")), *((value, t(words)) for value, words in LOAN_SORTS.items())]
    department = pick(
        t("Department"), departments, listing.held("department"), listing.choosing("department"),
        key="department", width=144,
    )  # fmt: skip
    sort = pick(t("Kind"), sorts, listing.held("sort"), listing.choosing("sort"), key="sort", width=152)
    views = [(value, t(words)) for value, words in FILTERS.items()]
    search = ft.Container(listing.field(t("Search (press /)")), expand=True)
    return [
        ft.Row([search, sort, department, *_new(listing.desk)], spacing=theme.GRID),
        chips("view", views, listing.held("view", "out"), listing.choosing("view")),
    ]


def _new(desk: Desk) -> list[ft.Control]:
    """Hand a thing out from here, for those who may."""
    if not may_lend(desk):
        return []
    there = route_to("lend", asset=None, sort="loan")
    return [yes_button(desk.t("Hand out or lend"), lambda: desk.go(there), key="lend-new")]


def _nothing(desk: Desk) -> ft.Control:
    words = desk.t(
        "No such loan. Things are handed out and lent here, from a card, or on the phone by a scan."
    )
    return empty(ft.Icons.SWAP_HORIZ, words, key="no-loans")


def _right(desk: Desk, place: Place, *, is_roomy: bool) -> ft.Control | None:
    """The loan; in a small window nothing until one is chosen."""
    chosen = place.value("loan")
    if chosen:
        is_return = place.name == "return"
        return LoanPane(desk, chosen, is_return=is_return, key=f"loan-{chosen}-{is_return}")
    if not is_roomy:
        return None
    words = desk.t("Choose a loan to see who has the thing, how it looked, and what became of it.")
    return empty(ft.Icons.SWAP_HORIZ, words, key="no-loan-chosen")


@component
def LoanPane(desk: Desk, loan_id: str, *, is_return: bool) -> ft.Control:  # noqa: N802
    """The loan, or the form that takes it back."""
    watch(desk.changes)
    t = desk.t
    loan = loans.loan(desk.store.db, loan_id)
    use_silence(keyboard_of(desk), on=is_return)
    if loan is None:
        return no_such_place(desk)
    if is_return:
        form: ft.Control = ReturnForm(desk, loan, key=f"return-{loan_id}")
        return form
    back = route_to("return", loan=loan_id)
    is_out = loan.state == "out"
    button = yes_button(t("Take back"), lambda: desk.go(back), key="take-back")
    return pane(
        [*row_conflicts(desk, "loan", loan_id), *loan_parts(loan, desk)],
        bottom=[side_by_side([button])] if is_out else [],
        key="loan",
    )


def use_loan_actions(office_table: OfficeTable) -> list[ft.Control]:
    """What can be done with ticked loans; taking back is asked for once."""
    desk, t = office_table.desk, office_table.desk.t
    asking, set_asking = use_state(False)  # noqa: FBT003 - a value, no option
    ids = sorted(office_table.selection.ids)
    due = (
        date.fromisoformat(day_of(desk.now_ms, desk.offset_minutes)) + timedelta(days=WEEK_DAYS)
    ).isoformat()

    def back() -> None:
        set_asking(False)
        _do(office_table, lambda: take_back_all(desk.store, desk.author, ids), back=True)

    def longer() -> None:
        _do(office_table, lambda: extend(desk.store, desk.author, ids, due), back=False)

    title = t.count("Take back {n} loan?", "Take back {n} loans?", len(ids))
    told = t("All of them in good condition. What came back broken is taken back by itself, with a report.")
    dialog = ask(t, title, told, yes=t("Take back"), on_yes=back, on_no=lambda: set_asking(False))
    ft.use_dialog(dialog if asking else None)
    use_silence(keyboard_of(desk), on=asking)
    return [
        text_button(t("Take back"), lambda: set_asking(True), key="all-back"),
        second_button(t("Extend until {day}", day=due), longer, key="all-longer"),
    ]


def _do(office_table: OfficeTable, act: Callable[[], int], *, back: bool) -> None:
    """All of it or nothing; then say how many it was."""
    desk, t = office_table.desk, office_table.desk.t
    try:
        count = act()
    except Exception as error:
        desk.say(plain_words(error, t))
        return
    office_table.select(Selection())
    desk.changed()
    said = t.count("{n} loan taken back.", "{n} loans taken back.", count)
    desk.say(said if back else t.count("{n} loan extended.", "{n} loans extended.", count))
