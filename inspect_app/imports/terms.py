"""Read how long something is used or under warranty, and what share of its value is left at the end. Pure."""

from __future__ import annotations

import calendar
import re
import unicodedata
from decimal import Decimal

from inspect_app.imports.sheet import Cell
from inspect_app.imports.values import Unclear, read_text

LONGEST_MONTHS = 1200
_SPAN = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*(个月|月|months?|mos?|年|years?)?")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*([%‰])?")
_NOTHING = frozenset({"", "-", "--", "/", "无", "none", "n/a"})


def read_months(value: Cell, months_per_number: int) -> int | None:
    """'3年', '36 months', '36': months. A bare number counts `months_per_number` months.

    Raises Unclear months_unclear.
    """
    text = unicodedata.normalize("NFKC", read_text(value) or "").strip().lower()
    if text in _NOTHING:
        return None
    match = _SPAN.fullmatch(text)
    if match is None:
        raise Unclear("months_unclear", text)
    unit = match[2]
    factor = months_per_number if unit is None else 12 if unit[0] in "年y" else 1
    months = Decimal(match[1]) * factor
    if months != int(months) or months > LONGEST_MONTHS:
        raise Unclear("months_unclear", text)
    return int(months)


def read_permille(value: Cell) -> int | None:
    """'5%', '50‰', 0.05 and '5' (percent): parts of 1,000. Raises Unclear months_unclear."""
    text = unicodedata.normalize("NFKC", read_text(value) or "").strip()
    if text.lower() in _NOTHING:
        return None
    match = _SHARE.fullmatch(text)
    if match is None:
        raise Unclear("months_unclear", text)
    number = Decimal(match[1])
    is_fraction = match[2] is None and 0 < number < 1
    permille = number * (1000 if is_fraction else 1 if match[2] == "‰" else 10)
    if permille != int(permille) or permille > 1000:
        raise Unclear("months_unclear", text)
    return int(permille)


def months_after(day: str, months: int) -> str:
    """The day so many months later, its month's last day where it has no such day; a month stays a month.

    >>> months_after("2020-01-31", 1)
    '2020-02-29'
    """
    parts = [int(part) for part in day.split("-")]
    if len(parts) < 2:
        return (
            f"{parts[0] + months // 12}"
            if months % 12 == 0
            else f"{parts[0] + months // 12}-{months % 12 + 1:02}"
        )
    year, month = divmod(parts[0] * 12 + parts[1] - 1 + months, 12)
    if len(parts) == 2:
        return f"{year:04}-{month + 1:02}"
    return f"{year:04}-{month + 1:02}-{min(parts[2], calendar.monthrange(year, month + 1)[1]):02}"
