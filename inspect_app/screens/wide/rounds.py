"""巡查: the rounds of a day as a table, beside another day's; the chosen one as it was walked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.day_table import day_csv
from inspect_app.components import component, use_flag, use_ref, use_state, watch
from inspect_app.parts.buttons import icon_button, text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.field import pick
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, mark
from inspect_app.parts.split import split
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import small
from inspect_app.patrol.route import local_day
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.keyboard import follow, keyboard_of, use_minutes
from inspect_app.screens.wide.walk import WalkPane
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import clock_time
from inspect_app.views.wide.round_table import DayRow, DayTotals, rounds_of_day, totals

WALK_PIXELS = 480
ROW_PIXELS = 56
COMPARED = {"": "With no day", "1": "The day before", "7": "A week before"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@component
def RoundsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The table stays while rounds are opened one after the other."""
    watch(desk.changes)
    use_minutes()
    t, held = desk.t, desk.memory.setdefault("rounds", {})
    today = local_day(desk.now_ms, desk.offset_minutes)
    day, set_day = use_state(_day_of(place) or held.get("day") or today)
    other, compare = use_state(held.get("other"))
    choosing, set_choosing = use_flag()
    handle = use_ref(None)
    rows = rounds_of_day(desk.store, day, desk.now_ms, desk.offset_minutes)
    others = rounds_of_day(desk.store, other, desk.now_ms, desk.offset_minutes) if other else []
    chosen = _chosen(place, rows)

    def to_day(wanted: date) -> None:
        held["day"] = wanted
        set_day(wanted)
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
    keys = {"down": lambda: step(1), "up": lambda: step(-1), "Escape": lambda: desk.go(route_to("rounds"))}
    use_keys(keyboard_of(desk), {} if choosing else keys)
    head = _head(desk, day, today, other, rows, to_day, to_other, lambda: set_choosing(True))
    left = ft.Column(
        [
            ft.Container(
                ft.Column([head, _totals_table(desk, day, rows, other, others)], spacing=12, tight=True),
                padding=ft.Padding.only(left=24, right=24, top=16, bottom=8),
            ),
            _table(desk, rows, others if other else None, chosen, handle),
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return split(left, _right(desk, place, chosen, t), right_width=WALK_PIXELS)


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


def _right(desk: Desk, place: Place, chosen: DayRow | None, t: Words) -> ft.Control:
    route, day, window = (place.value(name) for name in ("route", "day", "window"))
    if route and day and window:
        return WalkPane(desk, route, day, window, key=f"walk-{route}-{day}-{window}")
    nothing = t("Choose a round to see it as it was walked, minute by minute.")
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
    rows: list[DayRow],
    to_day: Callable[[date], None],
    to_other: Callable[[date | None], None],
    choose: Callable[[], None],
) -> ft.Control:
    t = desk.t
    one = timedelta(days=1)
    after = (lambda: to_day(day + one)) if day < today else None

    def save() -> None:
        content = day_csv(day.isoformat(), rows, t, desk.offset_minutes)
        desk.device.shell.save_file(f"{t('Rounds')}-{day.isoformat()}.csv", content)
        desk.say(t("The table was saved to a file."))

    days = {"": None, "1": day - one, "7": day - 7 * one}
    held = next((value for value, wanted in days.items() if wanted == other), "")
    choices = [(value, t(words)) for value, words in COMPARED.items()]
    compared = pick(
        t("Compare"), choices, held, lambda value: to_other(days[value]), key="compare", width=152
    )
    can_save = save if rows else None
    return ft.Row(
        [
            icon_button(ft.Icons.CHEVRON_LEFT, t("Day before"), lambda: to_day(day - one), key="day-before"),
            text_button(day_words(day, today, t), choose, key="day", icon=ft.Icons.CALENDAR_MONTH),
            icon_button(
                ft.Icons.CHEVRON_RIGHT, t("Day after"), after, key="day-after", disabled=after is None
            ),
            ft.Container(expand=True),
            compared,
            icon_button(ft.Icons.DOWNLOAD, t("Save as a table"), can_save, key="save-day", disabled=not rows),
        ],
        spacing=4,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
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


def _columns(t: Words, *, compared: bool) -> list[Column]:
    other = [Column(t("Other day"), 64, at_end=True)] if compared else []
    return [
        Column(t("Route and hours")),
        Column(t("Person"), 80),
        Column(t("Seen"), 56, at_end=True),
        *other,
        Column(t("Late"), 44, at_end=True),
        Column(t("Missed"), 56, at_end=True),
        Column(t("Found"), 48, at_end=True),
        Column(t("From – to"), 96, at_end=True),
        Column(t("Minutes"), 60, at_end=True),
    ]


def _table(
    desk: Desk, rows: list[DayRow], others: list[DayRow] | None, chosen: DayRow | None, handle: Any
) -> ft.Control:
    t = desk.t
    if not rows:
        words = t("No round was planned for this day.")
        return ft.Container(empty(ft.Icons.ROUTE_OUTLINED, words, key="no-rounds"), expand=True)
    columns = _columns(t, compared=others is not None)
    same = {(row.view.due.route.id, row.view.due.window.key): row for row in others or ()}
    lines = [_row(desk, columns, row, same if others is not None else None, chosen) for row in rows]
    return table(columns, lines, key="rounds-table", handle=handle)


def _row(
    desk: Desk,
    columns: list[Column],
    row: DayRow,
    same: dict[tuple[str, str], DayRow] | None,
    chosen: DayRow | None,
) -> ft.Control:
    due, summary = row.view.due, row.summary
    span = ""
    if summary.first_ms is not None and summary.last_ms is not None:
        span = "–".join(clock_time(at, desk.offset_minutes) for at in (summary.first_ms, summary.last_ms))
    other: list[Any] = []
    if same is not None:
        twin = same.get((due.route.id, due.window.key))
        other = [f"{twin.done}/{twin.summary.points}" if twin else "–"]
    cells: list[Any] = [
        two_lines(due.route.name, f"{due.window.start}–{due.window.end} {due.window.name}"),
        "、".join(row.people) or ("–" if row.has_begun else desk.t("to come")),
        f"{row.done}/{summary.points}",
        *other,
        _count(summary.late, ATTENTION.strong),
        _count(summary.missed, FAILED.strong),
        _count(summary.failed_items, FAILED.strong),
        span,
        str(summary.walked_minutes) if span else "",
    ]
    return table_row(
        columns,
        cells,
        key=f"round-{row.id}",
        is_chosen=chosen is not None and chosen.id == row.id,
        on_click=lambda: _open(desk, row),
        height=ROW_PIXELS,
    )


def _count(number: int, colour: ft.Colors) -> ft.Control:
    """Nothing for none, so that what is there stands out."""
    style = theme.style(theme.SMALL, theme.STRONG if number else theme.PLAIN)
    return ft.Text(str(number) if number else "·", style=style, color=colour if number else None)
