"""How long a thing that was left at the gate has been kept."""

from __future__ import annotations

from datetime import date
from typing import Literal

LONG_DAYS, TOO_LONG_DAYS = 1, 7
Age = Literal["fresh", "long", "too_long"]


def days_kept(left_day: str, today: str) -> int:
    """Between two local days such as '2026-09-01'; never below nought, whatever a clock says."""
    return max(0, (date.fromisoformat(today) - date.fromisoformat(left_day)).days)


def age_of(days: int) -> Age:
    """Since yesterday somebody should be called; after a week the office decides."""
    if days >= TOO_LONG_DAYS:
        return "too_long"
    return "long" if days >= LONG_DAYS else "fresh"
