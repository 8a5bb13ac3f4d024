"""'5 分钟前 X 已检查': whether a room was seen so recently that the person should know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspect_app.patrol.checks import CheckSeen
from inspect_app.patrol.route import MINUTE_MS

RECENT_MINUTES = 30


@dataclass(frozen=True, slots=True)
class AlreadyChecked:
    """The latest check of the room, `minutes_ago` whole minutes back. It informs; it never forbids."""

    check: CheckSeen
    minutes_ago: int
    same_person: bool
    same_round: bool


def already_checked(
    checks: Iterable[CheckSeen],
    room_id: str,
    person_id: str,
    now_ms: int,
    *,
    round_id: str | None = None,
    recent_minutes: int = RECENT_MINUTES,
) -> AlreadyChecked | None:
    """Decide on the checks known on this phone. One of this very round counts however long ago it was.

    Another phone's clock may run ahead: a check from the near future is 0 minutes old, one further
    ahead than `recent_minutes` tells nothing.
    """
    latest = max(
        (check for check in checks if check.room_id == room_id and check.corrects is None),
        key=lambda check: (check.done_ms, check.id),
        default=None,
    )
    if latest is None:
        return None
    minutes = (now_ms - latest.done_ms) // MINUTE_MS
    same_round = round_id is not None and latest.round_id == round_id
    if not same_round and not -recent_minutes <= minutes < recent_minutes:
        return None
    return AlreadyChecked(latest, max(0, minutes), latest.person_id == person_id, same_round)
