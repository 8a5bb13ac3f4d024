"""The lists of what a gate writes down beside visits: how each is read, and where an entry leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.actions.gate.post import posts
from inspect_app.gate.muster import RollCall, heads
from inspect_app.screens.wide.gate.log_columns import (
    call_columns,
    left_columns,
    passage_columns,
    shift_columns,
)
from inspect_app.screens.wide.office_table import TableColumn
from inspect_app.state import Desk
from inspect_app.texts.gate_things_words import LEFT_STATES
from inspect_app.texts.moments import DAY_MS
from inspect_app.views.roll_call import calls_of, list_of
from storage.queries import left_items, passages, shifts
from storage.queries.left_items import LeftItem
from storage.queries.passages import PassageFilter
from storage.queries.shifts import Shift

Rows = Callable[[Desk, str, str, int, int], list[Any]]
"""(desk, campus, text, limit, skip)."""


@dataclass(frozen=True, slots=True)
class LogList:
    """One list: `place` and `value` are where an entry leads, as in routes.py."""

    name: str
    title: str
    icon: ft.IconData
    nothing: str
    place: str
    value: str
    columns: Callable[[Desk], list[TableColumn]]
    rows: Rows
    count: Callable[[Desk, str, str], int]


@dataclass(frozen=True, slots=True)
class CallRow:
    """A roll call as a row."""

    id: str
    call: RollCall
    listed: int
    safe: int
    missing: int


def _every_shift(desk: Desk, campus_id: str, text: str) -> list[Shift]:
    """Those on duty now first. A school keeps half a year of them: a few hundred."""
    db = desk.store.db
    gates = [post.gate for post in posts(desk.store) if post.campus_id == campus_id]
    begun = [shifts.open_shift(db, campus_id, gate) for gate in gates]
    found = [each for each in begun if each is not None] + shifts.past_shifts(db, campus_id, limit=-1)
    return [
        each for each in found if text in f"{each.person} {each.taker} {each.gate or ''} {each.note or ''}"
    ]


def _shifts(desk: Desk, campus_id: str, text: str, limit: int, skip: int) -> list[Any]:
    return _every_shift(desk, campus_id, text)[skip : skip + limit]


def _wanted(desk: Desk, campus_id: str, text: str) -> PassageFilter:
    return PassageFilter(1, desk.now_ms + DAY_MS, campus_id, "", text.strip())


def _passages(desk: Desk, campus_id: str, text: str, limit: int, skip: int) -> list[Any]:
    wanted = _wanted(desk, campus_id, text)
    return list[Any](passages.passage_list(desk.store.db, wanted, limit=limit, skip=skip))


def _left(desk: Desk, campus_id: str, text: str, limit: int, skip: int) -> list[Any]:
    """What waits first, then what was fetched."""
    kept = left_items.count_left_items(desk.store.db, "kept", campus_id=campus_id, text=text)

    def read(state: str, limit: int, skip: int) -> list[LeftItem]:
        return left_items.left_items(
            desk.store.db, state, campus_id=campus_id, text=text, limit=limit, skip=skip
        )

    first = read("kept", limit, skip) if skip < kept else []
    rest = limit - len(first)
    return [*first, *(read("fetched", rest, max(0, skip - kept)) if rest else [])]


def _count_left(desk: Desk, campus_id: str, text: str) -> int:
    db = desk.store.db
    return sum(
        left_items.count_left_items(db, state, campus_id=campus_id, text=text) for state in LEFT_STATES
    )


def _calls(desk: Desk, campus_id: str, text: str, limit: int, skip: int) -> list[Any]:
    found = [call for call in calls_of(desk.store, campus_id) if text in f"{call.starter} {call.note}"]
    return [_call_row(desk, campus_id, call) for call in found[skip : skip + limit]]


def _call_row(desk: Desk, campus_id: str, call: RollCall) -> CallRow:
    counted = heads(list_of(desk.store, campus_id, call))
    return CallRow(call.ids[0], call, counted.on_campus, counted.safe + counted.gone, counted.missing)


def _count_calls(desk: Desk, campus_id: str, text: str) -> int:
    return sum(text in f"{call.starter} {call.note}" for call in calls_of(desk.store, campus_id))


LOG_LISTS: tuple[LogList, ...] = (
    LogList(
        "shifts", "Shifts", ft.Icons.BADGE_OUTLINED,
        "No shift was begun. The guard begins one on the phone and hands it over with a signature.",
        "past_shift", "shift", shift_columns, _shifts,
        lambda desk, campus, text: len(_every_shift(desk, campus, text)),
    ),
    LogList(
        "passages", "Vehicles and goods", ft.Icons.LOCAL_SHIPPING_OUTLINED,
        "No vehicle and no goods were written down. The guard does it on the phone, with a photo.",
        "passage", "passage", passage_columns, _passages,
        lambda desk, campus, text: sum(passages.count_passages(desk.store.db, _wanted(desk, campus, text)).values()),
    ),
    LogList(
        "left_items", "Things left at the gate", ft.Icons.SHOPPING_BAG_OUTLINED,
        "Nothing was left at the gate.", "left_item", "item", left_columns, _left, _count_left,
    ),
    LogList(
        "calls", "Roll calls", ft.Icons.CAMPAIGN_OUTLINED,
        "No roll call was held. The evacuation list on the guard's phone begins one.",
        "drill", "drill", call_columns, _calls, _count_calls,
    ),
)  # fmt: skip
"""In the order of the chips."""
