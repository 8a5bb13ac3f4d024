"""Who breaks it pays: the damage's cost, what share of it, the amount in fen, and the number of the receipt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from assets_qr.code import ALPHABET

SHARE_PERMILLE = (1000, 500, 300)
"""The usual shares of the cost: all of it, half, three tenths."""
MOST_FEN = 100_000_000_00
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
    """'PC20261122-K7-01': the next number of this day on this device.

    `device` is its id: two computers of the office that do not hear of each other number in ranges of their own,
    so that a number never stands on two receipts. `used` are the numbers known here.
    """
    head = f"PC{date.fromisoformat(day):%Y%m%d}-{device_mark(device)}-"
    numbers = [int(each.removeprefix(head)) for each in used if re.fullmatch(re.escape(head) + r"\d+", each)]
    return f"{head}{max(numbers, default=0) + 1:02d}"


def device_mark(device: str) -> str:
    """Two letters or digits that stand for a device on paper."""
    total = 0
    for letter in device.encode():
        total = (total * 131 + letter) % (len(ALPHABET) ** 2)
    return ALPHABET[total // len(ALPHABET)] + ALPHABET[total % len(ALPHABET)]
