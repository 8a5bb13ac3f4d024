"""The number of a resident identity card: whether it can be true, and what of it is shown.

Eighteen characters by GB 11643-1999: six of the place, eight of the day of birth, three of order, one check
character by ISO 7064 MOD 11-2. Nothing here keeps a number: it is typed, judged, sealed and forgotten.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

Flaw = Literal["length", "letters", "birthday", "check"]
"""What is wrong with a number: see `flaw_of`."""

_SHAPE = re.compile(r"\d{17}[\dX]")
_WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
_CHECK = "10X98765432"
_LENGTH = 18
_OLDEST_YEAR = 1900
_SHOWN_FIRST, _SHOWN_LAST = 3, 4
_HIDDEN = "*"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def tidied(typed: str) -> str:
    """As the card prints it: no spaces or dashes, half-width, capital X."""
    return re.sub(r"[\s-]+", "", typed.translate(_FULL_WIDTH)).upper()


def check_character(first_seventeen: str) -> str:
    """The eighteenth character of a number: ISO 7064 MOD 11-2 over the first seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


def flaw_of(number: str, today: date) -> Flaw | None:
    """Why this tidied number cannot be a resident card's, or None. The first six digits are not looked up:
    places come and go, and a number of a place that is gone is still good.
    """
    if len(number) != _LENGTH:
        return "length"
    if not _SHAPE.fullmatch(number):
        return "letters"
    if not _could_be_born(number[6:14], today):
        return "birthday"
    return None if check_character(number[:17]) == number[17] else "check"


def is_child(number: str, today: date) -> bool:
    """Whether a flawless number is of somebody under fourteen: all data of them is sensitive by article 28 of
    the Personal Information Protection Law.
    """
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    return (today.year - year) - ((today.month, today.day) < (month, day)) < 14


def masked(number: str) -> str:
    """The first three and the last four characters; of what is shorter than ten, the last two at most."""
    if len(number) < _SHOWN_FIRST + _SHOWN_LAST + 3:
        shown = min(2, len(number) // 3)
        return _HIDDEN * (len(number) - shown) + number[len(number) - shown :]
    hidden = len(number) - _SHOWN_FIRST - _SHOWN_LAST
    return number[:_SHOWN_FIRST] + _HIDDEN * hidden + number[-_SHOWN_LAST:]


def _could_be_born(day: str, today: date) -> bool:
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return born.year >= _OLDEST_YEAR and born <= today
