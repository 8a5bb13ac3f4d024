"""盘点: the counts left; the chosen one right, as it runs or as it came out."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, watch
from inspect_app.parts.buttons import main_button
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.split import pane, split
from inspect_app.routes import Place, route_to
from inspect_app.screens.counting.stocktakes import stocktake_line
from inspect_app.screens.wide.counting.opening import OpeningForm
from inspect_app.screens.wide.counting.outcome import Outcome
from inspect_app.screens.wide.counting.running import RunningCount
from inspect_app.screens.wide.keyboard import keyboard_of, list_keys
from inspect_app.state import Desk
from storage.queries import stocktakes
from storage.queries.stocktakes import Stocktake

LIST_PIXELS = 360
NEW = "new"


@component
def WideStocktakesScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The office opens and closes; others look on."""
    watch(desk.changes)
    t = desk.t
    rows = stocktakes.stocktakes(desk.store.db)
    chosen = place.value("stocktake")
    ids = [row.id for row in rows]

    def step(by: int) -> None:
        there = moved(ids, chosen, by)
        if there is not None:
            desk.go(route_to("stocktake", stocktake=there))

    use_keys(keyboard_of(desk), list_keys(desk, step, "stocktakes"))
    lines = [stocktake_line(row, desk, is_chosen=row.id == chosen) for row in rows]
    nothing = empty(ft.Icons.FACT_CHECK_OUTLINED, t("No count yet. Open one, and every phone counts along."))
    left = pane(lines or [nothing], bottom=_new(desk), key="stocktakes")
    right = _right(desk, rows, chosen)
    return split(ft.Container(left, width=LIST_PIXELS), right, left_flex=0, right_flex=1)


def is_office(desk: Desk) -> bool:
    return bool(desk.store.setting("role") == "office")


def _new(desk: Desk) -> list[ft.Control]:
    if not is_office(desk):
        return []
    go = lambda: desk.go(route_to("stocktake", stocktake=NEW))  # noqa: E731
    return [main_button(desk.t("Open a count"), go, key="new-stocktake", icon=ft.Icons.ADD)]


def _right(desk: Desk, rows: list[Stocktake], chosen: str | None) -> ft.Control:
    row = next((each for each in rows if each.id == chosen), None)
    if chosen == NEW and is_office(desk):
        form: ft.Control = OpeningForm(desk, key="opening")
        return form
    if row is None:
        words = desk.t("Choose a count to see how far it is and what came out.")
        return empty(ft.Icons.FACT_CHECK_OUTLINED, words, key="no-stocktake-chosen")
    screen = RunningCount if row.state == "open" else Outcome
    made: ft.Control = screen(desk, row, is_office(desk), key=f"{row.state}-{row.id}")
    return made
