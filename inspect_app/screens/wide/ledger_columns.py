"""The columns of 场所与资产: what a room and an asset show in the table, and in a file."""

from __future__ import annotations

from typing import Any

from inspect_app.parts.meaning import FAILED, mark
from inspect_app.parts.names import ASSET_STATES, RESULTS, floor_name, result_meaning, shown_code
from inspect_app.parts.table import Cell, two_lines
from inspect_app.parts.type import small
from inspect_app.screens.wide.office_table import TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.moments import ago, local
from inspect_app.texts.value_words import LABEL_STATES
from storage.queries.ledger_list import RoomLine


def room_columns(desk: Desk) -> list[TableColumn]:
    """Rows are RoomLine."""
    t = desk.t
    return [
        column(
            "room",
            t("Room"),
            lambda each: two_lines(f"{each.building} {each.number}", _below(each, desk)),
            flex=3,
            stays=True,
            file=[
                (t("Building"), lambda each: each.building),
                (t("Room number"), lambda each: each.number),
                (t("Floor"), lambda each: floor_name(each.floor, t)),
                (t("Use"), lambda each: each.use),
            ],
        ),
        column(
            "last",
            t("Last check"),
            lambda each: _last(each, desk),
            width=136,
            file=[
                (t("Last check"), lambda each: _time(each.last_ms, desk)),
                (t("Result"), lambda each: t(RESULTS[each.last_result]) if each.last_result else None),
            ],
        ),
        column(
            "faults",
            t("Faults"),
            lambda each: mark(FAILED, str(each.faults)) if each.faults else "·",
            lambda each: each.faults,
            width=64,
            at_end=True,
        ),
        column("keeper", t("Keeper"), lambda each: each.keeper or "", width=72),
        column("campus", t("Campus"), lambda each: each.campus, width=72),
        column(
            "assets",
            t("Assets"),
            lambda each: str(each.assets) if each.assets else "·",
            lambda each: each.assets,
            width=56,
            at_end=True,
        ),
    ]


def asset_columns(desk: Desk) -> list[TableColumn]:
    """Rows are Asset."""
    t = desk.t
    return [
        column(
            "asset",
            t("Asset"),
            lambda each: two_lines(each.name, each.number or ""),
            flex=3,
            stays=True,
            file=[
                (t("Asset number"), lambda each: each.number),
                (t("Asset name"), lambda each: each.name),
            ],
        ),
        column("place", t("Place"), lambda each: each.place, flex=2),
        column(
            "quantity",
            t("Quantity"),
            lambda each: f"{each.quantity or 1} {each.unit or ''}".strip(),
            width=64,
            at_end=True,
            file=[(t("Quantity"), lambda each: each.quantity or 1), (t("Unit"), lambda each: each.unit)],
        ),
        column("state", t("State"), lambda each: t(ASSET_STATES[each.state or "in_use"]), width=64),
        column("keeper", t("Keeper"), lambda each: each.keeper or "", width=72),
        column(
            "model",
            t("Make and model"),
            lambda each: " ".join(part for part in (each.brand, each.model) if part),
            flex=2,
            file=[(t("Brand"), lambda each: each.brand), (t("Model"), lambda each: each.model)],
        ),
        column(
            "value",
            t("Value"),
            lambda each: f"{each.value_fen / 100:,.2f}" if each.value_fen is not None else "",
            lambda each: each.value_fen / 100 if each.value_fen is not None else None,
            width=96,
            at_end=True,
        ),
        *_seldom(desk),
    ]


def _seldom(desk: Desk) -> list[TableColumn]:
    """Columns that a person has to ask for."""
    t = desk.t
    return [
        column("acquired", t("Acquired"), lambda each: each.acquired or "", width=96, first=False),
        column("department", t("Department"), lambda each: each.department or "", width=96, first=False),
        column("class", t("Class code"), lambda each: each.class_code or "", width=96, first=False),
        column(
            "label", t("Label"), lambda each: t(LABEL_STATES[each.label or "none"]), width=96, first=False
        ),
        column(
            "warranty", t("Warranty until"), lambda each: each.warranty_until or "", width=96, first=False
        ),
        column("supplier", t("Supplier"), lambda each: each.supplier or "", flex=2, first=False),
        column("funding", t("Funding"), lambda each: each.funding or "", width=96, first=False),
        column("serial", t("Serial number"), lambda each: each.serial or "", width=128, first=False),
        column(
            "code",
            t("Label code"),
            lambda each: shown_code(each.code),
            lambda each: each.code,
            width=112,
            first=False,
        ),
        column("note", t("Note"), lambda each: each.note or "", flex=2, first=False),
    ]


def _below(each: RoomLine, desk: Desk) -> str:
    return " · ".join(part for part in (each.use, floor_name(each.floor, desk.t)) if part)


def _last(each: RoomLine, desk: Desk) -> Cell:
    if each.last_ms is None:
        return small(desk.t("Never"))
    return mark(result_meaning(each.last_result or "passed"), ago(desk.t, each.last_ms, desk.now_ms))


def _time(at_ms: int | None, desk: Desk) -> Any:
    return None if at_ms is None else local(at_ms, desk.offset_minutes).replace(microsecond=0)
