"""A day's rounds as a file for the office's spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from inspect_app.texts import Words
from inspect_app.texts.moments import clock_time
from inspect_app.views.wide.round_table import DayRow

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def day_csv(day: str, rows: Sequence[DayRow], t: Words, offset_minutes: int) -> bytes:
    """UTF-8 with a byte order mark, as Excel wants it; a cell never begins a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([t(title) for title in TITLES])
    for row in rows:
        writer.writerow([_safe(cell) for cell in _cells(day, row, offset_minutes)])
    return text.getvalue().encode("utf-8-sig")


TITLES = (
    "Date",
    "Route",
    "Hours",
    "Person",
    "Points",
    "On time",
    "Late",
    "Left out",
    "Missed",
    "Faults",
    "Photos",
    "First",
    "Last",
    "Minutes",
)


def _cells(day: str, row: DayRow, offset_minutes: int) -> list[object]:
    due, summary = row.view.due, row.summary
    first, last = (
        clock_time(at_ms, offset_minutes) if at_ms is not None else ""
        for at_ms in (summary.first_ms, summary.last_ms)
    )
    return [
        day,
        due.route.name,
        f"{due.window.start}–{due.window.end} {due.window.name}".strip(),
        "、".join(row.people),
        summary.points,
        summary.on_time,
        summary.late,
        summary.skipped,
        summary.missed,
        summary.failed_items,
        summary.photos,
        first,
        last,
        summary.walked_minutes,
    ]


def _safe(cell: object) -> object:
    """A name may not begin with a sign that a spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell
