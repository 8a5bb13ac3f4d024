"""Days and times as guards write them: 2023-09-01 and 9月1日, 14点37分, 9点5分, 9:08. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from inspect_app.imports.sheet import Cell
from inspect_app.imports.values import Unclear, read_date

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
_MONTH_AND_DAY = re.compile(r"(\d{1,2})(?:月|[./\-])(\d{1,2})[日号]?")
_CLOCK = re.compile(
    r"(上午|早上|早|中午|下午|晚上|晚)?(\d{1,2})(?:[:点时.](?:(\d{1,2})分?|(半)|(一刻)|(三刻)|整)?(?::\d{2})?)"
)
_AFTERNOON = frozenset({"下午", "晚上", "晚"})
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "无", "未登记", "未离校", "未记"})


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it stands in a line; `year` None where the line does not say it."""

    year: int | None
    month: int
    day: int


def read_day(value: Cell) -> WrittenDay | None:
    """Raises Unclear date_unclear. Beside what read_date reads: 9月1日, 9月1号, 9.1, 9/1 and 9-1 as texts."""
    if isinstance(value, str):
        match = _MONTH_AND_DAY.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)))
        if match:
            return WrittenDay(None, int(match[1]), int(match[2]))
    text = read_date(value)
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) < 3:
        raise Unclear("date_unclear", text)
    return WrittenDay(*parts)


def read_clock(value: Cell) -> int | None:
    """Minutes since midnight; None where nothing is written. Raises Unclear clock_unclear.

    Reads 9:08, 09:08:00, 9点5分, 9时5分, 9点, 9点半, 下午2点10分, 9.05, a spreadsheet's times and its parts of a day.
    """
    if isinstance(value, datetime | time):
        return value.hour * 60 + value.minute
    if isinstance(value, float) and 0 <= value < 1:
        return round(value * 24 * 60) % (24 * 60)
    text = "" if value is None else re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))
    if text in _NOTHING:
        return None
    match = _CLOCK.fullmatch(text)
    minutes = None if match is None else _minutes(match)
    if minutes is None:
        raise Unclear("clock_unclear", text)
    return minutes


def _minutes(match: re.Match[str]) -> int | None:
    hour = int(match[2]) + (12 if match[1] in _AFTERNOON and int(match[2]) < 12 else 0)
    minute = int(match[3] or 0) + (30 if match[4] else 15 if match[5] else 45 if match[6] else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def years_of(days: Sequence[WrittenDay | None], today: date) -> list[date | None]:
    """Each written day as a date; None where there is no such day.

    A day without a year takes the one that brings it nearest to the day before it that has one, else to the first
    after it: a book goes on from day to day, over New Year too. Where no line has a year, the latest that is not in
    the future.
    """
    first = next((found for found in map(_whole, days) if found), None)
    near, dates = first, []
    for each in days:
        found = None if each is None else _whole(each) or _nearest(each, near, today)
        near = found or near
        dates.append(found)
    return dates


def _whole(day: WrittenDay | None) -> date | None:
    return None if day is None or day.year is None else _date(day.year, day)


def _nearest(day: WrittenDay, near: date | None, today: date) -> date | None:
    if day.year is not None:
        return None
    if near is None:
        return next(
            (
                found
                for found in (_date(today.year, day), _date(today.year - 1, day))
                if found and found <= today
            ),
            None,
        )
    around = [found for year in (near.year - 1, near.year, near.year + 1) if (found := _date(year, day))]
    return min(around, key=lambda found: abs(found - near), default=None)


def _date(year: int, day: WrittenDay) -> date | None:
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None


def at_ms(day: date, minutes: int, offset_minutes: int) -> int:
    """UTC ms of this minute of the school's day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return round(midnight.timestamp() * 1000) + (minutes - offset_minutes) * MINUTE_MS


def day_of(moment_ms: int, offset_minutes: int) -> date:
    return date(1970, 1, 1) + timedelta(days=(moment_ms + offset_minutes * MINUTE_MS) // DAY_MS)


def said(moment_ms: int, offset_minutes: int) -> str:
    """'2023-09-01 14:37', by the school's clock."""
    moment = datetime.fromtimestamp(moment_ms / 1000, UTC) + timedelta(minutes=offset_minutes)
    return moment.strftime("%Y-%m-%d %H:%M")
