"""Who breaks it pays: the damage's cost, what share of it, the amount in fen, and the number of the receipt."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from datetime import date

from assets_qr.code import ALPHABET

SHARE_PERMILLE = (1000, 500, 300)
"""The usual shares of the cost: all of it, half, three tenths."""
MOST_FEN = 100_000_000_00
MARK_LETTERS = 5
_MONEY = re.compile(r"([0-9]{1,11})(?:\.([0-9]{1,2}))?")


def read_fen(text: str) -> int | None:
    """Yuan as typed ('30', '1,200.5', '¥12.80') in fen; None for what is no amount of money."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removeprefix("¥")
    match = _MONEY.fullmatch(plain.removesuffix("元"))
    if match is None:
        return None
    fen = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
    return fen if fen <= MOST_FEN else None


def yuan(fen: int | None) -> str:
    """'1,200.50'; nothing for nothing."""
    return "" if fen is None else f"{fen / 100:,.2f}"


def share_of(cost_fen: int, permille: int) -> int:
    """The share in fen, rounded half up to a whole fen; never more than the cost, never below nothing."""
    permille = min(1000, max(0, permille))
    return (cost_fen * permille + 500) // 1000


def book_cost(value_fen: int | None, owned: int | None, quantity: int) -> int | None:
    """What `quantity` pieces cost by the asset's card, whose value is that of all its pieces; None without one."""
    if value_fen is None:
        return None
    return value_fen * quantity // max(1, owned or 1)


def next_receipt(day: str, device: str, used: Collection[str]) -> str:
    """'PC20261122-K7M3Q-01': the next number of this day on this device.

    `device` is its id: two computers of the office that do not hear of each other number in ranges of their own,
    so that a number never stands on two receipts. `used` are the numbers known here.
    """
    head = f"PC{date.fromisoformat(day):%Y%m%d}-{device_mark(device)}-"
    numbers = [int(each.removeprefix(head)) for each in used if re.fullmatch(re.escape(head) + r"\d+", each)]
    return f"{head}{max(numbers, default=0) + 1:02d}"


def device_mark(device: str) -> str:
    """Five letters or digits that stand for a device on paper: two devices share them once in 33 million."""
    digest = hashlib.sha256(device.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:MARK_LETTERS])


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIADS = ("", "万", "亿", "万亿")


def capital_yuan(fen: int) -> str:
    """'壹仟贰佰元伍角整': the amount in capital characters, as receipts have it. `fen` is not negative."""
    whole, small = divmod(fen, 100)
    jiao, cents = divmod(small, 10)
    said = f"{_capital(whole)}元" if whole else ""
    if jiao:
        said += f"{_DIGITS[jiao]}角"
    elif cents and whole:
        said += "零"
    if cents:
        return f"{said}{_DIGITS[cents]}分"
    return f"{said or '零元'}整"


def _capital(number: int) -> str:
    """A whole number of at most 15 digits; one 零 for any run of noughts between digits."""
    said = ""
    is_gap = False
    for myriad in range(len(_MYRIADS) - 1, -1, -1):
        group = number // 10_000**myriad % 10_000
        if not group:
            is_gap = bool(said)
            continue
        if said and (is_gap or group < 1000):
            said += "零"
        said += _group(group) + _MYRIADS[myriad]
        is_gap = False
    return said


def _group(group: int) -> str:
    said = ""
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            said += _DIGITS[digit] + _PLACES[place]
        elif said and not said.endswith("零") and group % 10**place:
            said += "零"
    return said
