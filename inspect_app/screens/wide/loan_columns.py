"""The columns of loans in the office's table, and in a file."""

from __future__ import annotations

from typing import Any

from inspect_app.lending.loan import day_state, days_overdue, outstanding
from inspect_app.parts.lending import DAY_MEANINGS, amount_of, loan_words
from inspect_app.parts.meaning import mark
from inspect_app.parts.table import two_lines
from inspect_app.screens.wide.office_table import TableColumn, column
from inspect_app.state import Desk
from inspect_app.texts.lending_words import CONDITION_WORDS, LOAN_SORTS
from inspect_app.texts.moments import day_of, local
from storage.queries.loans import Loan


def loan_columns(desk: Desk) -> list[TableColumn]:
    """Rows are Loan."""
    t, today = desk.t, day_of(desk.now_ms, desk.offset_minutes)
    return [
        column(
            "thing",
            t("Thing"),
            lambda each: two_lines(each.asset or t("Unknown thing"), " · ".join(_below(each))),
            flex=3,
            stays=True,
            file=[
                (t("Asset name"), lambda each: each.asset),
                (t("Asset number"), lambda each: each.number),
                (t("Place"), lambda each: each.place),
                (t("Note"), lambda each: each.note),
            ],
        ),
        column(
            "holder",
            t("Holder"),
            lambda each: two_lines(each.holder, each.phone or ""),
            flex=1,
            stays=True,
            file=[(t("Holder"), lambda each: each.holder), (t("Telephone"), lambda each: each.phone)],
        ),
        column("sort", t("Kind"), lambda each: t(LOAN_SORTS[each.sort]), width=72),
        column(
            "state",
            t("State"),
            lambda each: mark(DAY_MEANINGS[day_state(each, today)], loan_words(each, today, t)),
            width=120,
            file=[
                (t("State"), lambda each: loan_words(each, today, t)),
                (t("Days overdue"), lambda each: days_overdue(each, today) or None),
            ],
        ),
        column("due", t("Due on"), lambda each: each.due_day or "", width=96),
        *_last(desk),
    ]


def _last(desk: Desk) -> list[TableColumn]:
    t = desk.t
    return [
        column(
            "quantity",
            t("Quantity"),
            lambda each: amount_of(each) or "1",
            width=80,
            at_end=True,
            file=[
                (t("Quantity"), lambda each: each.quantity),
                (t("Still out"), outstanding),
            ],
        ),
        column(
            "out", t("Handed out at"), lambda each: _day(each.out_ms, desk), lambda each: _time(each.out_ms, desk),
            width=96, first=False,
        ),
        column(
            "back", t("Returned at"), lambda each: _day(each.back_ms, desk), lambda each: _time(each.back_ms, desk),
            width=96, first=False,
        ),
        column(
            "condition", t("Condition when returned"), lambda each: _condition(each.back_condition, desk), width=96,
            first=False,
            file=[
                (t("Condition when handed out"), lambda each: _condition(each.out_condition, desk)),
                (t("Condition when returned"), lambda each: _condition(each.back_condition, desk)),
            ],
        ),
    ]  # fmt: skip


def _below(each: Loan) -> list[str]:
    return [part for part in (each.number, each.place) if part]


def _condition(word: str | None, desk: Desk) -> str:
    return desk.t(CONDITION_WORDS[word]) if word in CONDITION_WORDS else word or ""


def _day(at_ms: int | None, desk: Desk) -> str:
    return "" if at_ms is None else day_of(at_ms, desk.offset_minutes)


def _time(at_ms: int | None, desk: Desk) -> Any:
    return None if at_ms is None else local(at_ms, desk.offset_minutes).replace(microsecond=0)
