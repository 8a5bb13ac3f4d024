"""What is open at a gate now, counted for who takes the duty over."""

from __future__ import annotations

from inspect_app.actions.gate.items import cabinet_of
from inspect_app.actions.gate.post import settings_here
from inspect_app.gate.on_campus import count_people, overdue_minutes, people_of
from inspect_app.gate.shift import Matters, things_out
from inspect_app.texts.moments import day_of
from inspect_app.views.roll_call import calls_of
from storage.queries import expected, left_items, visits
from storage.store import Store


def matters_now(store: Store, campus_id: str, now_ms: int, offset_minutes: int) -> Matters:
    """Of one campus: people by heads, things by number."""
    here = [each for each in visits.open_visits(store.db) if each.campus_id == campus_id]
    people, settings, held = people_of(here), settings_here(store), cabinet_of(store, campus_id)
    day = day_of(now_ms, offset_minutes)
    waiting = [each for each in expected.expected_on(store.db, day) if each.state == "waiting"]
    return Matters(
        on_campus=count_people(people),
        overdue=sum(overdue_minutes(each, settings, now_ms) > 0 for each in people),
        expected=sum(each.campus_id in (None, campus_id) for each in waiting),
        papers=sum(any(visit.papers_later for visit in each.visits) for each in people),
        left_items=left_items.count_left_items(store.db, "kept", campus_id=campus_id),
        passes_out=things_out(held, "pass"),
        keys_out=things_out(held, "key"),
        roll_call=sum(call.is_open for call in calls_of(store, campus_id)),
    )
