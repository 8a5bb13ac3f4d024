"""A report of visits, read from the store: sums over the visits that are held, and the counts of erased ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from inspect_app.actions.gate.post import settings_here
from inspect_app.gate.comings import told_again
from inspect_app.gate.settings import OVERDUE_MINUTES
from inspect_app.gate.tally import Tally
from inspect_app.gate.visit_report import Period, VisitReport, day_tally, report_of
from inspect_app.patrol.route import MINUTE_MS, day_start_ms
from inspect_app.views.wide.visits import limits_of
from storage.queries import visit_reports, visits
from storage.queries.visit_list import ONE_COMING_MS
from storage.queries.visit_reports import DAY_MS, QUARTER_MS, Asked
from storage.queries.visits import Visit
from storage.store import Store

_FIRST_DAY = date(1970, 1, 1)


def visit_report(store: Store, period: Period, now_ms: int, offset_minutes: int) -> VisitReport:
    """The report of a period; who is in now counts as staying until `now_ms`."""
    db, settings = store.db, settings_here(store)
    from_ms, to_ms = span_of(period, offset_minutes)
    limits = limits_of(settings)
    asked = Asked(from_ms, to_ms, offset_minutes * MINUTE_MS, now_ms, limits, OVERDUE_MINUTES)
    again = _again(store, from_ms, to_ms)
    sums: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for each in visit_reports.by_day_and_sort(db, asked, [visit.id for visit in again]):
        sums[(_FIRST_DAY + timedelta(days=each.day)).isoformat()].append(each._asdict())
    held: dict[str, Tally] = {day: day_tally(parts) for day, parts in sums.items()}
    erased = visit_reports.day_counts(db, period.first.isoformat(), period.last.isoformat())
    sorts = {sort.id: sort.name for sort in settings.sorts}
    names = (sorts, visit_reports.names_of_people(db))
    return report_of(period, held, erased, _hosts_and_quarters(store, asked, again), names)


def visits_of(store: Store, period: Period, offset_minutes: int) -> list[Visit]:
    """The visits of a period that are held, each coming once, the oldest first."""
    from_ms, to_ms = span_of(period, offset_minutes)
    again = {visit.id for visit in _again(store, from_ms, to_ms)}
    found = visits.visits_between(store.db, from_ms, to_ms)
    return [visit for visit in reversed(found) if visit.id not in again]


def span_of(period: Period, offset_minutes: int) -> tuple[int, int]:
    """UTC ms; the end is not included."""
    after = period.last + timedelta(days=1)
    return day_start_ms(period.first, offset_minutes), day_start_ms(after, offset_minutes)


def _hosts_and_quarters(store: Store, asked: Asked, again: Sequence[Visit]) -> dict[str, dict[str, int]]:
    """What is told twice is taken out of the sums here: to ask of every visit whether it is one costs more."""
    hosts = Counter(visit_reports.by_host(store.db, asked))
    hosts.subtract(visit.host_id for visit in again if visit.host_id)
    quarters = Counter(visit_reports.by_quarter(store.db, asked))
    quarters.subtract((visit.in_ms + asked.offset_ms) % DAY_MS // QUARTER_MS for visit in again)
    return {
        "hosts": {host: count for host, count in hosts.items() if count},
        "quarters": {str(quarter): count for quarter, count in quarters.items() if count},
    }


def _again(store: Store, from_ms: int, to_ms: int) -> list[Visit]:
    """What only tells a coming a second time; the first may have begun the evening before."""
    ids = visit_reports.near_each_other(store.db, from_ms - ONE_COMING_MS, to_ms)
    near = visits.visits_by_id(store.db, ids) if ids else []
    again = told_again(near)
    return [visit for visit in near if visit.id in again and visit.in_ms >= from_ms]
