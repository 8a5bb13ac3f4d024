"""来访 for the office: who is on campus now, and every visit there was, as rows of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.gate.on_campus import MINUTE_MS, Person, in_order, matching, people_of
from inspect_app.gate.settings import GateSettings
from storage.queries import visit_list, visits
from storage.queries.visit_list import VisitFilter
from storage.queries.visits import Visit
from storage.store import Store


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One coming of one person. `visit` is what was said last, `gates` where it was written down.

    `overdue_minutes` is how much longer than their kind may they stayed, or have stayed by now.
    """

    id: str
    visit: Visit
    in_ms: int
    people: int
    gates: tuple[str, ...]
    sort: str
    stayed_minutes: int
    overdue_minutes: int

    @property
    def is_in(self) -> bool:
        return self.visit.out_ms is None


@dataclass(frozen=True, slots=True)
class OnCampus:
    """How many are in now: heads with those who came along, comings, and how many of these are overdue."""

    people: int
    visits: int
    overdue: int


def limits_of(settings: GateSettings) -> dict[str, int]:
    """Minutes that each kind of visitor may stay."""
    return {sort.id: sort.overdue_minutes for sort in settings.sorts}


def on_campus_rows(store: Store, wanted: VisitFilter, settings: GateSettings) -> list[VisitRow]:
    """Who is in now and fits the filter; the longest overdue first, each person once."""
    people = people_of(visits.open_visits(store.db))
    found = in_order(matching(people, wanted.text) if wanted.text else people, settings, wanted.now_ms)
    rows = [_row_of_person(each, settings, wanted.now_ms) for each in found]
    return [row for row in rows if _fits(row, wanted)]


def on_campus(store: Store, settings: GateSettings, now_ms: int) -> OnCampus:
    rows = on_campus_rows(store, VisitFilter(now_ms=now_ms), settings)
    return OnCampus(sum(row.people for row in rows), len(rows), sum(row.overdue_minutes > 0 for row in rows))


def visit_rows(
    store: Store, wanted: VisitFilter, settings: GateSettings, *, limit: int, skip: int = 0
) -> list[VisitRow]:
    """Every visit that fits the filter, the newest first."""
    found = visit_list.visit_list(store.db, wanted, limit=limit, skip=skip)
    return [visit_row([each], settings, wanted.now_ms) for each in found]


def visit_row(visits_of_one: Sequence[Visit], settings: GateSettings, now_ms: int) -> VisitRow:
    """Of the visits of one coming, the first of them first."""
    newest, first = visits_of_one[-1], visits_of_one[0]
    until = newest.out_ms if newest.out_ms is not None else max(now_ms, first.in_ms)
    stayed = max(0, until - first.in_ms) // MINUTE_MS
    sort = settings.sort(newest.sort)
    gates = tuple(dict.fromkeys(each.gate for each in visits_of_one if each.gate))
    people = max(each.people for each in visits_of_one)
    over = max(0, stayed - sort.overdue_minutes)
    return VisitRow(first.id, newest, first.in_ms, people, gates, sort.name, stayed, over)


def _row_of_person(person: Person, settings: GateSettings, now_ms: int) -> VisitRow:
    return visit_row(person.visits, settings, now_ms)


def _fits(row: VisitRow, wanted: VisitFilter) -> bool:
    visit = row.visit
    return (
        wanted.sort in ("", visit.sort)
        and wanted.gate in ("", *row.gates)
        and wanted.host in ("", visit.host_id or visit.host_name)
        and (wanted.view != "overdue" or row.overdue_minutes > 0)
        and (wanted.view != "papers" or bool(visit.papers_later))
    )
