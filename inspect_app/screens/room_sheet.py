"""A room in short: what it is, last checks, open faults, and what can be done here."""

from __future__ import annotations

import flet as ft

from inspect_app import theme
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.meaning import ATTENTION, notice, pill
from inspect_app.parts.names import (
    LEVELS,
    level_meaning,
    result_meaning,
    result_words,
    room_place,
    room_title,
)
from inspect_app.parts.type import heading, section, small, text
from inspect_app.patrol.already import AlreadyChecked
from inspect_app.routes import route_to
from inspect_app.state import Desk
from inspect_app.texts.moments import ago, moment
from inspect_app.views.room import RoomView
from storage.queries import people
from storage.queries.checks import Check
from storage.queries.faults import Fault


def title_of(view: RoomView, desk: Desk) -> list[ft.Control]:
    """Name and place of the room."""
    return [heading(room_title(view.room)), small(room_place(view.room, desk.t))]


def already_notice(already: AlreadyChecked | None, desk: Desk) -> list[ft.Control]:
    """'5 分钟前 王师傅 已检查过'."""
    if already is None:
        return []
    t = desk.t
    person = people.person(desk.store.db, already.check.person_id)
    when = ago(t, already.check.done_ms, desk.now_ms)
    words = (
        t("You checked here {when}.", when=when)
        if already.same_person or person is None
        else t("{name} checked here {when}.", name=person.name, when=when)
    )
    return [notice(ATTENTION, words, key="already")]


def check_buttons(view: RoomView, desk: Desk, arrival: str) -> list[ft.Control]:
    """Begin or go on with the check; report something by itself."""
    t = desk.t
    round_id = view.round.due.id if view.round is not None else None
    words = t("Go on with the check") if view.has_draft else t("Start the check")
    check = route_to("check", room=view.room.id, round=round_id, arrival=arrival)
    report = route_to("report", room=view.room.id)
    buttons: list[ft.Control] = []
    if view.checklist is not None:
        icon = ft.Icons.CHECKLIST
        buttons.append(main_button(words, lambda: desk.go(check), key="start-check", icon=icon))
    told = t("Go on with the report") if view.has_report else t("Report a fault")
    buttons.append(second_button(told, lambda: desk.go(report), key="report", icon=ft.Icons.REPORT_OUTLINED))
    return buttons


def checklist_line(view: RoomView, desk: Desk) -> ft.Control:
    """Which list it will be, or that there is none."""
    t = desk.t
    if view.checklist is None:
        words = t(
            "There is no checklist for this kind of room yet. The office can add one; a fault can be reported."
        )
        return notice(ATTENTION, words, key="no-checklist")
    asked = sum(item.asked for item in view.checklist.items)
    return small(t.count("{name}: {n} item", "{name}: {n} items", asked, name=view.checklist.name))


def fault_lines(faults: list[Fault], desk: Desk) -> list[ft.Control]:
    if not faults:
        return []
    t = desk.t
    lines = [fault_line(fault, desk) for fault in faults]
    return [section(t.count("{n} open fault", "{n} open faults", len(faults))), *lines]


def fault_line(fault: Fault, desk: Desk, *, with_place: bool = False) -> ft.Control:
    t = desk.t
    below = ago(t, fault.found_ms, desk.now_ms)
    if with_place and fault.place:
        below = f"{fault.place} · {below}"
    return line(
        fault.title,
        key=f"fault-{fault.id}",
        below=below,
        marks=[pill(level_meaning(fault.level), t(LEVELS[fault.level or "minor"]))],
        after=chevron(),
        on_click=lambda: desk.go(route_to("fault", fault=fault.id)),
    )


def check_lines(checks: list[Check], desk: Desk) -> list[ft.Control]:
    if not checks:
        return []
    return [section(desk.t("Last checks")), *(check_line(check, desk) for check in checks)]


def check_line(check: Check, desk: Desk, *, with_place: bool = False) -> ft.Control:
    """One check that was made: when, by whom, with what result."""
    t = desk.t
    when = moment(t, check.done_ms, desk.now_ms, check.offset_minutes)
    names = " · ".join(part for part in (check.checklist, check.person) if part)
    title = f"{when}  {check.place}" if with_place else when
    return line(
        title,
        key=f"check-{check.id}",
        below=names,
        after=pill(result_meaning(check.result), result_words(check.result, check.faults, t)),
        on_click=lambda: desk.go(route_to("record", check=check.id)),
    )


def note_of(view: RoomView) -> list[ft.Control]:
    return [text(view.room.note)] if view.room.note else []


def over_picture(content: list[ft.Control], *, parts: int = 0) -> ft.Control:
    """What slides up over the camera's picture. With `parts` it leaves the picture its share and scrolls in its own,
    which is so many times the picture's: for what may be long, or is read in large letters.
    """
    column = ft.Column(
        content,
        spacing=theme.GRID,
        tight=True,
        scroll=ft.ScrollMode.AUTO if parts else None,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    slid = _slid_up(column)
    return ft.Container(slid, expand=parts, alignment=ft.Alignment.BOTTOM_CENTER) if parts else slid


def _slid_up(column: ft.Column) -> ft.Control:
    return ft.Container(
        ft.SafeArea(column, avoid_intrusions_top=False),
        key="result",
        bgcolor=ft.Colors.SURFACE,
        border_radius=ft.BorderRadius.only(top_left=20, top_right=20),
        padding=16,
    )
