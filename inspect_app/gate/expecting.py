"""Visitors who were entered ahead: what their host says of them, and whether their pass is good today. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from storage.queries.barred import person_name

DAYS_AHEAD = 60
"""Further ahead nobody knows, and what is not known need not be kept."""
MOST_COMPANIONS = 99
Flaw = Literal["name", "day", "clock", "until", "companions"]
"""What is wrong with what a host said: no name, a day that is past or too far, no time of day, an end before the
beginning, no number of people."""
Verdict = Literal["good", "early", "late", "cancelled", "used"]
"""What a pass is worth at the gate: `early` and `late` are about its day."""
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：.点]([0-5]\d)?分?")


@dataclass(frozen=True, slots=True)
class Expecting:
    """What a host fills in. `day` is YYYY-MM-DD, `begins` and `ends` are HH:MM or ''; the rest as it was typed."""

    name: str = ""
    day: str = ""
    begins: str = ""
    ends: str = ""
    phone: str = ""
    sort: str = ""
    reason: str = ""
    plate: str = ""
    companions: str = ""
    note: str = ""

    @property
    def tidy_name(self) -> str:
        return person_name(self.name)


def flaw_of(expecting: Expecting, today: date) -> Flaw | None:
    """The first thing that has to be put right before it can be entered, or None."""
    if not expecting.tidy_name:
        return "name"
    day = day_of(expecting.day)
    if day is None or not today <= day <= today + timedelta(days=DAYS_AHEAD):
        return "day"
    begins, ends = clock_of(expecting.begins), clock_of(expecting.ends)
    if (expecting.begins.strip() and begins is None) or (expecting.ends.strip() and ends is None):
        return "clock"
    if begins is not None and ends is not None and ends < begins:
        return "until"
    return "companions" if companions_of(expecting.companions) is None else None


def day_of(text: str) -> date | None:
    """A day written as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def clock_of(text: str) -> time | None:
    """A time of day as 9:05, 9点, 9点30分 or 09.30; None for what is none."""
    match = _CLOCK.fullmatch(text.strip())
    return time(int(match[1]), int(match[2] or 0)) if match else None


def companions_of(text: str) -> int | None:
    """A number of people; nothing typed is nobody. None for what is no such number."""
    typed = text.strip()
    if not typed:
        return 0
    return int(typed) if typed.isdecimal() and int(typed) <= MOST_COMPANIONS else None


def moment_ms(day: str, clock: str, offset_minutes: int) -> int | None:
    """UTC milliseconds of a local time of a day; None without a time of day."""
    parsed_day, parsed = day_of(day), clock_of(clock)
    if parsed_day is None or parsed is None:
        return None
    moment = datetime.combine(parsed_day, parsed, UTC) - timedelta(minutes=offset_minutes)
    return int(moment.timestamp() * 1000)


def verdict(state: str, day: str, today: str) -> Verdict:
    """Whether somebody with this pass is let in by it; days are YYYY-MM-DD."""
    if state == "cancelled":
        return "cancelled"
    if state == "arrived":
        return "used"
    if day == today:
        return "good"
    return "early" if day > today else "late"
