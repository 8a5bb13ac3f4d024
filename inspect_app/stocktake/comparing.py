"""A count beside the one before it: what is new, what is so again, and what has been put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.stocktake.reconciliation import Line

COMPARED_KINDS = ("shortage", "surplus", "moved", "damaged", "scrapped")
"""What nobody has seen yet says nothing about a thing."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lines of this count that the other has not, lines of both, and lines of the other alone."""

    new: tuple[Line, ...]
    again: tuple[Line, ...]
    settled: tuple[Line, ...]


def compare(now: Sequence[Line], before: Sequence[Line]) -> Comparison:
    """By thing and kind. A thing that nobody saw this time is not called settled."""
    held, unseen = _by_finding(before), {line.thing for line in now if line.kind == "unseen"}
    here = _by_finding(now)
    return Comparison(
        tuple(line for key, line in here.items() if key not in held),
        tuple(line for key, line in here.items() if key in held),
        tuple(line for key, line in held.items() if key not in here and line.thing not in unseen),
    )


def _by_finding(lines: Sequence[Line]) -> dict[tuple[str, str], Line]:
    return {(line.thing, line.kind): line for line in lines if line.kind in COMPARED_KINDS}
