"""What a finished round was: counts, times, and what looks too quick to be true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from inspect_app.patrol.checks import CheckSeen
from inspect_app.patrol.progress import RoundProgress

FAST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two checks that follow each other in a round."""

    from_room: str
    to_room: str
    seconds: int


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round in numbers. `on_time` includes points out of order; times are UTC ms; minutes are whole.

    `fast` are pairs of different rooms that one phone checked within FAST_SECONDS of its own monotonic
    clock: a hint for a person to look, never a verdict.
    """

    points: int
    on_time: int
    late: int
    out_of_order: int
    skipped: int
    missed: int
    waiting: int
    failed_items: int
    failed_checks: int
    photos: int
    people: tuple[str, ...]
    first_ms: int | None
    last_ms: int | None
    walked_minutes: int
    longest_gap: Gap | None
    fast: tuple[Gap, ...]


def round_summary(progress: RoundProgress, *, fast_seconds: int = FAST_SECONDS) -> RoundSummary:
    """Sum up a round, over or not."""
    counts = progress.counts
    found = (each.check for each in progress.points if each.check is not None)
    walked = sorted(found, key=lambda check: (check.done_ms, check.id))
    first, last = (walked[0].done_ms, walked[-1].done_ms) if walked else (None, None)
    return RoundSummary(
        points=len(progress.points),
        on_time=counts["done_on_time"] + counts["out_of_order"],
        late=counts["done_late"],
        out_of_order=counts["out_of_order"],
        skipped=counts["skipped"],
        missed=counts["missed"],
        waiting=counts["waiting"],
        failed_items=sum(check.failed for check in walked),
        failed_checks=sum(check.result == "failed" for check in walked),
        photos=sum(check.photos for check in walked),
        people=tuple(dict.fromkeys(check.person_id for check in walked if check.person_id)),
        first_ms=first,
        last_ms=last,
        walked_minutes=((last or 0) - (first or 0)) // 60_000,
        longest_gap=max(_gaps(walked), key=lambda gap: gap.seconds, default=None),
        fast=tuple(_fast_pairs(walked, fast_seconds)),
    )


def _gaps(walked: list[CheckSeen]) -> list[Gap]:
    return [Gap(a.room_id, b.room_id, (b.done_ms - a.done_ms) // 1000) for a, b in pairwise(walked)]


def _fast_pairs(walked: list[CheckSeen], fast_seconds: int) -> Iterable[Gap]:
    """Only pairs by one phone whose monotonic clock ran through: a wall clock can be set."""
    last_by_device: dict[str, CheckSeen] = {}
    for check in walked:
        before = last_by_device.get(check.device)
        last_by_device[check.device] = check
        if before is None or check.elapsed_ms is None or before.room_id == check.room_id:
            continue
        if 0 <= check.elapsed_ms < fast_seconds * 1000:
            yield Gap(before.room_id, check.room_id, check.elapsed_ms // 1000)
