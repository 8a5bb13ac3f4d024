"""A loan's states and days, and how much of a thing is out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from storage.queries.loans import Loan

Sort = Literal["issue", "loan"]
DayState = Literal["back", "lost", "out", "due_today", "overdue"]
CONDITIONS = ("good", "worn", "damaged")


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one asset: how many there are, how many are out, and with whom.

    `overlent` is how many more are out than there are: two phones without a network lent the same thing.
    """

    owned: int
    out: int
    loans: tuple[Loan, ...]

    @property
    def left(self) -> int:
        return max(0, self.owned - self.out)

    @property
    def overlent(self) -> int:
        return max(0, self.out - self.owned)


def outstanding(loan: Loan) -> int:
    """How many of this loan have not come back; nothing once it is closed."""
    return max(0, loan.quantity - loan.back_quantity) if loan.state == "out" else 0


def standing_of(owned: int | None, loans: Iterable[Loan]) -> Standing:
    """Of the loans of one asset. A card without a quantity is one thing."""
    out = tuple(loan for loan in loans if outstanding(loan))
    return Standing(1 if owned is None else owned, sum(map(outstanding, out)), out)


def day_state(loan: Loan, today: str) -> DayState:
    """`today` is the school's date, as '2026-09-01'. What is due today is not overdue before the day is over."""
    if loan.state == "returned":
        return "back"
    if loan.state == "lost":
        return "lost"
    if not loan.due_day or loan.due_day > today:
        return "out"
    return "due_today" if loan.due_day == today else "overdue"


def days_overdue(loan: Loan, today: str) -> int:
    """Days since the due day, 0 while it is not overdue. A due day that is no date is never overdue."""
    if day_state(loan, today) != "overdue" or loan.due_day is None:
        return 0
    try:
        return (date.fromisoformat(today) - date.fromisoformat(loan.due_day)).days
    except ValueError:
        return 0
