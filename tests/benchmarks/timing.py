"""Measure short pieces of work; report medians, for other work on the machine disturbs single runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(slots=True)
class Watch:
    """Filled in when the block ends."""

    seconds: float = 0.0


@contextmanager
def watch() -> Iterator[Watch]:
    """Measure the block that follows."""
    held = Watch()
    started = time.perf_counter()
    yield held
    held.seconds = time.perf_counter() - started


def milliseconds(work: Callable[[], Any]) -> float:
    """How long one call takes, in milliseconds."""
    with watch() as held:
        work()
    return held.seconds * 1000


def taking_turns(works: Sequence[Callable[[int], Any]], times: int) -> list[list[float]]:
    """Milliseconds of each work's calls; they take turns, so that what disturbs one disturbs all.

    Each is called once before, unmeasured. The argument counts the calls from 0.
    """
    for work in works:
        work(0)
    found: list[list[float]] = [[] for _ in works]
    for turn in range(1, times + 1):
        for place, work in enumerate(works):
            found[place].append(milliseconds(lambda work=work, turn=turn: work(turn)))  # type: ignore[misc]
    return found


def spread(values: Sequence[float], digits: int = 3) -> dict[str, float]:
    """Median, 95 of 100, smallest and largest."""
    ordered = sorted(values)
    near_worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    shown = {"median": median(ordered), "p95": near_worst, "least": ordered[0], "most": ordered[-1]}
    return {name: round(value, digits) for name, value in shown.items()}
