"""Terms of a Chinese school year by the date: the first from August to January, the second until July.

Schools name them '2026—2027学年第一学期'; things handed out for the term are due on its last day by this rule,
unless somebody says another day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_MONTH, SECOND_MONTH = 8, 2


@dataclass(frozen=True, slots=True)
class Term:
    """`year` is the one in which the school year begins, `half` 1 or 2."""

    year: int
    half: int

    @property
    def name(self) -> str:
        """'2026—2027学年第一学期'."""
        return f"{self.year}—{self.year + 1}学年第{'一' if self.half == 1 else '二'}学期"

    @property
    def last_day(self) -> str:
        """'2027-01-31' or '2027-07-31'."""
        return date(self.year + 1, 1 if self.half == 1 else 7, 31).isoformat()


def term_of(day: str) -> Term:
    """The term of a date such as '2026-09-01'. Raises ValueError for what is no date."""
    held = date.fromisoformat(day)
    if held.month >= FIRST_MONTH:
        return Term(held.year, 1)
    return Term(held.year - 1, 1 if held.month < SECOND_MONTH else 2)
