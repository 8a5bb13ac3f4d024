"""One coming of a person, though two gates wrote it down: which visits are only its second telling. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inspect_app.gate.on_campus import people_of
from inspect_app.gate.settings import GateSettings
from inspect_app.gate.tally import Tally, day_at, tally_of
from storage.queries.visit_list import ONE_COMING_MS
from storage.queries.visits import Visit


def told_again(visits: Iterable[Visit]) -> frozenset[str]:
    """Ids of visits that began while an earlier one of the same person (see people_of) was under way."""
    again: set[str] = set()
    for overlapping in _overlapping(visits):
        for person in people_of(overlapping):
            again.update(person.ids[1:])
    return frozenset(again)


def day_tallies(
    visits: Iterable[Visit], settings: GateSettings, offset_minutes: int
) -> dict[tuple[str, str], Tally]:
    """The counts of these visits by (campus id, day), each person's coming once.

    Give all that is known of a day at once: of a coming that is told in two calls both are counted.
    """
    held = list(visits)
    again = told_again(held)
    found: dict[tuple[str, str], list[dict[str, object]]] = {}
    for visit in held:
        if visit.id not in again:
            place = (visit.campus_id, day_at(visit.in_ms, offset_minutes))
            found.setdefault(place, []).append(visit._asdict())
    return {place: tally_of(rows, settings, place[1], offset_minutes) for place, rows in found.items()}


def _overlapping(visits: Iterable[Visit]) -> Iterator[list[Visit]]:
    """Visits under one name, in runs in which each begins before those before it have ended; runs of one left out."""
    run: list[Visit] = []
    ends_ms = 0
    for visit in sorted(visits, key=lambda each: (each.name, each.in_ms, each.id)):
        if run and (visit.name != run[0].name or visit.in_ms >= ends_ms):
            if len(run) > 1:
                yield run
            run, ends_ms = [], 0
        run.append(visit)
        ends_ms = max(ends_ms, _until(visit))
    if len(run) > 1:
        yield run


def _until(visit: Visit) -> int:
    """Who is written down again later than this has come again."""
    longest = visit.in_ms + ONE_COMING_MS
    return longest if visit.out_ms is None else min(visit.out_ms, longest)
