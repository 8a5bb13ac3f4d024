"""巡查: the points of a round with their states, and what to do next."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.rounds import finish_round, skip_point
from inspect_app.components import component, use_flag, use_maybe, watch
from inspect_app.parts.ask import ask, reason_sheet
from inspect_app.parts.buttons import icon_button, main_button, second_button
from inspect_app.parts.card import card, line
from inspect_app.parts.meaning import PASSED, mark, pill
from inspect_app.parts.names import POINT_STATES, point_meaning, room_title
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small, text
from inspect_app.patrol.progress import PointProgress
from inspect_app.patrol.summary import RoundSummary, round_summary
from inspect_app.routes import Place, route_to
from inspect_app.screens.doing import does
from inspect_app.screens.room import no_such_place
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import clock_time
from inspect_app.views.rounds import RoundView, round_at
from storage.queries.places import Room

USUAL_REASONS = (
    "Locked, no key",
    "Lesson or exam going on",
    "Building work",
    "Place closed today",
)


@component
def RoundScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Points as a list; the next one is the main button."""
    watch(desk.changes)
    skipping, set_skipping = use_maybe()
    finishing, set_finishing = use_flag()
    t = desk.t
    scrolling = use_scrolling(desk, place.route)
    route, day, window = (place.value(name) or "" for name in ("route", "day", "window"))
    view = round_at(desk.store, route, day, window, desk.now_ms, desk.offset_minutes)
    if view is None:
        return no_such_place(desk)

    def skip(reason: str) -> None:
        does(desk, lambda: skip_point(desk.store, desk.author, view.due, skipping, reason))
        set_skipping(None)

    def end() -> None:
        set_finishing(False)
        does(desk, lambda: finish_round(desk.store, desk.author, view))

    waiting = view.progress.counts["waiting"]
    question = ask(
        t,
        t("Finish the round?"),
        t.count("{n} point was not seen and stays open.", "{n} points were not seen and stay open.", waiting),
        yes=t("Finish"),
        on_yes=end,
        on_no=lambda: set_finishing(False),
    )
    ft.use_dialog(question if finishing else None)
    ft.use_dialog(_skip_sheet(desk, skip, lambda: set_skipping(None)) if skipping else None)

    def wish_to_end() -> None:
        if waiting:
            set_finishing(True)
        else:
            end()

    return page(
        [*_head(view, desk), *_summary(view, desk), *_points(view, desk, set_skipping)],
        bottom=_buttons(view, desk, wish_to_end),
        key="round-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _skip_sheet(desk: Desk, skip: Any, away: Any) -> ft.BottomSheet:
    t = desk.t
    usual = [t(reason) for reason in USUAL_REASONS]
    return reason_sheet(t("Leave this point out"), t("Why"), t("Leave out"), usual, skip, away)


def _head(view: RoundView, desk: Desk) -> list[ft.Control]:
    t, due = desk.t, view.due
    name = " · ".join(part for part in (due.route.name, due.window.name) if part)
    order = t("in the order of the list") if due.route.ordering == "fixed" else t("in any order")
    total = len(view.progress.points)
    day = t("{month}/{day}", month=due.day.month, day=due.day.day)
    return [
        heading(name),
        small(f"{day}  {due.window.start}–{due.window.end} · {order}"),
        ft.Row(
            [
                ft.Container(
                    ft.ProgressBar(
                        value=view.progress.settled / max(1, total),
                        bar_height=8,
                        border_radius=4,
                        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
                    ),
                    expand=True,
                ),
                text(t("{done}/{total} points", done=view.progress.settled, total=total)),
            ],
            spacing=theme.GRID * 1.5,
        ),
    ]


def _summary(view: RoundView, desk: Desk) -> list[ft.Control]:
    """What the round was, once it is finished."""
    if not view.is_finished:
        return []
    t, summary = desk.t, round_summary(view.progress)
    words = [
        t.count("{n} point on time", "{n} points on time", summary.on_time),
        t.count("{n} late", "{n} late", summary.late),
        t.count("{n} left out", "{n} left out", summary.skipped),
        *_unseen(summary, t),
    ]
    found = [
        t.count("{n} fault", "{n} faults", summary.failed_items),
        t.count("{n} photo", "{n} photos", summary.photos),
        t.count("{n} minute on the way", "{n} minutes on the way", summary.walked_minutes),
    ]
    return [
        card(
            [mark(PASSED, t("The round is finished")), text(" · ".join(words)), small(" · ".join(found))],
            key="summary",
        )
    ]


def _unseen(summary: RoundSummary, t: Words) -> list[str]:
    """Points that nobody saw: still to be seen while the hours run, as their rows say, and missed after them."""
    waiting = t.count("{n} not seen yet", "{n} not seen yet", summary.waiting)
    missed = t.count("{n} missed", "{n} missed", summary.missed)
    return ([waiting] if summary.waiting else []) + (
        [missed] if summary.missed or not summary.waiting else []
    )


def _points(view: RoundView, desk: Desk, skip: Any) -> list[ft.Control]:
    t = desk.t
    rows = [_point(each, number, view, desk, skip) for number, each in enumerate(view.progress.points, 1)]
    return [section(t("Points")), *rows]


def _point(each: PointProgress, number: int, view: RoundView, desk: Desk, skip: Any) -> ft.Control:
    t = desk.t
    room = view.rooms.get(each.point.room_id)
    title = room_title(room) if room else t("A place that is not on this phone")
    tool = None
    if each.state in ("waiting", "missed"):
        tool = icon_button(
            ft.Icons.REDO,
            t("Leave out"),
            lambda: skip(each.point.room_id),
            key=f"skip-{number}",
            icon_color=ft.Colors.ON_SURFACE_VARIANT,
        )
    target = _target(each, view, desk)
    return line(
        f"{number}. {title}",
        key=f"point-{number}",
        below=_below(each, room, desk),
        after=pill(point_meaning(each.state), t(POINT_STATES[each.state])),
        tool=tool,
        on_click=(lambda: desk.go(target)) if room else None,
    )


def _below(each: PointProgress, room: Room | None, desk: Desk) -> str:
    """What is there; when it was checked with how many faults, or why it was left out."""
    t, check = desk.t, each.check
    parts = [room.use if room else "", each.reason]
    if check is not None:
        parts.append(clock_time(check.done_ms, desk.offset_minutes))
        parts.append(t.count("{n} fault", "{n} faults", check.failed) if check.failed else "")
    return " · ".join(part for part in parts if part)


def _target(each: PointProgress, view: RoundView, desk: Desk) -> str:
    if each.check is not None:
        return route_to("record", check=each.check.id)
    return route_to("room", room=each.point.room_id)


def _buttons(view: RoundView, desk: Desk, end: Any) -> list[ft.Control]:
    t = desk.t
    if view.is_finished:
        return [main_button(t("Back to today"), lambda: desk.go(route_to("today")), key="to-today")]
    scan = main_button(
        t("Scan the next label"),
        lambda: desk.go(route_to("scan")),
        key="scan-next",
        icon=ft.Icons.QR_CODE_SCANNER,
    )
    done = view.progress.next_point is None
    finish = (main_button if done else second_button)(t("Finish the round"), end, key="finish-round")
    return [finish] if done else [_next_hint(view, desk), scan, finish]


def _next_hint(view: RoundView, desk: Desk) -> ft.Control:
    point = view.progress.next_point
    room = view.rooms.get(point.room_id) if point else None
    name = room_title(room) if room else ""
    return small(desk.t("Next: {place}", place=name))
