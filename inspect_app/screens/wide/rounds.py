"""巡查: the rounds of a day as a table, beside another day's; the chosen one as it was walked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_flag, use_ref, use_state, watch
from inspect_app.parts.buttons import icon_button, text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.field import pick
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, mark
from inspect_app.parts.selection import Selection
from inspect_app.parts.split import split
from inspect_app.parts.type import small
from inspect_app.patrol.route import local_day
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys, use_minutes
from inspect_app.screens.wide.listing import ROW_PIXELS, headed, rows_table
from inspect_app.screens.wide.office_table import (
    RAIL_PIXELS,
    ROOMY_PIXELS,
    Listed,
    OfficeTable,
    use_office_table,
)
from inspect_app.screens.wide.round_columns import round_columns
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.screens.wide.walk import WalkPane
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.views.wide.round_table import DayRow, DayTotals, rounds_of_day, totals

WALK_PIXELS, SMALL_WALK_PIXELS = 480, 440
COMPARED = {"": "With no day", "1": "The day before", "7": "A week before"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@component
def RoundsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The table stays while rounds are opened one after the other."""
    watch(desk.changes)
    use_minutes()
    width = watch(desk.looks).width
    t, held = desk.t, desk.memory.setdefault("rounds", {})
    today = local_day(desk.now_ms, desk.offset_minutes)
    day, set_day = use_state(_day_of(place) or held.get("day") or today)
    other, compare = use_state(held.get("other"))
    choosing, set_choosing = use_flag()
    handle = use_ref(None)
    rows = rounds_of_day(desk.store, day, desk.now_ms, desk.offset_minutes)
    others = rounds_of_day(desk.store, other, desk.now_ms, desk.offset_minutes) if other else []
    chosen = _chosen(place, rows)
    right = _right(desk, place, is_roomy=width >= ROOMY_PIXELS)
    pixels = width - RAIL_PIXELS - (_walk_pixels(width) if right else 0)
    columns = round_columns(desk, _twins(others) if other else None)
    office_table = use_office_table(
        desk, "rounds", t("Rounds"), columns, _listed(rows), pixels, day=day.isoformat()
    )

    def to_day(wanted: date) -> None:
        held["day"] = wanted
        set_day(wanted)
        office_table.select(Selection())
        desk.go(route_to("rounds"))

    def to_other(wanted: date | None) -> None:
        held["other"] = wanted
        compare(wanted)

    def step(by: int) -> None:
        found = moved([row.id for row in rows], chosen.id if chosen else None, by)
        if found is not None:
            number = [row.id for row in rows].index(found)
            _open(desk, rows[number])
            follow(desk, handle, number, ROW_PIXELS)

    ft.use_dialog(_date_dialog(day, today, to_day, lambda: set_choosing(False)) if choosing else None)
    keys = list_keys(desk, step, "rounds") | office_table.keys(chosen.id if chosen else None, step)
    use_keys(keyboard_of(desk), {} if choosing else keys)
    above = [
        _head(desk, day, today, other, to_day, to_other, lambda: set_choosing(True)),
        _totals_table(desk, day, rows, other, others),
        table_bar(office_table, t.count("{n} round", "{n} rounds", len(rows))),
    ]
    left = headed(above, _table(office_table, rows, chosen, handle))
    return split(left, right, right_width=_walk_pixels(width))


def _walk_pixels(width: int) -> int:
    return WALK_PIXELS if width >= ROOMY_PIXELS else SMALL_WALK_PIXELS


def _twins(others: list[DayRow]) -> dict[tuple[str, str], DayRow]:
    return {(row.view.due.route.id, row.view.due.window.key): row for row in others}


def _listed(rows: list[DayRow]) -> Listed:
    ids = [row.id for row in rows]
    return Listed(ids, len(rows), lambda: ids, lambda: zip(ids, rows, strict=True))


def _day_of(place: Place) -> date | None:
    try:
        return date.fromisoformat(place.value("day") or "")
    except ValueError:
        return None


def _chosen(place: Place, rows: list[DayRow]) -> DayRow | None:
    for row in rows:
        due = row.view.due
        if due.route.id == place.value("route") and due.window.key == place.value("window"):
            return row
    return None


def _open(desk: Desk, row: DayRow) -> None:
    due = row.view.due
    desk.go(route_to("round", route=due.route.id, day=due.day.isoformat(), window=due.window.key))


def _right(desk: Desk, place: Place, *, is_roomy: bool) -> ft.Control | None:
    """The round; in a small window nothing until one is chosen."""
    route, day, window = (place.value(name) for name in ("route", "day", "window"))
    if route and day and window:
        return WalkPane(desk, route, day, window, key=f"walk-{route}-{day}-{window}")
    if not is_roomy:
        return None
    nothing = desk.t("Choose a round to see it as it was walked, minute by minute.")
    return empty(ft.Icons.DIRECTIONS_WALK, nothing, key="no-round-chosen")


def day_words(day: date, today: date, t: Words) -> str:
    """'11月22日 周日 · 今天'."""
    words = f"{t('{month}/{day}', month=day.month, day=day.day)} {t(WEEKDAYS[day.weekday()])}"
    away = (today - day).days
    return words + {0: f" · {t('Today')}", 1: f" · {t('Yesterday')}"}.get(away, "")


def _head(
    desk: Desk,
    day: date,
    today: date,
    other: date | None,
    to_day: Callable[[date], None],
    to_other: Callable[[date | None], None],
    choose: Callable[[], None],
) -> ft.Control:
    t = desk.t
    one = timedelta(days=1)
    after = (lambda: to_day(day + one)) if day < today else None

    days = {"": None, "1": day - one, "7": day - 7 * one}
    held = next((value for value, wanted in days.items() if wanted == other), "")
    choices = [(value, t(words)) for value, words in COMPARED.items()]
    compared = pick(
        t("Compare"), choices, held, lambda value: to_other(days[value]), key="compare", width=144
    )
    turning = ft.Row(
        [
            icon_button(ft.Icons.CHEVRON_LEFT, t("Day before"), lambda: to_day(day - one), key="day-before"),
            text_button(day_words(day, today, t), choose, key="day", icon=ft.Icons.CALENDAR_MONTH),
            icon_button(
                ft.Icons.CHEVRON_RIGHT, t("Day after"), after, key="day-after", disabled=after is None
            ),
        ],
        spacing=0,
        tight=True,
    )
    return ft.Row(
        [turning, compared],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
        run_spacing=theme.GRID,
    )


def _date_dialog(day: date, today: date, to_day: Any, close: Callable[[], None]) -> ft.DatePicker:
    def chosen(event: Any) -> None:
        value = event.control.value
        close()
        if value is not None:
            to_day(value.date() if hasattr(value, "date") else value)

    return ft.DatePicker(value=day, last_date=today, on_change=chosen, on_dismiss=lambda _: close())


def _totals_table(
    desk: Desk, day: date, rows: list[DayRow], other: date | None, others: list[DayRow]
) -> ft.Control:
    """One line per day, so that the eye compares columns."""
    today = local_day(desk.now_ms, desk.offset_minutes)
    lines = [_totals_line(desk, day_words(day, today, desk.t), totals(day, rows))]
    if other is not None:
        lines.append(_totals_line(desk, day_words(other, today, desk.t), totals(other, others)))
    return ft.Column(lines, spacing=4, tight=True)


def _totals_line(desk: Desk, name: str, sums: DayTotals) -> ft.Control:
    t = desk.t
    shown: list[ft.Control] = [
        small(t("{n}/{total} rounds walked", n=sums.walked, total=sums.rounds)),
        small(t("{done}/{total} points", done=sums.done, total=sums.points)),
        mark(ATTENTION if sums.late else QUIET, t.count("{n} late", "{n} late", sums.late)),
        mark(FAILED if sums.missed else PASSED, t.count("{n} missed", "{n} missed", sums.missed)),
        small(t.count("{n} left out", "{n} left out", sums.skipped)),
        small(t.count("{n} fault", "{n} faults", sums.faults)),
        small(t.count("{n} minute", "{n} minutes", sums.minutes)),
    ]
    sums_row = ft.Row(shown, spacing=20, run_spacing=4, wrap=True, expand=True)
    return ft.Row([ft.Container(small(name), width=168), sums_row], spacing=4)


def _table(office_table: OfficeTable, rows: list[DayRow], chosen: DayRow | None, handle: Any) -> ft.Control:
    desk = office_table.desk
    if not rows:
        words = desk.t("No round was planned for this day.")
        return ft.Container(empty(ft.Icons.ROUTE_OUTLINED, words, key="no-rounds"), expand=True)
    return rows_table(
        office_table,
        rows,
        "round",
        chosen.id if chosen else None,
        lambda row: _open(desk, row),
        handle=handle,
    )
