"""来访统计: a period's visits by day, kind, host and quarter hour; every figure opens the visits that it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.visit_tables import list_section, report_sections, visits_xlsx
from inspect_app.components import component, use_state, watch
from inspect_app.gate.visit_report import Period, VisitReport, own_period, period_of, quarter_words
from inspect_app.parts.arriving import arriving, is_arriving
from inspect_app.parts.buttons import second_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field
from inspect_app.parts.meaning import ATTENTION, QUIET, mark
from inspect_app.parts.type import small, text
from inspect_app.patrol.route import local_day
from inspect_app.routes import Place
from inspect_app.screens.wide.gate.bars import Bar, bars
from inspect_app.screens.wide.gate.report_lists import RowOfCount, counted_card, opening
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.overview import card_of, number_tile
from inspect_app.screens.wide.paper_button import paper_button
from inspect_app.state import Desk
from inspect_app.views.wide.visit_report import visit_report, visits_of

PERIOD_WORDS = {
    "today": "Today",
    "week": "This week",
    "month": "This month",
    "term": "This term",
    "own": "From day to day",
}
MEMORY = "visit_report"
DAY_BARS_MOST, LABELS_MOST = 62, 8
FIRST_HOUR, LAST_HOUR = 7, 18
"""Hours that the chart always shows; a visit outside of them widens it."""


@component
def VisitReportsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The period that was looked at last is kept while the person is elsewhere."""
    watch(desk.changes)
    today = local_day(desk.now_ms, desk.offset_minutes)
    period, choose = use_state(desk.memory.get(MEMORY) or period_of("month", today))

    def change(chosen: Period) -> None:
        desk.memory[MEMORY] = chosen
        choose(chosen)

    if is_arriving(desk):
        return ft.Container(arriving(desk), key="reports-arriving", expand=True, padding=24)
    report = visit_report(desk.store, period, desk.now_ms, desk.offset_minutes)
    body = _body(report, desk) if report.total["visits"] else [_nobody(desk)]
    return ft.ListView(
        [_chooser(desk, period, today, change, report), *body],
        key="visit-reports",
        expand=True,
        spacing=16,
        padding=24,
    )


def _chooser(
    desk: Desk, period: Period, today: date, change: Callable[[Period], None], report: VisitReport
) -> ft.Control:
    t = desk.t

    def pick(name: str) -> None:
        change(Period(period.first, period.last, "own") if name == "own" else period_of(name, today))

    names = [(name, t(words)) for name, words in PERIOD_WORDS.items()]
    own = [OwnDays(desk, period, change, key="own-days")] if period.name == "own" else [_days(period)]
    left = ft.Row(
        [chips("period", names, period.name, pick, wraps=True), *own], spacing=16, wrap=True, expand=True
    )
    return ft.Row([left, *_downloads(desk, report)], spacing=theme.GRID)


def _days(period: Period) -> ft.Control:
    return small(f"{period.first.isoformat()} — {period.last.isoformat()}", no_wrap=True)


@component
def OwnDays(desk: Desk, period: Period, change: Callable[[Period], None]) -> ft.Control:  # noqa: N802
    """Two days as typed; what is no period is said below, and changes nothing."""
    t = desk.t
    typed, set_typed = use_state((period.first.isoformat(), period.last.isoformat()))
    error, say = use_state("")

    def said(place: int, value: str) -> None:
        both = (value, typed[1]) if place == 0 else (typed[0], value)
        set_typed(both)
        held = own_period(*both)
        say("" if held else t("Write two days as 2026-09-01, the earlier first."))
        if held:
            change(held)

    fields = [
        Field(
            keyboard_of(desk),
            t(words),
            partial(said, place),
            initial=typed[place],
            name=f"own-{name}",
            width=136,
            rests=True,
            key=f"field-{name}",
        )
        for place, (name, words) in enumerate((("first", "From"), ("last", "Until")))
    ]
    below: list[ft.Control] = [mark(ATTENTION, error)] if error else []
    return ft.Row([*fields, *below], spacing=theme.GRID)


def _downloads(desk: Desk, report: VisitReport) -> list[ft.Control]:
    """The workbook is made here, the paper on the server by this desk's clock; in both, visitors are masked."""
    t, period = desk.t, report.period
    days = f"{period.first.isoformat()}_{period.last.isoformat()}"
    file_name = f"{t('Report of visits')}-{days}"

    def save() -> None:
        listed = list_section(
            visits_of(desk.store, period, desk.offset_minutes), report, desk.offset_minutes, t
        )
        content = visits_xlsx([*report_sections(report, t), listed])
        desk.device.shell.save_file(f"{file_name}.xlsx", content)
        desk.say(t("The table was saved to a file."))

    workbook = second_button(t("Workbook"), save, key="report-xlsx", icon=ft.Icons.TABLE_VIEW)
    wanted = f"{days}_{desk.offset_minutes}"
    paper = paper_button(
        desk, t("PDF file"), "visit_report", wanted, key=f"paper-{days}", file_name=f"{file_name}.pdf"
    )
    return [workbook, paper]


def _nobody(desk: Desk) -> ft.Control:
    words = desk.t("Nobody came in these days. Choose other days, or import the paper visitors' book.")
    return empty(ft.Icons.BAR_CHART, words, key="no-visits")


def _body(report: VisitReport, desk: Desk) -> list[ft.Control]:
    t = desk.t
    sorts = [
        RowOfCount(sort, report.sort_name(sort), count, opening(desk, report, sort=sort))
        for sort, count in report.by_sort
    ]
    hosts = [
        RowOfCount(host, report.hosts.get(host, host), count, opening(desk, report, host=host))
        for host, count in report.by_host
    ]
    lower = ft.Row(
        [
            counted_card(t("By kind"), sorts, report.total["visits"], t, key="sorts-card"),
            counted_card(t("By host"), hosts, report.total["visits"], t, key="hosts-card"),
        ],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    charts = ft.Row(
        [ft.Container(_quarters(report, desk), expand=6), ft.Container(_by_day(report, desk), expand=5)],
        spacing=16,
    )
    return [_numbers(report, desk), charts, lower]


def _numbers(report: VisitReport, desk: Desk) -> ft.Control:
    t, total = desk.t, report.total
    average = "–" if report.average_minutes is None else str(report.average_minutes)
    late = ATTENTION if total["overdue"] else QUIET
    every, overdue = opening(desk, report), opening(desk, report, view="overdue")
    tiles: list[ft.Control] = [
        number_tile(str(total["visits"]), t("visits in all"), QUIET, every, "visits"),
        number_tile(str(total["people"]), t("people, with those who came along"), QUIET, None, "people"),
        number_tile(str(total["overdue"]), t("longer than they may"), late, overdue, "overdue"),
        number_tile(average, t("minutes stayed on average"), QUIET, None, "average"),
        number_tile(str(total["open"]), t("leaving not recorded"), QUIET, None, "open"),
    ]
    told: list[ft.Control] = []
    if report.erased:
        words = t(
            "{n} of these visits are erased: they are counted, and nobody can be opened.", n=report.erased
        )
        told = [small(words, key="erased")]
    return ft.Column(
        [ft.Row(tiles, spacing=16), *told],
        spacing=theme.GRID,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _quarters(report: VisitReport, desk: Desk) -> ft.Control:
    """The busiest quarter hours, and in words which is the fullest."""
    t, quarters = desk.t, report.quarters
    hours = [quarter // 4 for quarter, count in enumerate(quarters) if count]
    first, last = min([*hours, FIRST_HOUR]), max([*hours, LAST_HOUR]) + 1
    drawn = [
        Bar(
            f"quarter-{quarter}",
            quarters[quarter],
            f"{quarter_words(quarter)} · {t.count('{n} visit', '{n} visits', quarters[quarter])}",
        )
        for quarter in range(4 * first, 4 * last)
    ]
    labels = [(f"{hour:02}", 4) for hour in range(first, last)]
    busiest = report.busiest
    after = busiest and t(
        "Busiest: {clock}, {visits}",
        clock=quarter_words(busiest[0]),
        visits=t.count("{n} visit", "{n} visits", busiest[1]),
    )
    return card_of(
        t("Visitors by quarter hour of the day"),
        [bars(drawn, labels, key="quarters")],
        key="quarters-card",
        after=text(after) if after else None,
    )


def _by_day(report: VisitReport, desk: Desk) -> ft.Control:
    """A bar a day; of a long period a bar a week, which opens its days."""
    t = desk.t
    days = list(report.days.items())
    step = 1 if len(days) <= DAY_BARS_MOST else 7
    drawn = []
    for start in range(0, len(days), step):
        part = days[start : start + step]
        first, last, count = part[0][0], part[-1][0], sum(tally["visits"] for _, tally in part)
        words = first if step == 1 else f"{first} — {last}"
        told = f"{words} · {t.count('{n} visit', '{n} visits', count)}"
        drawn.append(Bar(f"day-{first}", count, told, opening(desk, report, first=first, last=last)))
    labels = _day_labels([day for day, _ in days], step, len(drawn))
    title = t("By day") if step == 1 else t("By week")
    return card_of(title, [bars(drawn, labels, key="days")], key="days-card")


def _day_labels(days: Sequence[str], step: int, count: int) -> list[tuple[str, int]]:
    """The day under every so many bars, as '09-01'."""
    every = max(1, -(-count // LABELS_MOST))
    return [(days[start * step][5:], min(every, count - start)) for start in range(0, count, every)]
