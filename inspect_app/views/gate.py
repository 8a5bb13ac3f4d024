"""What the gate's first screen shows: who is on campus, what is overdue, who is inside after closing, who left."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspect_app.actions.gate.post import settings_here
from inspect_app.gate.on_campus import (
    DAY_MS,
    MINUTE_MS,
    Party,
    Person,
    count_people,
    in_order,
    matching,
    overdue_minutes,
    parties_of,
    people_of,
    still_inside,
)
from inspect_app.gate.settings import GateSettings
from storage.queries import visits
from storage.queries.visits import Visit
from storage.store import Store


@dataclass(frozen=True, slots=True)
class GateView:
    """`overdue` are minutes by the id of a person's first visit. `parties` are those that were sought."""

    settings: GateSettings
    people: tuple[Person, ...]
    heads: int
    overdue: dict[str, int] = field(default_factory=dict)
    inside_after_closing: tuple[Person, ...] = ()
    parties: tuple[Party, ...] = ()

    def minutes_over(self, person: Person) -> int:
        return self.overdue.get(person.ids[0], 0)


def gate_view(
    store: Store, now_ms: int, offset_minutes: int, typed: str = "", *, only_overdue: bool = False
) -> GateView:
    """Read anew at every drawing: a few hundred rows at most schools, and fast with ten thousand."""
    settings = settings_here(store)
    people = people_of(visits.open_visits(store.db))
    overdue = {
        each.ids[0]: minutes for each in people if (minutes := overdue_minutes(each, settings, now_ms))
    }
    wanted = [each for each in people if each.ids[0] in overdue] if only_overdue else people
    sought = matching(wanted, typed) if typed.strip() else wanted
    return GateView(
        settings,
        tuple(people),
        count_people(people),
        overdue,
        tuple(still_inside(people, settings, now_ms, offset_minutes)),
        tuple(parties_of(in_order(sought, settings, now_ms))),
    )


def left_today(store: Store, now_ms: int, offset_minutes: int, typed: str, limit: int) -> list[Visit]:
    """Visits of today that have ended, the newest first; of all of them those that hold what was typed."""
    local_ms = now_ms + offset_minutes * MINUTE_MS
    since_ms = now_ms - local_ms % DAY_MS
    if not typed.strip():
        return visits.left_since(store.db, since_ms, limit=limit)
    found = visits.left_since(store.db, since_ms, limit=-1)
    return [each for each in found if matching([Person((each,))], typed)][:limit]
