"""盘点: the counts of the school, those that run first."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, watch
from inspect_app.parts.buttons import main_button
from inspect_app.parts.card import card, chevron, line
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import PASSED, QUIET, UNSENT, pill
from inspect_app.parts.page import page
from inspect_app.parts.type import small, strong
from inspect_app.routes import Place, route_to
from inspect_app.screens.counting.words import may_count
from inspect_app.state import Desk
from inspect_app.texts.moments import day_of
from inspect_app.texts.stocktake_words import LABELS, STATES
from storage.queries import stocktakes
from storage.queries.stocktakes import Stocktake

MEANINGS = {"open": UNSENT, "closed": QUIET, "accepted": PASSED, "cancelled": QUIET}
ICONS = {"open": ft.Icons.PENDING_ACTIONS, "closed": ft.Icons.LOCK_OUTLINE}


@component
def StocktakesScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Every count that is known here."""
    watch(desk.changes)
    rows = stocktakes.stocktakes(desk.store.db, limit=50)
    words = desk.t("No count yet. The office opens one on its computer; it comes with the sync.")
    sync = empty(
        ft.Icons.FACT_CHECK_OUTLINED,
        words,
        button=desk.t("Sync"),
        on_click=lambda: desk.go(route_to("sync")),
        key="no-stocktakes",
    )
    lines: list[ft.Control] = [stocktake_line(row, desk) for row in rows]
    return page(lines or [sync], key="stocktakes-page")


def state_pill(row: Stocktake, desk: Desk) -> ft.Control:
    return pill(MEANINGS[row.state], desk.t(STATES[row.state]), icon=ICONS.get(row.state))


def stocktake_line(row: Stocktake, desk: Desk, *, is_chosen: bool = False) -> ft.Control:
    """Name, sort and day of one count."""
    day = day_of(row.opened_ms, desk.offset_minutes)
    below = " · ".join(part for part in (desk.t(LABELS[row.sort]), row.term, day) if part)
    made = line(
        row.name,
        key=f"stocktake-{row.id}",
        below=below,
        marks=[state_pill(row, desk)],
        after=chevron(),
        on_click=lambda: desk.go(route_to("stocktake", stocktake=row.id)),
    )
    if is_chosen and isinstance(made, ft.Container):
        made.bgcolor = ft.Colors.PRIMARY_CONTAINER
    return made


def open_stocktake_cards(desk: Desk) -> list[ft.Control]:
    """The counts that run, for the first screen of who may count."""
    if not may_count(desk):
        return []
    return [_card(row, desk) for row in stocktakes.open_stocktakes(desk.store.db)]


def _card(row: Stocktake, desk: Desk) -> ft.Control:
    t = desk.t
    go = lambda: desk.go(route_to("stocktake", stocktake=row.id))  # noqa: E731
    words = t("Since {day}", day=day_of(row.opened_ms, desk.offset_minutes))
    return card(
        [
            small(t("Stocktake")),
            strong(row.name),
            small(f"{t(LABELS[row.sort])} · {words}"),
            main_button(t("Go on counting"), go, key=f"count-{row.id}", icon=ft.Icons.FACT_CHECK_OUTLINED),
        ],
        key=f"stocktake-card-{row.id}",
    )
