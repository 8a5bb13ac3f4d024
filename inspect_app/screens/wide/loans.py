"""领用与借还 in the office: every loan with its filters left, the loan itself right; many taken back at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.lending import extend, take_back_all
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import second_button, text_button, yes_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field, pick
from inspect_app.parts.keys import moved, use_keys, use_silence
from inspect_app.parts.selection import Selection
from inspect_app.parts.split import pane, side_by_side, split
from inspect_app.parts.table import table
from inspect_app.routes import Place, route_to
from inspect_app.screens.loan import loan_parts
from inspect_app.screens.loan_return import ReturnForm
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys
from inspect_app.screens.wide.loan_columns import loan_columns
from inspect_app.screens.wide.office_table import (
    RAIL_PIXELS,
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

PAGE_ROWS, READ_ROWS = 50, 500
LIST_PIXELS, LEAST_PANE_PIXELS = 760, 400
ROW_PIXELS = 56
WEEK_DAYS = 7
FILTERS = {"out": "Out", "overdue": "Overdue", "returned": "Returned", "lost": "Lost", "all": "All"}


@component
def WideLoansScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    width = watch(desk.looks).width
    chosen_filter, set_filter = use_state(desk.memory.get("loan_filter", {}))
    rows, set_rows = use_state(PAGE_ROWS)
    search, scrolled = use_ref(None), use_ref(None)
    found, listed = _listed(desk, wanted_loans(desk, chosen_filter), rows)
    chosen = place.value("loan")
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = min(LIST_PIXELS, width - RAIL_PIXELS - LEAST_PANE_PIXELS) if right else width - RAIL_PIXELS
    office_table = use_office_table(desk, "loans", desk.t("Loans"), loan_columns(desk), listed, pixels)
    actions = use_loan_actions(office_table)

    def narrow(**parts: Any) -> None:
        latest = desk.memory.get("loan_filter", {}) | parts
        desk.memory["loan_filter"] = latest
        set_filter(latest)
        set_rows(PAGE_ROWS)
        office_table.select(Selection())

    def step(by: int) -> None:
        there = moved(listed.ids, chosen, by)
        if there is not None:
            desk.go(route_to("loan", loan=there))
            follow(desk, scrolled, listed.ids.index(there), ROW_PIXELS)

    use_keys(keyboard_of(desk), list_keys(desk, step, "loans", search) | office_table.keys(chosen, step))
    more = text_button(desk.t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-loans")
    after = [more] if listed.count > len(found) else []
    counted = desk.t.count("{n} loan listed", "{n} loans listed", listed.count)
    bar = table_bar(office_table, counted, actions=actions)
    body = _table(office_table, found, chosen, after, scrolled) if found else _nothing(desk)
    left = ft.Column(
        [_filters(desk, chosen_filter, narrow, search, bar), body],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    if right is None:
        return left
    return split(ft.Container(left, width=pixels), right, left_flex=0, right_flex=1)


def wanted_loans(desk: Desk, chosen: dict[str, Any]) -> LoanFilter:
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


def _table(
    office_table: OfficeTable, found: list[Loan], chosen: str | None, after: list[Any], handle: Any
) -> ft.Control:
    desk = office_table.desk
    lines = [
        office_table.row(
            each.id,
            each,
            key=f"loan-{each.id}",
            height=ROW_PIXELS,
            is_chosen=each.id == chosen,
            on_open=lambda each=each: desk.go(route_to("loan", loan=each.id)),
        )
        for each in found
    ]
    tick = office_table.head_tick()
    return table(office_table.columns, lines, key="loan-list", after=after, handle=handle, tick=tick)


def _filters(
    desk: Desk, chosen: dict[str, Any], narrow: Callable[..., None], search: Any, bar: ft.Control
) -> ft.Control:
    t = desk.t
    departments = [("", t("All departments"))]
    departments += [(name, name) for name in loans.departments_with_loans(desk.store.db)]
    sorts = [("", t("Every kind")), *((value, t(words)) for value, words in LOAN_SORTS.items())]
    field = Field(
        keyboard_of(desk),
        t("Search (press /)"),
        lambda said: narrow(text=said.strip()),
        initial=chosen.get("text", ""),
        name="search",
        rests=True,
        icon=ft.Icons.SEARCH,
        handle=search,
        key="loan-search",
    )
    department = pick(
        t("Department"), departments, chosen.get("department", ""), lambda said: narrow(department=said),
        key="department", width=144,
    )  # fmt: skip
    sort = pick(
        t("Kind"), sorts, chosen.get("sort", ""), lambda said: narrow(sort=said), key="sort", width=152
    )
    views = [(value, t(words)) for value, words in FILTERS.items()]
    rows: list[ft.Control] = [
        ft.Row([ft.Container(field, expand=True), sort, department], spacing=theme.GRID),
        chips("view", views, chosen.get("view", "out"), lambda value: narrow(view=value)),
        bar,
    ]
    return ft.Container(
        ft.Column(rows, spacing=theme.GRID, tight=True),
        padding=ft.Padding.only(left=16, right=8, top=12, bottom=4),
    )


def _nothing(desk: Desk) -> ft.Control:
    words = desk.t("No such loan. Things are handed out and lent on the phone: scan a label, or open a card.")
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
    if loan is None:
        return no_such_place(desk)
    if is_return:
        form: ft.Control = ReturnForm(desk, loan, key=f"return-{loan_id}")
        return form
    back = route_to("return", loan=loan_id)
    is_out = loan.state == "out"
    button = yes_button(t("Take back"), lambda: desk.go(back), key="take-back")
    return pane(loan_parts(loan, desk), bottom=[side_by_side([button])] if is_out else [], key="loan")


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
