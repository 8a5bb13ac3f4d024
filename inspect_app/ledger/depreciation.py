"""Straight-line depreciation of a card, month by month. Pure; money in fen, months as a count.

The rules are those of the Chinese government accounting standard for fixed assets and its guide of 2017
(《政府会计准则第3号——固定资产》; 财会〔2017〕4号): by months; what was added in a month is depreciated from that
month on, what left in a month no longer in it; residual value is not regarded, so its share is 0 unless the school
sets another; years of use are the shortest that the guide's table 1 allows unless card or school say otherwise.
An asset in use, idle or in repair is depreciated alike; one that is depreciated to the end is kept without.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

MONTHS_A_YEAR = 12
PERMILLE = 1000
NOMINAL_FEN = 100
"""1 yuan: what a thing that came as a gift without any known price is entered with."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How something is depreciated: months of use expected (0: not at all, None: not known), residual value in parts
    of 1,000, and whether the month of addition counts (the guide's rule) or the next is the first (enterprises').
    """

    life_months: int | None
    residual_permille: int = 0
    counts_first_month: bool = True


def is_nominal(value_fen: int, quantity: int | None) -> bool:
    """True for 1 yuan apiece."""
    return value_fen == NOMINAL_FEN * (quantity or 1)


@lru_cache(maxsize=4096)
def month_of(day: str | None) -> int | None:
    """'2020-09-01' or '2020-09' as a count of months; a bare year counts from its January; None for other texts."""
    parts = (day or "").split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    month = int(parts[1]) if len(parts) > 1 else 1
    return int(parts[0]) * MONTHS_A_YEAR + month - 1 if 1 <= month <= MONTHS_A_YEAR else None


def end_of_year(year: int) -> int:
    """December as a count of months."""
    return year * MONTHS_A_YEAR + MONTHS_A_YEAR - 1


def months_used(acquired: int, upto: int, terms: Terms, left: int | None = None) -> int:
    """Months that are depreciated from `acquired` to the end of the month `upto`; `left` is that of the disposal."""
    first = acquired if terms.counts_first_month else acquired + 1
    last = upto if left is None else min(upto, left - 1)
    return min(max(0, last - first + 1), max(0, terms.life_months or 0))


def accumulated_fen(value_fen: int, acquired: int, upto: int, terms: Terms, left: int | None = None) -> int:
    """What has been written off by the end of the month `upto`.

    The share of the whole is taken anew each time, so months never add up to more or less than the depreciable
    value; the last month takes what rounding left.
    """
    if not terms.life_months:
        return 0
    depreciable = value_fen - value_fen * terms.residual_permille // PERMILLE
    return depreciable * months_used(acquired, upto, terms, left) // terms.life_months


def net_fen(value_fen: int, acquired: int, upto: int, terms: Terms) -> int:
    """What is left of the value at the end of the month `upto`."""
    return value_fen - accumulated_fen(value_fen, acquired, upto, terms)
