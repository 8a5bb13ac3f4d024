"""今日: the round that is on, what was left undone, what was done lately."""

from __future__ import annotations

import flet as ft

from inspect_app import theme
from inspect_app.components import component, watch
from inspect_app.parts.arriving import arriving, is_arriving
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import card
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, PASSED, mark
from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.page import page
from inspect_app.parts.type import section, small, strong, text
from inspect_app.parts.update_card import update_card
from inspect_app.patrol.schedule import DueRound
from inspect_app.routes import Place, route_to
from inspect_app.screens.begun_forms import BegunWork, begun_line, begun_lines
from inspect_app.screens.counting.stocktakes import open_stocktake_cards
from inspect_app.screens.lending_card import overdue_parts
from inspect_app.screens.room_sheet import check_line, fault_line
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import ago, day_of
from inspect_app.views.rounds import RoundView
from inspect_app.views.today import Today, Unfinished, today


@component
def TodayScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """One thing to do next."""
    watch(desk.changes)
    view = today(desk.store, desk.now_ms, desk.offset_minutes, desk.author.person)
    return page(
        [
            *update_card(desk),
            *open_stocktake_cards(desk),
            *_rounds(view, desk),
            *_todo(view, desk),
            *overdue_parts(desk),
            *_recent(view, desk),
        ],
        key="today-page",
    )


def _rounds(view: Today, desk: Desk) -> list[ft.Control]:
    if view.rounds:
        return [_round_card(each, desk) for each in view.rounds]
    if view.coming is not None:
        return [_coming_card(view.coming, desk)]
    if is_arriving(desk):
        return [arriving(desk)]
    t = desk.t
    return [
        empty(
            ft.Icons.ROUTE_OUTLINED,
            t("No round is planned. Scan a label to check a single room."),
            button=t("Scan a label"),
            on_click=lambda: desk.go(route_to("scan")),
            key="no-rounds",
        )
    ]


def _address(due: DueRound) -> str:
    return route_to("round", route=due.route.id, day=due.day.isoformat(), window=due.window.key)


def _round_card(view: RoundView, desk: Desk) -> ft.Control:
    t, due, progress = desk.t, view.due, view.progress
    total = len(progress.points)
    is_done = progress.settled == total or view.is_finished
    name = " · ".join(part for part in (due.route.name, due.window.name) if part)
    left = t.count("{n} minute left", "{n} minutes left", progress.minutes_left)
    words = t("Look at the round") if is_done else t("Go on with the round")
    if progress.settled == 0 and not is_done:
        words = t("Start the round")
    button = second_button if is_done else main_button
    return card(
        [
            strong(name),
            ft.Row(
                [
                    ft.Container(small(f"{due.window.start}–{due.window.end}"), expand=True),
                    text(t("{done}/{total} points", done=progress.settled, total=total)),
                ]
            ),
            ft.ProgressBar(
                value=progress.settled / max(1, total),
                bar_height=8,
                border_radius=4,
                color=ft.Colors.TERTIARY if is_done else ft.Colors.PRIMARY,
                bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
                semantics_label=name,
            ),
            _finished(view, t) if is_done else _time_left(left, progress.minutes_left),
            button(words, lambda: desk.go(_address(due)), key=f"round-{due.id}"),
        ],
        key=f"round-card-{due.id}",
    )


def _finished(view: RoundView, t: Words) -> ft.Control:
    if view.progress.settled == len(view.progress.points):
        return mark(PASSED, t("All points are done"))
    return mark(ATTENTION, t("The round is finished"))


def _time_left(words: str, minutes: int) -> ft.Control:
    if minutes <= 10:
        return mark(ATTENTION, words, icon=ft.Icons.TIMER_OUTLINED)
    return ft.Row(
        [ft.Icon(ft.Icons.TIMER_OUTLINED, size=18, color=ft.Colors.ON_SURFACE_VARIANT), small(words)],
        spacing=4,
    )


def _coming_card(due: DueRound, desk: Desk) -> ft.Control:
    t = desk.t
    is_today = due.day.isoformat() == day_of(desk.now_ms, desk.offset_minutes)
    when = (
        due.window.start
        if is_today
        else t("{month}/{day} {clock}", month=due.day.month, day=due.day.day, clock=due.window.start)
    )
    name = " · ".join(part for part in (due.route.name, due.window.name) if part)
    return card(
        [
            small(t("Next round")),
            strong(name),
            small(t("Begins {when}", when=when)),
            second_button(t("Look at the round"), lambda: desk.go(_address(due)), key="coming-round"),
        ],
        key="coming-card",
    )


def _todo(view: Today, desk: Desk) -> list[ft.Control]:
    lines = [_unfinished_line(each, desk) for each in view.unfinished]
    lines += begun_lines(desk)
    lines += [fault_line(fault, desk, with_place=True) for fault in view.stale]
    return [section(desk.t("To do")), *lines] if lines else []


def _unfinished_line(each: Unfinished, desk: Desk) -> ft.Control:
    check = route_to("check", room=each.room.id, round=each.round_id, arrival="listed")
    work = BegunWork(room_title(each.room), room_place(each.room, desk.t), check)
    return begun_line(
        f"unfinished-{each.room.id}",
        work,
        desk.t("Not finished"),
        ago(desk.t, each.touched_ms, desk.now_ms),
        desk,
    )


def _recent(view: Today, desk: Desk) -> list[ft.Control]:
    if not view.recent:
        return []
    lines = [check_line(check, desk, with_place=True) for check in view.recent]
    return [section(desk.t("Lately")), *lines, ft.Container(height=theme.GRID)]
