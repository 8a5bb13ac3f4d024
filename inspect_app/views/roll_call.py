"""The evacuation list of a campus: who is on it, or was when the alarm came, with the ticks of all phones."""

from __future__ import annotations

from inspect_app.gate.muster import Called, RollCall, called, roll_calls
from inspect_app.gate.on_campus import count_people, people_of
from storage.queries import drills, places, visits
from storage.store import Store

FUTURE_MS = 4_102_444_800_000
"""2100: while a roll call is open, a visit from a gate whose clock runs ahead is on the list too."""


def calls_of(store: Store, campus_id: str) -> tuple[RollCall, ...]:
    """The roll calls of a campus, the newest first."""
    return roll_calls(drills.drills(store.db, campus_id))


def list_of(store: Store, campus_id: str, call: RollCall | None) -> tuple[Called, ...]:
    """Without a roll call, who is on campus now."""
    if call is None:
        here = [each for each in visits.open_visits(store.db) if each.campus_id == campus_id]
        return called(people_of(here), ())
    ids = drills.visit_ids_during(store.db, campus_id, call.began_ms, call.ended_ms or FUTURE_MS)
    found = visits.visits_by_id(store.db, ids)
    there = [each for each in found if each.out_ms is None or each.out_ms >= call.began_ms]
    return called(people_of(there), drills.ticks(store.db, call.ids))


def elsewhere(store: Store, campus_id: str) -> tuple[tuple[str, int], ...]:
    """(name of the campus, heads on it now) of every other campus with visitors: this list does not call them."""
    here = visits.open_visits(store.db)
    counted = [
        (name, count_people(people_of(each for each in here if each.campus_id == other)))
        for other, name in places.campus_names(store.db)
        if other != campus_id
    ]
    return tuple((name, heads) for name, heads in counted if heads)
