"""How far a round is: the state of every point, what is left, where to go next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from inspect_app.patrol.checks import (
    DEFAULT_GRACE_MINUTES,
    CheckSeen,
    SkipSeen,
    as_corrected,
    counts_for,
)
from inspect_app.patrol.route import MINUTE_MS, Point
from inspect_app.patrol.schedule import DueRound

PointState = Literal["done_on_time", "done_late", "out_of_order", "skipped", "missed", "waiting"]
DONE: tuple[PointState, ...] = ("done_on_time", "done_late", "out_of_order")


@dataclass(frozen=True, slots=True)
class PointProgress:
    """One point of a round. `check` is the first that counts; `reason` why it was skipped."""

    point: Point
    state: PointState
    check: CheckSeen | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """A round at a moment: `points` in the route's order, minutes left rounded up, 0 when it is over."""

    due: DueRound
    points: tuple[PointProgress, ...]
    minutes_left: int
    next_point: Point | None

    @property
    def counts(self) -> Counter[str]:
        """How many points are in each state."""
        return Counter(each.state for each in self.points)

    @property
    def settled(self) -> int:
        """Points that need nothing more: done or skipped. The 6 of '6/14 点'."""
        return sum(each.state in (*DONE, "skipped") for each in self.points)


def round_progress(
    due: DueRound,
    checks: Iterable[CheckSeen],
    skips: Iterable[SkipSeen],
    now_ms: int,
    *,
    grace_minutes: int = DEFAULT_GRACE_MINUTES,
) -> RoundProgress:
    """The state of every point of `due` at `now_ms`.

    A check counts by its round id or by its time (see counts_for); the first one of a room decides, and
    any is better than a skip. A point is missed once window and grace are over. Late beats out of order:
    the office asks about the time first.
    """
    firsts = _first_checks(due, checks, grace_minutes)
    reasons = _reasons(due, skips)
    over = now_ms >= due.end_ms + grace_minutes * MINUTE_MS
    stray = _out_of_order(due, firsts)
    points = tuple(
        _point_progress(point, due, firsts.get(point.room_id), reasons, over=over, stray=stray)
        for point in due.route.points
    )
    minutes_left = max(0, -((now_ms - due.end_ms) // MINUTE_MS))
    return RoundProgress(due, points, minutes_left, _next_point(due, points))


def _first_checks(due: DueRound, checks: Iterable[CheckSeen], grace_minutes: int) -> dict[str, CheckSeen]:
    firsts: dict[str, CheckSeen] = {}
    for check in as_corrected(checks):
        if counts_for(check, due, grace_minutes):
            firsts.setdefault(check.room_id, check)
    return firsts


def _reasons(due: DueRound, skips: Iterable[SkipSeen]) -> dict[str, str]:
    own = (skip for skip in skips if skip.round_id == due.id)
    return {skip.room_id: skip.reason for skip in sorted(own, key=lambda skip: skip.at_ms)}


def _point_progress(
    point: Point,
    due: DueRound,
    check: CheckSeen | None,
    reasons: dict[str, str],
    *,
    over: bool,
    stray: frozenset[str],
) -> PointProgress:
    if check is not None:
        return PointProgress(point, _done_state(check, due, stray), check)
    if point.room_id in reasons:
        return PointProgress(point, "skipped", reason=reasons[point.room_id])
    return PointProgress(point, "missed" if over else "waiting")


def _done_state(check: CheckSeen, due: DueRound, stray: frozenset[str]) -> PointState:
    if check.done_ms >= due.end_ms:
        return "done_late"
    return "out_of_order" if check.room_id in stray else "done_on_time"


def _out_of_order(due: DueRound, firsts: dict[str, CheckSeen]) -> frozenset[str]:
    """Rooms walked out of a fixed order, as few as explain the walk: 2, 3, 4, 1 blames 1 alone.

    So all but a longest run of rooms, taken in the order walked, that follows the route.
    """
    if due.route.ordering == "any":
        return frozenset()
    place = {point.room_id: number for number, point in enumerate(due.route.points)}
    walked = sorted((check for check in firsts.values() if check.room_id in place), key=lambda c: c.done_ms)
    places = [place[check.room_id] for check in walked]
    kept = set(_longest_rising(places))
    return frozenset(check.room_id for check, at in zip(walked, places, strict=True) if at not in kept)


def _longest_rising(numbers: Sequence[int]) -> tuple[int, ...]:
    """A longest rising subsequence of distinct numbers; of equals the one that was complete first."""
    best: list[tuple[int, ...]] = []
    for number in numbers:
        before = (run for run in best if run[-1] < number)
        best.append((*max(before, key=len, default=()), number))
    return max(best, key=len, default=())


def _next_point(due: DueRound, points: tuple[PointProgress, ...]) -> Point | None:
    """Where to go: in a fixed order the first that waits, else the next in the list after the last done."""
    waiting = [number for number, each in enumerate(points) if each.state == "waiting"]
    if not waiting:
        return None
    done = [(each.check.done_ms, number) for number, each in enumerate(points) if each.check]
    last = max(done)[1] if done and due.route.ordering == "any" else -1
    return points[next((number for number in waiting if number > last), waiting[0])].point
