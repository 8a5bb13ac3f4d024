"""The first screen: what is on now, what was left undone, what was done lately."""

from __future__ import annotations

import json
from dataclasses import dataclass

from inspect_app.patrol.schedule import DueRound
from inspect_app.texts.moments import DAY_MS
from inspect_app.views.rounds import RoundView, coming_round, rounds_now
from storage.queries import checks, drafts, faults, places
from storage.queries.checks import Check
from storage.queries.faults import Fault
from storage.queries.places import Room
from storage.store import Store

RECENT = 5
OVERDUE = 5


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A check that was begun and not finished."""

    room: Room
    round_id: str | None
    touched_ms: int


@dataclass(frozen=True, slots=True)
class Today:
    """`coming` is the next round, asked for only when none is on; `stale` faults open for over a day."""

    school: str
    rounds: list[RoundView]
    coming: DueRound | None
    unfinished: list[Unfinished]
    stale: list[Fault]
    recent: list[Check]
    has_routes: bool


def today(store: Store, now_ms: int, offset_minutes: int, person_id: str | None) -> Today:
    on = rounds_now(store, now_ms, offset_minutes)
    coming = None if on else coming_round(store, now_ms, offset_minutes)
    return Today(
        places.school_name(store.db),
        on,
        coming,
        _unfinished(store),
        _stale(store, now_ms, person_id),
        checks.recent_checks(store.db, now_ms - DAY_MS, limit=RECENT),
        bool(on or coming),
    )


def _unfinished(store: Store) -> list[Unfinished]:
    found = []
    for draft in drafts.drafts(store.db):
        room = places.room(store.db, draft.room_id)
        if room is not None:
            found.append(Unfinished(room, draft.round_id, draft.touched_ms))
    return found


def _stale(store: Store, now_ms: int, person_id: str | None) -> list[Fault]:
    states = json.dumps(["open", "assigned"])
    found = faults.faults(store.db, states, person_id=person_id, limit=50)
    return [fault for fault in found if now_ms - fault.found_ms > DAY_MS][:OVERDUE]
