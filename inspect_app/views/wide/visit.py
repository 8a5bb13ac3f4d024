"""One visit for the office: its other rows at other gates, earlier visits, who changed what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.actions.gate.post import settings_here
from inspect_app.gate.on_campus import people_of
from inspect_app.gate.settings import GateSettings
from inspect_app.views.wide.visits import VisitRow, visit_row
from storage import log
from storage.queries import people, photos, round_log, visit_list, visits
from storage.queries.photos import Photo
from storage.queries.visits import Visit
from storage.store import Store

LOCAL_CHANGES, EARLIER = 50, 8
Told = tuple[str, str | None, str | None]
"""A change of a row: its stamp, the id of its person, and the change as it was sent; None where it was erased."""


@dataclass(frozen=True, slots=True)
class VisitStep:
    """One change: the names of the fields that it wrote. Values are not told: they may be a person's."""

    at_ms: int
    offset_minutes: int
    person: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitView:
    """`rows` are this visit and what other gates wrote down of the same coming, the first of them first."""

    row: VisitRow
    rows: tuple[Visit, ...]
    settings: GateSettings
    host: str
    group: tuple[Visit, ...]
    earlier: tuple[Visit, ...]
    photos: tuple[Photo, ...]
    steps: tuple[VisitStep, ...]

    @property
    def visit(self) -> Visit:
        return self.row.visit

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.rows)


def visit_view(store: Store, visit_id: str, now_ms: int, told: Sequence[Told] = ()) -> VisitView | None:
    """`told` is what the server knows of the visit's changes, beside what this device's log holds."""
    visit = visits.visit(store.db, visit_id)
    if visit is None:
        return None
    settings = settings_here(store)
    rows = _of_one_coming(store, visit)
    host = people.person(store.db, visit.host_id) if visit.host_id else None
    group = visits.visits_of_group(store.db, visit.group_id) if visit.group_id else []
    ids = {each.id for each in rows}
    return VisitView(
        visit_row(rows, settings, now_ms),
        rows,
        settings,
        host.name if host is not None else visit.host_name or "",
        tuple(each for each in group if each.id not in ids),
        _earlier(store, visit, ids),
        tuple(photo for row_id in sorted(ids) for photo in photos.photos_about(store.db, row_id)),
        _steps(store, visit_id, told),
    )


def _of_one_coming(store: Store, visit: Visit) -> tuple[Visit, ...]:
    """While somebody is on campus, all visits of theirs that have not ended."""
    if visit.out_ms is not None:
        return (visit,)
    found = people_of(visits.open_visits(store.db))
    return next((each.visits for each in found if visit.id in each.ids), (visit,))


def _earlier(store: Store, visit: Visit, ids: set[str]) -> tuple[Visit, ...]:
    known = visit_list.same_person_ids(store.db, visit.id, limit=EARLIER + len(ids))
    found = visits.visits_by_id(store.db, [each for each in known if each not in ids])
    return tuple(reversed(found))[:EARLIER]


def _steps(store: Store, visit_id: str, told: Sequence[Told]) -> tuple[VisitStep, ...]:
    held = log.history(store.db, "visit", visit_id, limit=LOCAL_CHANGES)
    every = [*told, *((each["stamp"], each["person"], each["line"]) for each in held)]
    known = {stamp: (person, json.loads(line)) for stamp, person, line in every if line}
    ids = json.dumps(sorted({person for person, _ in known.values() if person}))
    names = round_log.names_of(store.db, ids)
    return tuple(
        VisitStep(change["at"], change["offset"], names.get(person or "", ""), tuple(change["fields"]))
        for _, (person, change) in sorted(known.items())
        if change.get("fields")
    )
