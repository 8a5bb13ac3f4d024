"""Split a batch card (45 desks in one line) into parts: quantities, values to the fen, and numbers. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from inspect_app.ledger.refusal import LedgerRefusal

PARTS_LIMIT = 500
"""Cards from one batch at a time: one transaction stays short on a phone."""


@dataclass(frozen=True, slots=True)
class Part:
    """One card after the split. The first part is the old card itself; its number stays."""

    quantity: int
    value_fen: int | None
    number: str | None


def split_batch(
    quantity: int | None,
    value_fen: int | None,
    number: str | None,
    parts: Sequence[int],
    taken: Container[str] = frozenset(),
    out: int = 0,
) -> tuple[Part, ...]:
    """The cards that a batch becomes. `taken` are numbers that other cards have, `out` are pieces on loan.

    Loans stay with the old card, which is the first: it cannot become smaller than what is out.

    Values are divided by quantity so that their sum is exact: each part gets what rounding down its end leaves
    after rounding down its beginning. New numbers are the old one with -2, -3 …, as wide as the last needs.
    Raises LedgerRefusal: not_a_batch, bad_parts (not 1 or more each, or another sum), too_many_parts, pieces_out.
    """
    if quantity is None or quantity < 2:
        raise LedgerRefusal("not_a_batch")
    if len(parts) < 2 or any(part < 1 for part in parts) or sum(parts) != quantity:
        raise LedgerRefusal("bad_parts")
    if len(parts) > PARTS_LIMIT:
        raise LedgerRefusal("too_many_parts")
    if parts[0] < out:
        raise LedgerRefusal("pieces_out")
    values = divided(value_fen, parts)
    numbers = [number, *_numbers(number, len(parts) - 1, taken)]
    return tuple(Part(*each) for each in zip(parts, values, numbers, strict=True))


def singles(quantity: int) -> tuple[int, ...]:
    """One card for each piece."""
    return (1,) * quantity


def divided(value_fen: int | None, parts: Sequence[int]) -> list[int | None]:
    """A value in shares of the parts; their sum is the value.

    >>> divided(100, [1, 1, 1])
    [33, 33, 34]
    """
    if value_fen is None:
        return [None] * len(parts)
    whole = sum(parts)
    edges = [0, *(value_fen * upto // whole for upto in accumulate(parts))]
    return [after - before for before, after in pairwise(edges)]


def _numbers(number: str | None, count: int, taken: Container[str]) -> list[str | None]:
    """Numbers for the new cards, those that exist passed over."""
    if not number:
        return [None] * count
    width = len(str(count + 1))
    found: list[str | None] = []
    suffix = 1
    while len(found) < count:
        suffix += 1
        made = f"{number}-{suffix:0{width}}"
        if made not in taken:
            found.append(made)
    return found
