"""How loans, handovers and damages look everywhere: their lines, marks and colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.lending.compensation import yuan
from inspect_app.lending.handover import left_to_walk, lines_of
from inspect_app.lending.loan import day_state, days_overdue, outstanding
from inspect_app.parts.card import chevron, line
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, Meaning, pill
from inspect_app.parts.type import small
from inspect_app.texts import Words
from inspect_app.texts.lending_words import (
    DAMAGE_STATES,
    HANDOVER_SORTS,
    HANDOVER_STATES,
    LOAN_SORTS,
    LOAN_STATES,
)
from storage.queries.damages import Damage
from storage.queries.handovers import Handover
from storage.queries.loans import Loan

DAY_MEANINGS: dict[str, Meaning] = {
    "back": PASSED,
    "lost": FAILED,
    "out": QUIET,
    "due_today": ATTENTION,
    "overdue": FAILED,
}
DAMAGE_MEANINGS: dict[str, Meaning] = {
    "reported": ATTENTION,
    "approved": FAILED,
    "waived": QUIET,
    "paid": PASSED,
}
HANDOVER_MEANINGS: dict[str, Meaning] = {"open": ATTENTION, "signed": PASSED, "cancelled": QUIET}


def loan_words(loan: Loan, today: str, t: Words) -> str:
    """'逾期 3 天', '今天到期', '在外'."""
    late = days_overdue(loan, today)
    if late:
        return t.count("{n} day overdue", "{n} days overdue", late)
    return t(LOAN_STATES[day_state(loan, today)])


def loan_pill(loan: Loan, today: str, t: Words) -> ft.Container:
    state = day_state(loan, today)
    icon = ft.Icons.SCHEDULE if state in ("out", "due_today") else None
    return pill(DAY_MEANINGS[state], loan_words(loan, today, t), icon=icon)


def amount_of(loan: Loan) -> str:
    """'6/10 套' of a batch of which four came back; nothing for one thing."""
    if loan.quantity <= 1:
        return ""
    out = f"{outstanding(loan)}/{loan.quantity}" if loan.back_quantity else str(loan.quantity)
    return f"{out} {loan.unit or ''}".strip()


def loan_line(
    loan: Loan, today: str, t: Words, on_click: Callable[[], Any], *, with_asset: bool = True
) -> ft.Control:
    """Who has what until when."""
    title = (loan.asset or t("Unknown thing")) if with_asset else loan.holder
    parts = (
        loan.holder if with_asset else "",
        t(LOAN_SORTS[loan.sort]),
        amount_of(loan),
        t("due {day}", day=loan.due_day) if loan.due_day and loan.state == "out" else "",
        loan.number if with_asset else "",
    )
    return line(
        title,
        key=f"loan-{loan.id}",
        below=" · ".join(part for part in parts if part),
        marks=[loan_pill(loan, today, t)],
        after=chevron(),
        on_click=on_click,
    )


def damage_pill(damage: Damage, t: Words) -> ft.Container:
    return pill(DAMAGE_MEANINGS[damage.state], t(DAMAGE_STATES[damage.state]))


def damage_line(damage: Damage, t: Words, on_click: Callable[[], Any]) -> ft.Control:
    amount = damage.amount_fen if damage.amount_fen is not None else damage.cost_fen
    parts = (f"¥ {yuan(amount)}" if amount else "", damage.payer, damage.asset, damage.place)
    return line(
        damage.what,
        key=f"damage-{damage.id}",
        below=" · ".join(part for part in parts if part),
        marks=[damage_pill(damage, t)],
        after=chevron(),
        on_click=on_click,
    )


def handover_title(held: Handover, t: Words) -> str:
    return f"{held.class_name or held.place} · {t(HANDOVER_SORTS[held.sort])}"


def handover_pill(held: Handover, t: Words) -> ft.Container:
    return pill(HANDOVER_MEANINGS[held.state], t(HANDOVER_STATES[held.state]))


def handover_line(held: Handover, t: Words, on_click: Callable[[], Any]) -> ft.Control:
    lines = lines_of(held.lines)
    left = left_to_walk(lines)
    marks: list[ft.Control] = [handover_pill(held, t)]
    if held.state == "open":
        marks.append(small(t("{done}/{total} lines", done=len(lines) - left, total=len(lines))))
    return line(
        handover_title(held, t),
        key=f"handover-{held.id}",
        below=" · ".join(part for part in (held.term, held.place, held.teacher) if part),
        marks=marks,
        after=chevron(),
        on_click=on_click,
    )
