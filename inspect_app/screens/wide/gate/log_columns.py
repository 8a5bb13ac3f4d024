"""The columns of what a gate writes down beside visits. Names and plates leave masked in a file."""

from __future__ import annotations

from typing import Any

from inspect_app.gate.masking import masked_name, masked_plate, masked_text
from inspect_app.parts.table import two_lines
from inspect_app.screens.wide.office_table import TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.gate_office_words import SHIFT_STATES
from inspect_app.texts.gate_things_words import DIRECTIONS, DRILL_SORTS, LEFT_STATES
from inspect_app.texts.moments import local, moment
from storage.queries.passages import Passage


def shift_columns(desk: Desk) -> list[TableColumn]:
    """Rows are Shift."""
    t = desk.t
    return [
        column("person", t("On duty"), lambda each: two_lines(each.person, each.gate or ""), flex=2, stays=True,
               file=[(t("On duty"), lambda each: each.person), (t("Gate"), lambda each: each.gate)]),
        column("began", t("Began at"), lambda each: _when(each.began_ms, desk),
               lambda each: _time(each.began_ms, desk), width=112, stays=True),
        column("ended", t("Ended at"), lambda each: _when(each.ended_ms, desk),
               lambda each: _time(each.ended_ms, desk), width=112),
        column("state", t("State"), lambda each: t(SHIFT_STATES[each.state]), width=72),
        column("taker", t("Taken over by"), lambda each: each.taker, flex=1),
        column("note", t("Note"), lambda each: each.note or "", lambda each: masked_text(each.note or ""), flex=2),
    ]  # fmt: skip


def passage_columns(desk: Desk) -> list[TableColumn]:
    """Rows are Passage."""
    t = desk.t
    return [
        column("at", t("Time"), lambda each: _when(each.at_ms, desk), lambda each: _time(each.at_ms, desk),
               width=112, stays=True),
        column("direction", t("Direction"), lambda each: t(DIRECTIONS[each.direction]), width=72, stays=True),
        column("what", t("Vehicle or goods"), lambda each: two_lines(each.plate or each.goods or "", _load(each)),
               flex=2, stays=True,
               file=[(t("Number plate"), lambda each: masked_plate(each.plate) if each.plate else ""),
                     (t("Goods"), lambda each: each.goods)]),
        column("driver", t("Driver"), lambda each: each.driver or "",
               lambda each: masked_name(each.driver) if each.driver else "", flex=1),
        column("host", t("Whom to see"), lambda each: each.host_name or "", flex=1),
        column("gate", t("Gate"), lambda each: each.gate or "", width=72),
        column("person", t("Written by"), lambda each: each.person, flex=1, first=False),
    ]  # fmt: skip


def _load(each: Passage) -> str:
    """What a vehicle carried, where the vehicle stands above."""
    return (each.goods or "") if each.plate else ""


def left_columns(desk: Desk) -> list[TableColumn]:
    """Rows are LeftItem."""
    t = desk.t
    return [
        column("what", t("What was left"), lambda each: two_lines(each.what, each.gate or ""), flex=2, stays=True,
               file=[(t("What was left"), lambda each: each.what), (t("Gate"), lambda each: each.gate)]),
        column("state", t("State"), lambda each: t(LEFT_STATES[each.state]), width=72, stays=True),
        column("left", t("Left at the gate"), lambda each: _when(each.left_ms, desk),
               lambda each: _time(each.left_ms, desk), width=112),
        column("for", t("For whom"), lambda each: each.for_whom or "", lambda each: _name(each.for_whom), flex=1),
        column("by", t("Left by"), lambda each: each.left_by or "", lambda each: _name(each.left_by), flex=1),
        column("fetched", t("Fetched by"),
               lambda each: two_lines(each.fetched_by or "", _when(each.fetched_ms, desk)), flex=1,
               file=[(t("Fetched by"), lambda each: _name(each.fetched_by)),
                     (t("Fetched at"), lambda each: _time(each.fetched_ms, desk))]),
    ]  # fmt: skip


def call_columns(desk: Desk) -> list[TableColumn]:
    """Rows are CallRow (log_lists.py)."""
    t = desk.t
    return [
        column("began", t("Began at"), lambda each: _when(each.call.began_ms, desk),
               lambda each: _time(each.call.began_ms, desk), width=112, stays=True),
        column("sort", t("Kind"), lambda each: t(DRILL_SORTS[each.call.sort]), width=88, stays=True),
        column("ended", t("Ended at"), lambda each: _when(each.call.ended_ms, desk),
               lambda each: _time(each.call.ended_ms, desk), width=112),
        column("listed", t("On the list"), lambda each: str(each.listed), lambda each: each.listed, width=72,
               at_end=True),
        column("missing", t("Not seen"), lambda each: str(each.missing or "·"), lambda each: each.missing, width=72,
               at_end=True),
        column("starter", t("Begun by"), lambda each: each.call.starter, flex=1),
        column("note", t("Note"), lambda each: each.call.note or "", flex=2),
    ]  # fmt: skip


def _name(name: str | None) -> str:
    return masked_name(name) if name else ""


def _when(at_ms: int | None, desk: Desk) -> str:
    return moment(desk.t, at_ms, desk.now_ms, desk.offset_minutes) if at_ms else ""


def _time(at_ms: int | None, desk: Desk) -> Any:
    return None if at_ms is None else local(at_ms, desk.offset_minutes).replace(microsecond=0)
