"""Checks and skips as a round sees them, and which of them belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from inspect_app.patrol.route import MINUTE_MS
from inspect_app.patrol.schedule import DueRound, rounds_on_now

DEFAULT_GRACE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """A check as far as patrols need it.

    Times are UTC ms by the phone's clock; `elapsed_ms` is the phone's monotonic time since its previous
    check, which nobody can set, or None after a restart. `failed` and `photos` are counts.
    """

    id: str
    room_id: str
    done_ms: int
    person_id: str = ""
    device: str = ""
    result: Literal["passed", "failed"] = "passed"
    round_id: str | None = None
    corrects: str | None = None
    started_ms: int | None = None
    elapsed_ms: int | None = None
    failed: int = 0
    photos: int = 0


@dataclass(frozen=True, slots=True)
class SkipSeen:
    """Somebody said why a point is left out."""

    round_id: str
    room_id: str
    reason: str
    at_ms: int


def as_corrected(checks: Iterable[CheckSeen]) -> tuple[CheckSeen, ...]:
    """The checks with corrections applied: what was found is the correction's, when and by whom the
    original's. Of several corrections the last one counts; one whose original is not here stands alone.
    """
    by_id = {check.id: check for check in checks}
    shown = {check.id: check for check in by_id.values() if check.corrects not in by_id}
    for check in sorted(by_id.values(), key=lambda each: (each.done_ms, each.id)):
        original = _first_of(check, by_id)
        if original.id != check.id and original.id in shown:
            shown[original.id] = replace(
                shown[original.id], result=check.result, failed=check.failed, photos=check.photos
            )
    return tuple(sorted(shown.values(), key=lambda each: (each.done_ms, each.id)))


def _first_of(check: CheckSeen, by_id: dict[str, CheckSeen]) -> CheckSeen:
    """The check that a chain of corrections began with."""
    seen = {check.id}
    while check.corrects in by_id and check.corrects not in seen:
        seen.add(check.corrects)
        check = by_id[check.corrects]
    return check


def counts_for(check: CheckSeen, due: DueRound, grace_minutes: int = DEFAULT_GRACE_MINUTES) -> bool:
    """Whether a check belongs to the round: it carries its id, or was done in its hours and grace.

    One visit does not serve two rounds of one route: a check that names another of them, or one that
    stands in the grace of this round and in the hours of the next, is the other's.
    """
    if check.round_id == due.id:
        return True
    if not due.start_ms <= check.done_ms < due.end_ms + grace_minutes * MINUTE_MS:
        return False
    if check.round_id is not None and check.round_id in due.other_ids:
        return False
    in_grace = check.done_ms >= due.end_ms
    return not (in_grace and rounds_on_now([due.route], check.done_ms, due.offset_minutes))
