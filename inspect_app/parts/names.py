"""Names of things as people say them, from values of the records."""

from __future__ import annotations

import flet as ft

from assets_qr.code import LENGTH
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, Meaning
from inspect_app.texts import Words
from inspect_app.texts.value_words import (
    ARRIVALS,
    ASSET_STATES,
    FAULT_STATES,
    KINDS,
    LEVELS,
    POINT_STATES,
    RESULTS,
    ROLES,
)
from storage.queries.places import Room

__all__ = [
    "ARRIVALS",
    "ASSET_STATES",
    "FAULT_STATES",
    "KINDS",
    "LEVELS",
    "POINT_STATES",
    "RESULTS",
    "ROLES",
    "floor_name",
    "level_meaning",
    "point_meaning",
    "result_meaning",
    "result_words",
    "room_place",
    "room_title",
    "shown_code",
    "state_icon",
    "state_meaning",
]


def shown_code(code: str | None) -> str:
    """'7K3F9-XW2QM', as on the label."""
    return f"{code[:5]}-{code[5:]}" if code and len(code) == LENGTH else code or ""


def room_title(room: Room) -> str:
    """'教学楼A 304'."""
    return f"{room.building} {room.number}"


def room_place(room: Room, t: Words) -> str:
    """'普通教室 · 3层 · 本部'."""
    parts = (room.use, floor_name(room.floor, t), room.campus)
    return " · ".join(part for part in parts if part)


def floor_name(floor: str | None, t: Words) -> str:
    """'3层'; a floor that is written in words stays as it is."""
    if not floor:
        return ""
    return t("floor {floor}", floor=floor) if floor.lstrip("-").isdigit() else floor


def result_meaning(result: str) -> Meaning:
    return PASSED if result == "passed" else FAILED


def result_words(result: str, failed: int, t: Words) -> str:
    if result == "passed":
        return t("Passed")
    return t.count("{n} fault", "{n} faults", failed) if failed else t("Failed")


def level_meaning(level: str | None) -> Meaning:
    return {"urgent": FAILED, "major": ATTENTION}.get(level or "minor", QUIET)


def state_icon(state: str) -> ft.IconData | None:
    """An open fault waits; the cross is for what failed."""
    return ft.Icons.SCHEDULE if state in ("open", "assigned") else None


def state_meaning(state: str) -> Meaning:
    return {"open": FAILED, "assigned": ATTENTION, "done": PASSED, "accepted": PASSED}.get(state, QUIET)


def point_meaning(state: str) -> Meaning:
    if state == "done_on_time":
        return PASSED
    if state == "missed":
        return FAILED
    return QUIET if state == "waiting" else ATTENTION
