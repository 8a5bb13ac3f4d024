"""借用与归还 on the phone: what is out, what is overdue, what I have, what came back; damages beside it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.components import component, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.lending import damage_line, loan_line
from inspect_app.parts.page import page
from inspect_app.routes import Place, route_to
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts.moments import day_of
from storage.queries import damages, loans
from storage.queries.damages import DamageFilter
from storage.queries.loans import LoanFilter

FILTERS = {
    "overdue": "Overdue",
    "mine": "My loans",
    "out": "Out",
    "returned": "Returned",
    "damages": "Damages",
}


@component
def LoansScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """50 rows at a time; the view comes back with the person."""
    watch(desk.changes)
    t = desk.t
    chosen, choose = use_state(desk.memory.get("loans", "out"))
    scrolling = use_scrolling(desk, "loans")
    rows = scrolling.rows

    def pick(value: str) -> None:
        desk.memory["loans"] = value
        scrolling.from_top()
        choose(value)

    lines = _damage_lines(desk, rows + 1) if chosen == "damages" else _loan_lines(desk, chosen, rows + 1)
    nothing = empty(
        ft.Icons.SWAP_HORIZ,
        t("Nothing here. Scan a thing's label to lend it or take it back."),
        button=t("Scan a label"),
        on_click=lambda: desk.go(route_to("scan")),
        key="no-loans",
    )
    more = [text_button(t("Show more"), scrolling.show_more, key="more")]
    return page(
        [*(lines[:rows] or [nothing]), *(more if len(lines) > rows else [])],
        top=[chips("loans", [(value, t(words)) for value, words in FILTERS.items()], chosen, pick)],
        key="loans-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _loan_lines(desk: Desk, chosen: str, limit: int) -> list[ft.Control]:
    today = day_of(desk.now_ms, desk.offset_minutes)
    wanted = LoanFilter(view="out" if chosen == "mine" else chosen, today=today)
    if chosen == "mine":
        wanted = LoanFilter(view="out", today=today, holder_id=desk.author.person or "-")
    found = loans.loan_list(desk.store.db, wanted, limit=limit)
    return [loan_line(each, today, desk.t, _goes(desk, route_to("loan", loan=each.id))) for each in found]


def _damage_lines(desk: Desk, limit: int) -> list[ft.Control]:
    found = damages.damage_list(desk.store.db, DamageFilter(view="all"), limit=limit)
    return [damage_line(each, desk.t, _goes(desk, route_to("damage", damage=each.id))) for each in found]


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)
