"""Every phone and computer of the school: whose, when it was last heard of, what it still holds, its clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app.actions.office.calls import EnrolledDevice
from inspect_app.components import component, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, UNSENT, mark
from inspect_app.parts.names import ROLES
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import small
from inspect_app.screens.wide.keyboard import RowCursor, use_row_cursor
from inspect_app.screens.wide.office_table import ROOMY_PIXELS
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import MINUTE_MS, ago, span
from storage.queries import people

CLOCK_MINUTES = 2
"""A clock that is wrong by less is nobody's business."""
ROW_PIXELS = 56
CONSOLE = "console"
"""The label of the server's own device, through which papers are imported: it is not to be blocked."""
LABELS = {"console": "The server itself", "browser": "Browser", "client": "Without a screen"}


@component
def DevicesTable(  # noqa: N802
    desk: Desk, devices: Sequence[EnrolledDevice], block: Callable[[EnrolledDevice], Any]
) -> ft.Control:
    """`block` asks whether a device is to be blocked; Enter does so where that may be done."""
    t = desk.t
    by_id = {each.id: each for each in devices}

    def enter(device: str) -> None:
        if may_be_blocked(by_id[device], desk):
            block(by_id[device])

    cursor = use_row_cursor(desk, list(by_id), enter, ROW_PIXELS)
    columns = _columns(t, is_roomy=watch(desk.looks).width >= ROOMY_PIXELS)
    ids = {each.person for each in devices if each.person}
    found = {person: people.person(desk.store.db, person) for person in ids}
    names = {key: person.name for key, person in found.items() if person}
    lines = [
        _device(desk, columns, each, names.get(each.person or "", ""), block, cursor) for each in devices
    ]
    return table(columns, lines, key="devices-table", handle=cursor.handle)


def _columns(t: Words, *, is_roomy: bool) -> list[Column]:
    """A small window says role and a wrong clock below the name, and leaves the version out."""
    return [
        Column(t("Phone or computer"), flex=3),
        *([Column(t("Role"), 72)] if is_roomy else []),
        Column(t("Last heard of"), 112),
        Column(t("To send"), 88),
        *([Column(t("Clock"), 128), Column(t("App"), 72)] if is_roomy else []),
        Column("", 96, at_end=True),
    ]


def may_be_blocked(each: EnrolledDevice, desk: Desk) -> bool:
    """Neither what is blocked already, nor the server's own device, nor the one that asks."""
    return not each.revoked_ms and each.label != CONSOLE and each.id != desk.store.device


def _device(
    desk: Desk,
    columns: list[Column],
    each: EnrolledDevice,
    person: str,
    block: Callable[[EnrolledDevice], Any],
    cursor: RowCursor,
) -> ft.Control:
    t = desk.t
    is_roomy = desk.looks.width >= ROOMY_PIXELS
    role, app = t(ROLES.get(each.role, each.role)), "" if each.label == CONSOLE else each.app
    clock = clock_words(each, t) if is_clock_wrong(each) else ""
    below = (person, each.id) if is_roomy else (clock, role, person, each.id)
    cells: list[Any] = [
        two_lines(name_of(each, t), " · ".join(part for part in below if part)),
        *([role] if is_roomy else []),
        ago(t, each.last_seen_ms, desk.now_ms) if each.last_seen_ms else t("Never"),
        mark(UNSENT, str(each.unsent)) if each.unsent else mark(PASSED, "0"),
        *([_clock(each, t), app] if is_roomy else []),
        _end(each, desk, block),
    ]
    return table_row(
        columns,
        cells,
        key=f"device-{each.id}",
        height=ROW_PIXELS,
        is_chosen=each.id == cursor.chosen,
        on_click=lambda: cursor.choose(each.id),
    )


def _end(each: EnrolledDevice, desk: Desk, block: Callable[[EnrolledDevice], Any]) -> ft.Control:
    t = desk.t
    if may_be_blocked(each, desk):
        return text_button(t("Block"), lambda: block(each), key=f"block-{each.id}")
    if each.revoked_ms:
        return mark(QUIET, t("Blocked"), icon=ft.Icons.BLOCK)
    return small(t("Works for the server") if each.label == CONSOLE else t("This one"))


def name_of(each: EnrolledDevice, t: Words) -> str:
    """What a device is called: as it named itself, in the language of the screen where that is a word of ours."""
    return t(LABELS[each.label]) if each.label in LABELS else each.label or each.id


def is_clock_wrong(each: EnrolledDevice) -> bool:
    return abs(round(each.clock_wrong_ms / MINUTE_MS)) >= CLOCK_MINUTES


def clock_words(each: EnrolledDevice, t: Words) -> str:
    """By how much a device's own clock is wrong, as the server found it."""
    much = span(t, each.clock_wrong_ms)
    return t("{span} fast", span=much) if each.clock_wrong_ms > 0 else t("{span} slow", span=much)


def _clock(each: EnrolledDevice, t: Words) -> ft.Control:
    if not is_clock_wrong(each):
        return small(t("Right time"))
    return mark(ATTENTION, clock_words(each, t), icon=ft.Icons.SCHEDULE)
