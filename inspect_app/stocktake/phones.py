"""Which phones may still hold counts that have not arrived: what the office must know before it closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

RECENT_MS = 15 * 60_000
"""Who was heard of so lately, with nothing to send, holds next to nothing."""
CLOCKS_DIFFER_MS = 5 * 60_000
"""By how much the clocks of server and office may differ without anybody calling them wrong."""
COUNTING_ROLES = ("office", "inspector")
"""Who may count."""
PhoneState = Literal["holds", "blocked", "quiet", "clear"]


@dataclass(frozen=True, slots=True)
class PhoneHeard:
    """A device as the server's list has it. `last_seen_ms` None: never."""

    id: str
    role: str
    last_seen_ms: int | None
    unsent: int
    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class PhoneStanding:
    """holds: it said that it has something to send; blocked: its rights have ended, so what it holds comes into
    quarantine at best; quiet: not heard of lately, so nobody knows; clear.
    """

    id: str
    state: PhoneState
    last_seen_ms: int
    unsent: int
    counted_ms: int | None


def phones_of_count(
    heard: Iterable[PhoneHeard],
    counting: Mapping[str, int],
    opened_ms: int,
    now_ms: int,
    roles: tuple[str, ...],
    own: str | None,
) -> tuple[PhoneStanding, ...]:
    """Every phone that can know of the count: heard of since it was opened, by a role that counts; or it has counted.

    `counting` is device to the time of its newest record that has arrived; `own` is the device that asks.
    """
    found = []
    for phone in heard:
        seen_ms = phone.last_seen_ms or 0
        knows = phone.id in counting or seen_ms >= opened_ms - CLOCKS_DIFFER_MS
        if phone.role not in roles or phone.id == own or not knows:
            continue
        state = _state(phone, seen_ms, now_ms)
        found.append(PhoneStanding(phone.id, state, seen_ms, phone.unsent, counting.get(phone.id)))
    order = {"holds": 0, "blocked": 1, "quiet": 2, "clear": 3}
    return tuple(sorted(found, key=lambda each: (order[each.state], each.last_seen_ms, each.id)))


def _state(phone: PhoneHeard, seen_ms: int, now_ms: int) -> PhoneState:
    if phone.is_revoked:
        return "blocked"
    if phone.unsent:
        return "holds"
    return "clear" if now_ms - seen_ms <= RECENT_MS else "quiet"


def unsure(phones: Iterable[PhoneStanding]) -> tuple[PhoneStanding, ...]:
    """The phones that closing has to ask about."""
    return tuple(each for each in phones if each.state != "clear")
