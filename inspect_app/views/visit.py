"""One visit with all that is known of it: the person's visit at another gate, the group, the history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.actions.gate.post import settings_here
from inspect_app.gate.on_campus import Person, people_of
from inspect_app.gate.settings import GateSettings
from storage import log
from storage.queries import round_log, visits
from storage.queries.visits import Visit
from storage.store import Store


@dataclass(frozen=True, slots=True)
class VisitStep:
    """Something that was done about a visit. `what` is in, out, back, papers or changed; then `fields` says which."""

    at_ms: int
    who: str
    what: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitView:
    """`person` holds every open visit of theirs; `group` are the others who came with them."""

    visit: Visit
    person: Person
    group: tuple[Visit, ...]
    settings: GateSettings
    steps: tuple[VisitStep, ...]


def visit_view(store: Store, visit_id: str) -> VisitView | None:
    held = visits.visit(store.db, visit_id)
    if held is None:
        return None
    group = visits.visits_of_group(store.db, held.group_id) if held.group_id else []
    others = tuple(each for each in group if each.id != held.id)
    return VisitView(held, _person(store, held), others, settings_here(store), _steps(store, held.id))


def _person(store: Store, held: Visit) -> Person:
    """Two gates may have signed them in."""
    if held.out_ms is not None:
        return Person((held,))
    found = people_of(visits.open_visits(store.db))
    return next((each for each in found if held.id in each.ids), Person((held,)))


def _steps(store: Store, visit_id: str) -> tuple[VisitStep, ...]:
    """Oldest first. What stood in a field before is not shown: it may be erased, and it is not needed here."""
    rows = list(reversed(log.history(store.db, "visit", visit_id)))
    people = sorted({each["person"] for each in rows if each["person"]})
    names = round_log.names_of(store.db, json.dumps(people))
    steps = []
    for each in rows:
        fields = json.loads(each["line"]).get("fields") or {}
        what, changed = _what(fields)
        steps.append(VisitStep(each["at"], names.get(each["person"] or "", ""), what, changed))
    return tuple(steps)


def _what(fields: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    if "in_ms" in fields:
        return "in", ()
    if "out_ms" in fields:
        return ("out" if fields["out_ms"] else "back"), ()
    if "papers_later" in fields:
        return "papers", ()
    return "changed", tuple(sorted(fields))
