"""Which days a table of the office shows: today, the last few, or one that is picked. Part `days` of its filter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app.parts.field import pick
from inspect_app.patrol.route import day_start_ms, local_day
from inspect_app.screens.wide.listing import Listing
from inspect_app.texts.moments import DAY_MS

FILTERS = {
    "": "Any day",
    "0": "Today",
    "1": "Yesterday",
    "7": "The last 7 days",
    "30": "The last 30 days",
    "one": "One day…",
}
_SPANS = {"0": (0, 1), "1": (1, 1), "7": (6, 7), "30": (29, 30)}
"""How many days back the first is, and how many days there are."""


def span_of(days: str, now_ms: int, offset_minutes: int) -> tuple[int, int]:
    """(from, until) in UTC ms of a key of FILTERS, a date, or two as 2026-09-01_2026-09-30 (both inside); (0, 0) for
    any day. `offset_minutes` is the school's.
    """
    if "_" in days:
        (from_ms, _), (_, until_ms) = (span_of(day, now_ms, offset_minutes) for day in days.split("_", 1))
        return from_ms, until_ms
    back, count = _SPANS.get(days, (0, 1))
    first = local_day(now_ms, offset_minutes) - timedelta(days=back) if days in _SPANS else _day(days)
    if first is None:
        return 0, 0
    from_ms = day_start_ms(first, offset_minutes)
    return from_ms, from_ms + count * DAY_MS


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_pick(listing: Listing, ask_day: Callable[[], None], *, key: str) -> ft.Control:
    """A menu; `ask_day` is called for one day of one's own."""
    t, days = listing.desk.t, listing.held("days")
    choices = [(value, t(words)) for value, words in FILTERS.items()]
    if days not in FILTERS:
        choices.insert(1, (days, days.replace("_", " — ")))

    def said(value: str) -> None:
        if value == "one":
            ask_day()
        else:
            listing.narrow(days=value)

    return pick(t("Days"), choices, days, said, key=key, width=136)


def day_dialog(listing: Listing, close: Callable[[], None]) -> ft.DatePicker:
    """One day, up to today."""
    desk = listing.desk
    today = local_day(desk.now_ms, desk.offset_minutes)

    def chosen(event: Any) -> None:
        value = event.control.value
        close()
        if value is not None:
            listing.narrow(days=(value.date() if hasattr(value, "date") else value).isoformat())

    return ft.DatePicker(value=today, last_date=today, on_change=chosen, on_dismiss=lambda _: close())
