"""The yearly summary by class, as finance asks for it: what came, what left, what is written off. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from inspect_app.ledger.classes import Policy
from inspect_app.ledger.depreciation import (
    MONTHS_A_YEAR,
    Terms,
    accumulated_fen,
    end_of_year,
    is_nominal,
    month_of,
    months_used,
)


class Held(NamedTuple):
    """What the summary asks of a card. `left` is the day on which it was scrapped, None while it is owned;
    a card that is scrapped without a known day left before every year that can be asked for."""

    number: str | None
    name: str
    class_code: str | None
    quantity: int | None
    value_fen: int | None
    acquired: str | None
    is_scrapped: bool
    left: str | None = None
    life_months: int | None = None
    residual_permille: int | None = None


@dataclass(frozen=True, slots=True)
class ClassYear:
    """A class in one year. Counts are pieces, amounts fen; opening + added - removed = closing.

    What was written off goes the same way: opening_accumulated + year - removed_accumulated = accumulated.
    `unclear` are pieces without value, date or months of use, whose depreciation is not in the sums.
    """

    name: str
    opening_count: int = 0
    opening_fen: int = 0
    added_count: int = 0
    added_fen: int = 0
    removed_count: int = 0
    removed_fen: int = 0
    closing_count: int = 0
    closing_fen: int = 0
    opening_accumulated_fen: int = 0
    year_fen: int = 0
    removed_accumulated_fen: int = 0
    accumulated_fen: int = 0
    unclear: int = 0

    @property
    def net_fen(self) -> int:
        return self.closing_fen - self.accumulated_fen

    def plus(self, other: ClassYear) -> ClassYear:
        amounts = (getattr(self, name) + getattr(other, name) for name in _AMOUNTS)
        return ClassYear(self.name, *amounts)


_AMOUNTS = tuple(name for name in ClassYear.__dataclass_fields__ if name != "name")


def summarised(cards: Iterable[Held], year: int, policy: Policy) -> tuple[ClassYear, ...]:
    """One line a class, by name, with the cards that were owned in the year; without a class at the end."""
    lines: dict[str, ClassYear] = {}
    for card in cards:
        line = card_year(card, year, policy)
        if line is not None:
            held = lines.get(line.name)
            lines[line.name] = held.plus(line) if held else line
    return tuple(lines[name] for name in sorted(lines, key=lambda name: (not name, name)))


def total(lines: Iterable[ClassYear], name: str) -> ClassYear:
    """The sum of the lines, under a name."""
    whole = ClassYear(name)
    for line in lines:
        whole = whole.plus(line)
    return whole


def card_year(card: Held, year: int, policy: Policy) -> ClassYear | None:
    """What one card adds to its class; None when it was not owned in the year."""
    acquired, left = month_of(card.acquired), month_of(card.left)
    first, last = end_of_year(year - 1) + 1, end_of_year(year)
    if (acquired is not None and acquired > last) or _was_gone(card, left, first):
        return None
    count, value = card.quantity or 1, card.value_fen or 0
    is_new = acquired is not None and acquired >= first
    is_gone = left is not None and left <= last
    terms = policy.terms(card.class_code, card.life_months, card.residual_permille)
    off = written_off(card, year, policy)
    before, by_end = (off.before_fen, off.by_end_fen) if off else (0, 0)
    opening, closing = int(not is_new), int(not is_gone)
    return ClassYear(
        policy.class_name(card.class_code),
        opening * count,
        opening * value,
        (1 - opening) * count,
        (1 - opening) * value,
        (1 - closing) * count,
        (1 - closing) * value,
        closing * count,
        closing * value,
        opening * before,
        by_end - before,
        (1 - closing) * by_end,
        closing * by_end,
        closing * count * _is_unclear(card, acquired, terms),
    )


def _was_gone(card: Held, left: int | None, first: int) -> bool:
    return card.is_scrapped and (left is None or left < first)


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """Of one card: months that were depreciated by the year's end, and fen by its beginning and its end."""

    months: int
    before_fen: int
    by_end_fen: int


def written_off(card: Held, year: int, policy: Policy) -> WrittenOff | None:
    """None where value or date are not known. A nominal amount is never written off."""
    acquired, left, last = month_of(card.acquired), month_of(card.left), end_of_year(year)
    if card.value_fen is None or acquired is None:
        return None
    if is_nominal(card.value_fen, card.quantity):
        return WrittenOff(0, 0, 0)
    terms = policy.terms(card.class_code, card.life_months, card.residual_permille)
    before, by_end = (
        accumulated_fen(card.value_fen, acquired, month, terms, left)
        for month in (last - MONTHS_A_YEAR, last)
    )
    return WrittenOff(months_used(acquired, last, terms, left), before, by_end)


def _is_unclear(card: Held, acquired: int | None, terms: Terms) -> bool:
    """0 months are clear: not depreciated; so is a nominal amount."""
    if card.value_fen is None or acquired is None:
        return True
    return terms.life_months is None and not is_nominal(card.value_fen, card.quantity)
