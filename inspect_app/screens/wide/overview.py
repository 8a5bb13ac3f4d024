"""总览: today's rounds, open faults, who is where, which visitors are in, whose work has not come yet.

Every number opens what it counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.post import settings_here
from inspect_app.actions.office import calls
from inspect_app.components import component, watch
from inspect_app.parts.arriving import arriving, is_arriving
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, UNSENT, Meaning, mark
from inspect_app.parts.names import LEVELS, level_meaning
from inspect_app.parts.type import figure, heading, small, text
from inspect_app.parts.update_card import update_card
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.asking import Asked, asked_notice, use_answer
from inspect_app.screens.wide.axis import axis
from inspect_app.screens.wide.gate.overview_lines import on_campus_lines, open_visits
from inspect_app.screens.wide.keyboard import use_minutes
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import ago, clock_time
from inspect_app.views.rounds import RoundView
from inspect_app.views.wide import overview as view_of
from inspect_app.views.wide.overview import Overview
from inspect_app.views.wide.visits import VisitRow, on_campus_rows
from storage.queries.overview import LastSeen
from storage.queries.visit_list import VisitFilter

PEOPLE_SHOWN = 8
AGES = ("within a day", "1–3 days", "3–7 days", "over 7 days")


@component
def OverviewScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The office's first screen of the day."""
    watch(desk.changes)
    use_minutes()
    t = desk.t
    view = view_of.overview_of(desk.store, desk.now_ms, desk.offset_minutes)
    asked = use_answer(desk, lambda: calls.devices(calls.transport_of(desk.store, desk.device)))
    visitors = _visitors(desk)
    if is_arriving(desk):
        return ft.Container(arriving(desk), key="overview-arriving", expand=True, padding=24)
    lower = ft.Row(
        [
            ft.Container(_faults(view, desk), expand=5),
            ft.Container(_people(view, desk), expand=5),
            ft.Container(_devices(asked, desk), expand=5),
        ],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.ListView(
        [
            *update_card(desk),
            _numbers(view, asked, visitors, desk),
            _rounds(view, desk, t),
            lower,
            *(
                [card_of(t("Visitors on campus"), on_campus_lines(visitors, desk), key="visitors-card")]
                if visitors
                else []
            ),
        ],
        key="overview",
        expand=True,
        spacing=16,
        padding=24,
    )


def _visitors(desk: Desk) -> list[VisitRow]:
    """Who is in now; only the office and the gate hold visits."""
    return on_campus_rows(desk.store, VisitFilter(now_ms=desk.now_ms), settings_here(desk.store))


def card_of(
    title: str, content: list[ft.Control], *, key: str, after: ft.Control | None = None
) -> ft.Container:
    """A card of the overview with its title."""
    head: list[ft.Control] = [ft.Container(heading(title), expand=True)]
    if after is not None:
        head.append(after)
    return ft.Container(
        ft.Column(
            [ft.Row(head), *content],
            spacing=theme.GRID,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        key=key,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=theme.RADIUS,
        padding=16,
    )


def _numbers(view: Overview, asked: Asked, visitors: list[VisitRow], desk: Desk) -> ft.Control:
    t, points = desk.t, view.points
    unsent = sum(each.unsent for each in asked.value or ())
    seen = f"{points.done + points.late}/{points.total}"
    of_rounds = (
        ("points", seen, t("points seen today"), PASSED if points.missed == 0 else QUIET),
        ("late", str(points.late), t("Late"), ATTENTION if points.late else QUIET),
        ("missed", str(points.missed), t("Missed"), FAILED if points.missed else QUIET),
        ("checks", str(view.checks.checks), t("checks today"), QUIET),
    )
    tiles: list[ft.Control] = [
        number_tile(value, words, meaning, lambda: desk.go(route_to("rounds")), key)
        for key, value, words, meaning in of_rounds
    ]
    tiles += [
        number_tile(
            str(view.open_faults),
            t("open faults"),
            FAILED if view.urgent_faults else QUIET,
            lambda: _open_faults(desk),
            "faults",
        ),
        number_tile(
            "–" if asked.value is None else str(unsent),
            t("records not sent yet"),
            UNSENT if unsent else QUIET,
            lambda: desk.go(route_to("devices")),
            "unsent",
        ),
        *([_visitor_tile(visitors, desk)] if desk.store.setting("role") in ("office", "guard") else []),
    ]
    return ft.Row(tiles, spacing=12, intrinsic_height=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)


def _visitor_tile(visitors: list[VisitRow], desk: Desk) -> ft.Control:
    """Heads on campus; once somebody is over their time it says so, and opens those."""
    t, late = desk.t, sum(row.overdue_minutes > 0 for row in visitors)
    words = t.count("on campus, {n} overdue", "on campus, {n} overdue", late)
    heads = str(sum(row.people for row in visitors))
    view = "overdue" if late else "in"
    return number_tile(
        heads,
        words if late else t("visitors on campus"),
        ATTENTION if late else QUIET,
        lambda: open_visits(desk, view),
        "visitors",
    )


def number_tile(
    value: str, words: str, meaning: Meaning, on_click: Callable[[], Any] | None, key: str
) -> ft.Container:
    """A figure and what it counts; a click opens those."""
    colour = ft.Colors.ON_SURFACE if meaning is QUIET else meaning.strong
    below: ft.Control = small(words) if meaning is QUIET else mark(meaning, words)
    return ft.Container(
        ft.Column([figure(value, color=colour), below], spacing=0, tight=True),
        key=f"number-{key}",
        expand=True,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=theme.RADIUS,
        padding=ft.Padding.symmetric(horizontal=12, vertical=12),
        ink=on_click is not None,
        on_click=on_click,
    )


def _open_faults(desk: Desk, level: str = "", since_ms: int = 0, until_ms: int = 0) -> None:
    """Open the list of faults with a filter of its own."""
    desk.memory["fault_filter"] = {
        "states": "open",
        "level": level,
        "found_from_ms": since_ms,
        "found_until_ms": until_ms,
    }
    desk.go(route_to("tasks"))


def _rounds(view: Overview, desk: Desk, t: Words) -> ft.Control:
    def look(each: RoundView) -> None:
        due = each.due
        desk.go(route_to("round", route=due.route.id, day=due.day.isoformat(), window=due.window.key))

    if not view.routes:
        nothing = empty(
            ft.Icons.ROUTE_OUTLINED,
            t("No round is planned for today. Lay out a route with its hours."),
            button=t("Lay out routes"),
            on_click=lambda: desk.go(route_to("plans")),
            key="no-routes",
        )
        return card_of(t("Today's rounds"), [nothing], key="rounds-card")
    now_hour = (desk.now_ms - view.day_start_ms) / 3_600_000
    now = small(t("Now {clock}", clock=clock_time(desk.now_ms, desk.offset_minutes)))
    return card_of(t("Today's rounds"), [axis(view, now_hour, t, look)], key="rounds-card", after=now)


def _faults(view: Overview, desk: Desk) -> ft.Control:
    """A row per level, a column per age; every cell opens its faults."""
    t = desk.t
    if not view.open_faults:
        nothing = empty(ft.Icons.CHECK_CIRCLE_OUTLINE, t("No fault is open."), key="no-faults")
        return card_of(t("Open faults"), [nothing], key="faults-card")
    head = ft.Row(
        [ft.Container(width=80), *(ft.Container(small(t(words)), expand=1) for words in AGES)], spacing=4
    )
    rows = [
        ft.Row(
            [
                ft.Container(mark(level_meaning(level), t(LEVELS[level])), width=80),
                *(_cell(count, level, column, desk) for column, count in enumerate(counts)),
            ],
            spacing=4,
        )
        for level, counts in zip(view_of.LEVELS, view.faults, strict=True)
    ]
    return card_of(t("Open faults"), [head, *rows], key="faults-card")


def _cell(count: int, level: str, column: int, desk: Desk) -> ft.Control:
    since, until = view_of.age_bounds(column, desk.now_ms)
    meaning = level_meaning(level)
    return ft.Container(
        ft.Text(
            str(count) if count else "·",
            style=theme.style(theme.BODY, theme.STRONG),
            color=meaning.on_soft if count else ft.Colors.ON_SURFACE_VARIANT,
        ),
        key=f"faults-{level}-{column}",
        expand=1,
        height=40,
        alignment=ft.Alignment.CENTER,
        bgcolor=meaning.soft if count else None,
        border_radius=theme.GRID,
        ink=bool(count),
        on_click=(lambda: _open_faults(desk, level, since, until)) if count else None,
    )


def _people(view: Overview, desk: Desk) -> ft.Control:
    t = desk.t
    if not view.people:
        nothing = empty(ft.Icons.PERSON_SEARCH, t("Nobody has checked anything today."), key="nobody")
        return card_of(t("Who is where"), [nothing], key="people-card")
    lines = [_person(each, desk) for each in view.people[:PEOPLE_SHOWN]]
    return card_of(t("Who is where"), lines, key="people-card")


def _person(each: LastSeen, desk: Desk) -> ft.Control:
    """Who, how much today, and below it where the last check was."""
    t = desk.t
    said = f"{each.person} · {t.count('{n} check', '{n} checks', each.checks)}"
    where = ft.Column(
        [
            text(said, max_lines=1, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS),
            small(each.place, max_lines=1, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return ft.Container(
        ft.Row([where, small(ago(t, each.done_ms, desk.now_ms), no_wrap=True)], spacing=theme.GRID),
        key=f"person-{each.person_id}",
        padding=ft.Padding.symmetric(vertical=2),
        ink=True,
        on_click=lambda: desk.go(route_to("record", check=each.check_id)),
    )


def _devices(asked: Asked, desk: Desk) -> ft.Control:
    """Phones that said they hold work, or were not heard of for a day."""
    t = desk.t
    title = t("Not sent yet")
    over = asked_notice(asked, desk, key="devices")
    if asked.value is None:
        return card_of(title, over, key="devices-card")
    waiting = [each for each in asked.value if each.unsent and not each.revoked_ms]
    lines: list[ft.Control] = [_device(each, desk) for each in waiting[:PEOPLE_SHOWN]]
    if not lines:
        sentence = small(t("Every phone had sent everything when it was last heard of."), expand=True)
        lines = [ft.Row([ft.Icon(PASSED.icon, color=PASSED.strong, size=18), sentence], spacing=theme.GRID)]
    return card_of(title, [*over, *lines], key="devices-card")


def _device(each: calls.EnrolledDevice, desk: Desk) -> ft.Control:
    t = desk.t
    when = ago(t, each.last_seen_ms, desk.now_ms) if each.last_seen_ms else t("Never")
    return ft.Container(
        ft.Row(
            [
                ft.Container(text(each.label or each.id, max_lines=1, no_wrap=True), expand=True),
                mark(UNSENT, t.count("{n} to send", "{n} to send", each.unsent)),
                ft.Container(small(when), width=88, alignment=ft.Alignment.CENTER_RIGHT),
            ],
            spacing=theme.GRID,
        ),
        key=f"unsent-{each.id}",
        height=40,
        ink=True,
        on_click=lambda: desk.go(route_to("devices")),
    )
