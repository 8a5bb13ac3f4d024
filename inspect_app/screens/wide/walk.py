"""A round minute by minute: when somebody stood where, what was found, pauses, and points nobody saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, FAILED, mark, pill
from inspect_app.parts.names import (
    ARRIVALS,
    LEVELS,
    POINT_STATES,
    level_meaning,
    point_meaning,
    room_place,
    room_title,
)
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.split import pane
from inspect_app.parts.type import heading, section, small, strong, text
from inspect_app.routes import route_to
from inspect_app.screens.wide.dialogs import photo_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import clock_time
from inspect_app.views.wide.walk import NotSeen, Stop, Walk, walk_of

TIME_PIXELS = 56


@component
def WalkPane(desk: Desk, route: str, day: str, window: str) -> ft.Control:  # noqa: N802
    """The right half of 巡查."""
    watch(desk.changes)
    t = desk.t
    looked, look = use_maybe()
    walk = walk_of(desk.store, route, day, window, desk.now_ms, desk.offset_minutes)
    if walk is None:
        words = t("This round's route or hours were changed since; its checks stand in the rooms' history.")
        return empty(ft.Icons.HELP_OUTLINE, words, key="no-such-round")
    dialog = None
    if looked is not None:
        stop, photo_id = looked
        shas = {photo.id: photo.sha256 for photo in stop.photos}
        title = f"{_name(stop, t)} · {clock_time(stop.done_ms, desk.offset_minutes)}"
        dialog = photo_dialog(desk, list(shas.values()), shas[photo_id], title, lambda: look(None))
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=looked is not None)
    parts = [*_head(walk, desk), *_time_line(walk, desk, look), *_unseen(walk, desk)]
    return pane(parts, key="walk")


def _head(walk: Walk, desk: Desk) -> list[ft.Control]:
    t, due, summary = desk.t, walk.view.due, walk.summary
    marks: list[ft.Control] = [
        text(t("{done}/{total} points", done=summary.on_time + summary.late, total=summary.points))
    ]
    if summary.late:
        marks.append(pill(ATTENTION, t.count("{n} late", "{n} late", summary.late)))
    if summary.missed:
        marks.append(pill(FAILED, t.count("{n} missed", "{n} missed", summary.missed)))
    if summary.skipped:
        marks.append(pill(ATTENTION, t.count("{n} left out", "{n} left out", summary.skipped)))
    if summary.failed_items:
        marks.append(pill(FAILED, t.count("{n} fault", "{n} faults", summary.failed_items)))
    names = "、".join(walk.people) or t("Nobody yet")
    day = t("{month}/{day}", month=due.day.month, day=due.day.day)
    took = t.count("{n} minute on the way", "{n} minutes on the way", summary.walked_minutes)
    return [
        heading(" · ".join(part for part in (due.route.name, due.window.name) if part)),
        small(f"{day} {due.window.start}–{due.window.end} · {names}" + (f" · {took}" if walk.stops else "")),
        ft.Row(marks, wrap=True, spacing=theme.GRID, run_spacing=4),
    ]


def _name(stop: Stop | NotSeen, t: Words) -> str:
    return room_title(stop.room) if stop.room else t("A place that is not on this phone")


def _time_line(walk: Walk, desk: Desk, look: Callable[[Any], None]) -> list[ft.Control]:
    t = desk.t
    if not walk.stops:
        over = walk.view.progress.minutes_left == 0
        words = t("Nobody walked this round.") if over else t("Nobody has begun this round yet.")
        return [empty(ft.Icons.HOURGLASS_EMPTY, words, key="not-walked")]
    lines: list[ft.Control] = [section(t("As it was walked"))]
    for stop in walk.stops:
        if stop.is_after_gap:
            lines.append(_gap(stop, t))
        lines.append(_stop(stop, desk, look))
    return lines


def _gap(stop: Stop, t: Words) -> ft.Control:
    minutes = (stop.seconds or 0) // 60
    words = t.count("{n} minute without a check", "{n} minutes without a check", minutes)
    return ft.Row(
        [ft.Container(width=TIME_PIXELS), mark(ATTENTION, words, icon=ft.Icons.MORE_VERT)], spacing=12
    )


def _stop(stop: Stop, desk: Desk, look: Callable[[Any], None]) -> ft.Control:
    meaning = point_meaning(stop.state)
    time = ft.Text(clock_time(stop.done_ms, desk.offset_minutes), style=theme.style(theme.BODY, theme.STRONG))
    body = ft.Column(
        _told(stop, desk, look), spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    marked = ft.Container(
        body,
        expand=True,
        border=ft.Border.only(left=ft.BorderSide(2, meaning.strong)),
        padding=ft.Padding.only(left=12),
    )
    return ft.Container(
        ft.Row(
            [ft.Container(time, width=TIME_PIXELS), marked],
            spacing=12,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
            intrinsic_height=True,
        ),
        key=f"stop-{stop.number}",
        padding=ft.Padding.symmetric(vertical=4),
        ink=True,
        on_click=lambda: desk.go(route_to("record", check=stop.check_id)),
    )


def _told(stop: Stop, desk: Desk, look: Callable[[Any], None]) -> list[ft.Control]:
    """Where, how it counts, who came how, what was found."""
    t = desk.t
    facts = [stop.person, t(ARRIVALS[stop.arrival]) if stop.arrival else ""]
    if stop.seconds is not None:
        minutes, seconds = divmod(stop.seconds, 60)
        facts.append(t("{minutes}:{seconds} after the last", minutes=minutes, seconds=f"{seconds:02d}"))
    name = strong(f"{stop.number}. {_name(stop, t)}", expand=True)
    body: list[ft.Control] = [
        ft.Row([name, mark(point_meaning(stop.state), t(POINT_STATES[stop.state]))]),
        small(" · ".join(part for part in facts if part)),
    ]
    if stop.fast:
        body.append(mark(ATTENTION, t("Unusually soon after the point before"), icon=ft.Icons.SPEED))
    if stop.note:
        body.append(text(stop.note))
    body += [_fault_line(fault, desk) for fault in stop.faults]
    if stop.photos:
        body.append(_photos(stop, desk, look))
    return body


def _fault_line(fault: Any, desk: Desk) -> ft.Control:
    t = desk.t
    return ft.Container(
        ft.Row(
            [
                pill(level_meaning(fault.level), t(LEVELS[fault.level])),
                text(fault.title, expand=True, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
            ],
            spacing=theme.GRID,
        ),
        key=f"found-{fault.id}",
        ink=True,
        on_click=lambda: desk.go(route_to("fault", fault=fault.id)),
    )


def _photos(stop: Stop, desk: Desk, look: Callable[[Any], None]) -> ft.Control:
    pictures = [(photo.id, photo.thumbnail) for photo in stop.photos]
    return photo_strip(f"stop-{stop.number}", pictures, desk.t, on_look=lambda photo: look((stop, photo)))


def _unseen(walk: Walk, desk: Desk) -> list[ft.Control]:
    if not walk.not_seen:
        return []
    t = desk.t
    title = t.count("{n} point nobody saw", "{n} points nobody saw", len(walk.not_seen))
    return [section(title), *(_not_seen(each, desk) for each in walk.not_seen)]


def _not_seen(each: NotSeen, desk: Desk) -> ft.Control:
    t = desk.t
    said = ""
    if each.reason:
        when = clock_time(each.at_ms, desk.offset_minutes) if each.at_ms else ""
        said = " · ".join(part for part in (each.reason, each.person, when) if part)
    elif each.state == "missed":
        said = t("Nobody said why")
    place = room_place(each.room, t) if each.room else ""
    return ft.Container(
        ft.Row(
            [
                ft.Column(
                    [
                        text(f"{each.number}. {_name(each, t)}"),
                        small(" · ".join(part for part in (said, place) if part)),
                    ],
                    spacing=0,
                    tight=True,
                    expand=True,
                ),
                mark(point_meaning(each.state), t(POINT_STATES[each.state])),
            ],
        ),
        key=f"unseen-{each.number}",
        padding=ft.Padding.symmetric(vertical=6),
        ink=True,
        on_click=lambda: desk.go(route_to("room", room=each.room_id)),
    )
