"""路线: the school's routes left, the chosen one to change right; key places that are seen too seldom on top."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_flag, watch
from inspect_app.parts.buttons import main_button
from inspect_app.parts.card import line
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, mark, notice
from inspect_app.parts.split import pane, split
from inspect_app.parts.type import small
from inspect_app.patrol.route import EVERY_DAY, Route
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.keyboard import keyboard_of, list_keys
from inspect_app.screens.wide.plan_editor import PlanEditor
from inspect_app.screens.wide.rounds import WEEKDAYS
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.views.wide.plan import PlanRow, plan_rows, seldom_seen
from inspect_app.views.wide.plan_draft import RouteDraft, draft_of

LIST_PIXELS = 400
NEW = "new"
SELDOM_SHOWN = 4


@component
def PlansScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A half changed route is kept as long as it is shown; it is saved by its button alone."""
    watch(desk.changes)
    t = desk.t
    rows = plan_rows(desk.store)
    chosen = place.value("plan")
    ids = [row.id for row in rows]

    def step(by: int) -> None:
        there = moved(ids, chosen, by)
        if there is not None:
            desk.go(route_to("plan", plan=there))

    use_keys(keyboard_of(desk), list_keys(desk, step, "plans"))
    lines: list[ft.Control] = [_row(row, desk, is_chosen=row.id == chosen) for row in rows]
    nothing = empty(ft.Icons.EDIT_ROAD_OUTLINED, t("No route yet. A route is a list of rooms with hours."))
    new = main_button(
        t("New route"), lambda: desk.go(route_to("plan", plan=NEW)), key="new-route", icon=ft.Icons.ADD
    )
    left = pane([_Coverage(desk, key="coverage"), *(lines or [nothing])], bottom=[new], key="plans")
    return split(ft.Container(left, width=LIST_PIXELS), _right(desk, rows, chosen), left_flex=0, right_flex=1)


def _right(desk: Desk, rows: list[PlanRow], chosen: str | None) -> ft.Control:
    t = desk.t
    row = next((each for each in rows if each.id == chosen), None)
    if chosen == NEW:
        return PlanEditor(desk, RouteDraft(), key="plan-new")
    if row is None:
        words = t("Choose a route to change its rooms, hours and days.")
        return empty(ft.Icons.EDIT_ROAD_OUTLINED, words, key="no-plan-chosen")
    if row.route is None:
        return ft.Container(notice(FAILED, row.problem, key="plan-problem"), padding=24)
    return PlanEditor(desk, draft_of(row.route), key=f"plan-{row.id}")


@component
def _Coverage(desk: Desk) -> ft.Control:  # noqa: N802
    """GB/T 29315-2022: key places at least five times a day."""
    t = desk.t
    is_open, set_open = use_flag()
    short = seldom_seen(desk.store)
    if not short:
        return mark(PASSED, t("Every key place is seen at least 5 times a day."))
    words = t.count(
        "{n} key place is seen fewer than 5 times a day",
        "{n} key places are seen fewer than 5 times a day",
        len(short),
    )
    shown = short if is_open else short[:SELDOM_SHOWN]
    lines: list[ft.Control] = [
        small(f"{place} · {t.count('{n} time', '{n} times', each.visits)}") for place, each in shown
    ]
    if len(short) > len(shown):
        lines.append(small(t("and {n} more", n=len(short) - len(shown))))
    return ft.Container(
        ft.Column([mark(ATTENTION, words), *lines], spacing=4, tight=True),
        key="seldom",
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=theme.RADIUS,
        padding=12,
        ink=True,
        on_click=lambda: set_open(not is_open),
    )


def days_words(days: tuple[int, ...], t: Words) -> str:
    """'每天', '周一 周三'."""
    if days == EVERY_DAY:
        return t("every day")
    return " ".join(t(WEEKDAYS[day - 1]) for day in days)


def _row(row: PlanRow, desk: Desk, *, is_chosen: bool) -> ft.Control:
    t = desk.t
    below = _words(row.route, t) if row.route else row.problem
    made: Any = line(
        row.name,
        key=f"plan-row-{row.id}",
        below=below,
        before=None if row.route else mark(FAILED, ""),
        on_click=lambda: desk.go(route_to("plan", plan=row.id)),
    )
    made.bgcolor = ft.Colors.PRIMARY_CONTAINER if is_chosen else None
    return made


def _words(route: Route, t: Words) -> str:
    points = t.count("{n} point", "{n} points", len(route.points))
    times = t.count("{n} time a day", "{n} times a day", len(route.windows))
    return " · ".join((points, times, days_words(route.days, t)))
