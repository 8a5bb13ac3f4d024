"""Days and hours of who is expected, as people say them."""

from __future__ import annotations

from datetime import date

from inspect_app.state import Desk
from inspect_app.texts.moments import clock_time, day_of

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def today_of(desk: Desk) -> str:
    """The school's date, YYYY-MM-DD."""
    return day_of(desk.now_ms, desk.offset_minutes)


def day_words(desk: Desk, day: str) -> str:
    """'今天', '明天', '11月25日 星期三'."""
    t, then = desk.t, date.fromisoformat(day)
    days = (then - date.fromisoformat(today_of(desk))).days
    if days in (0, 1):
        return t("Tomorrow") if days else t("Today")
    return f"{t('{month}/{day}', month=then.month, day=then.day)} {t(WEEKDAYS[then.weekday()])}"


def hours_words(desk: Desk, from_ms: int | None, until_ms: int | None) -> str:
    """'09:00–10:30', '09:00', '至 10:30', or ''."""
    begins = "" if from_ms is None else clock_time(from_ms, desk.offset_minutes)
    ends = "" if until_ms is None else clock_time(until_ms, desk.offset_minutes)
    if begins and ends:
        return f"{begins}–{ends}"
    return begins or (desk.t("until {clock}", clock=ends) if ends else "")


def when_words(desk: Desk, day: str, from_ms: int | None, until_ms: int | None) -> str:
    """The day with its hours."""
    return " ".join(filter(None, (day_words(desk, day), hours_words(desk, from_ms, until_ms))))
