"""The columns of damages in the office's table, and in a file."""

from __future__ import annotations

from typing import Any

from inspect_app.lending.compensation import yuan
from inspect_app.parts.lending import DAMAGE_MEANINGS
from inspect_app.parts.meaning import mark
from inspect_app.parts.table import two_lines
from inspect_app.screens.wide.office_table import TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.lending_words import DAMAGE_STATES
from inspect_app.texts.moments import day_of, local
from storage.queries.damages import Damage


def damage_columns(desk: Desk) -> list[TableColumn]:
    """Rows are Damage."""
    t = desk.t
    return [
        column(
            "what",
            t("What is damaged"),
            lambda each: two_lines(each.what, _below(each)),
            flex=3,
            stays=True,
            file=[
                (t("What is damaged"), lambda each: each.what),
                (t("Asset name"), lambda each: each.asset),
                (t("Asset number"), lambda each: each.number),
                (t("Place"), lambda each: each.place),
                (t("Quantity"), lambda each: each.quantity),
                (t("Reported by"), lambda each: each.person),
                (t("Note"), lambda each: each.note),
            ],
        ),
        column("payer", t("Who pays"), lambda each: each.payer or "", flex=1, stays=True),
        column(
            "state",
            t("State"),
            lambda each: mark(DAMAGE_MEANINGS[each.state], t(DAMAGE_STATES[each.state])),
            lambda each: t(DAMAGE_STATES[each.state]),
            width=96,
        ),
        column(
            "cost", t("Cost"), lambda each: yuan(each.cost_fen), lambda each: _yuan(each.cost_fen), width=88,
            at_end=True,
        ),
        column(
            "amount", t("Amount to pay in yuan"), lambda each: yuan(each.amount_fen),
            lambda each: _yuan(each.amount_fen),
            width=88, at_end=True,
        ),
        *_last(desk),
    ]  # fmt: skip


def _last(desk: Desk) -> list[TableColumn]:
    t = desk.t
    return [
        column(
            "found", t("Found at"), lambda each: _day(each.found_ms, desk), lambda each: _time(each.found_ms, desk),
            width=96,
        ),
        column(
            "receipt",
            t("Receipt number"),
            lambda each: each.receipt or "",
            width=152,
            first=False,
            file=[
                (t("Decided by"), lambda each: each.approver),
                (t("Approved at"), lambda each: _time(each.approved_ms, desk)),
                (t("Receipt number"), lambda each: each.receipt),
                (t("Paid at"), lambda each: _time(each.paid_ms, desk)),
            ],
        ),
    ]  # fmt: skip


def _below(each: Damage) -> str:
    return " · ".join(part for part in (each.asset, each.place, each.person) if part)


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / 100


def _day(at_ms: int | None, desk: Desk) -> str:
    return "" if at_ms is None else day_of(at_ms, desk.offset_minutes)


def _time(at_ms: int | None, desk: Desk) -> Any:
    return None if at_ms is None else local(at_ms, desk.offset_minutes).replace(microsecond=0)
