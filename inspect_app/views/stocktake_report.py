"""The paper of a count: what was kept at its closing, beside the two counts before it, and who signed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspect_app.actions.signing import PREFIX
from inspect_app.stocktake.comparing import COMPARED_KINDS, Comparison, compare
from inspect_app.stocktake.reconciliation import Line, Total, totals_of
from inspect_app.texts.moments import day_of
from inspect_app.texts.stocktake_words import scope_words
from inspect_app.texts.words import Words
from inspect_app.views.stocktake import (
    counts_before,
    frozen_lines,
    scope_of,
    spots_by_id,
    stocktake_view,
)
from storage.queries import counts, people, places
from storage.queries.stocktakes import Stocktake
from storage.store import Store


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signature that stands under the count; `sha256` names its picture."""

    role: str
    name: str
    sha256: str
    day: str


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier count, and this one beside it."""

    name: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class StocktakeReport:
    """`is_final` is False while the count is open: then the lines are as of now. `people` are names by id."""

    row: Stocktake
    school: str
    scope: str
    lines: tuple[Line, ...]
    totals: Mapping[str, Total]
    expected: int
    found: int
    before: tuple[Before, ...]
    signed: tuple[SignedBy, ...]
    people: Mapping[str, str]
    late: int
    is_final: bool
    offset_minutes: int

    def history_of(self, line: Line) -> tuple[str, ...]:
        """For each count before: 'again', 'new', or '' for what is merely not seen yet."""
        return tuple(_history(before.comparison, line) for before in self.before)


def _history(comparison: Comparison, line: Line) -> str:
    if line.kind not in COMPARED_KINDS:
        return ""
    return "again" if any(_same(each, line) for each in comparison.again) else "new"


def _same(one: Line, other: Line) -> bool:
    return (one.thing, one.kind) == (other.thing, other.kind)


def report_of(store: Store, row: Stocktake, t: Words, offset_minutes: int) -> StocktakeReport | None:
    """None where the count is not understood here, or has not arrived whole."""
    view = stocktake_view(store, row.id)
    frozen = frozen_lines(store, row)
    is_final = row.state in ("closed", "accepted")
    if view is None or (is_final and not frozen.is_whole):
        return None
    lines = frozen.lines if is_final else view.lines
    campuses = {campus: name for campus, name, _ in places.campuses(store.db)}
    scope, progress = scope_of(row), view.progress
    words = scope_words(scope, dict(spots_by_id(store)), campuses, t) if scope else ""
    return StocktakeReport(
        row,
        places.school_name(store.db),
        words,
        lines,
        totals_of(lines),
        *_figures(row, progress.expected, progress.found),
        tuple(Before(each.name, compare(lines, held.lines)) for each, held in counts_before(store, row)),
        signatures_of(store, row.id, offset_minutes),
        _names(store, lines),
        len(frozen.late(view.records)) if is_final else 0,
        is_final,
        offset_minutes,
    )


def _figures(row: Stocktake, expected: int, found: int) -> tuple[int, int]:
    """As they were at the closing."""
    held = json.loads(row.totals) if row.totals and row.state != "open" else {}
    return int(held.get("expected", expected)), int(held.get("found", found))


def signatures_of(store: Store, about_id: str, offset_minutes: int) -> tuple[SignedBy, ...]:
    """The newest of each role."""
    latest = {
        photo.item: SignedBy(
            (photo.item or "").removeprefix(PREFIX),
            photo.caption or "",
            photo.sha256,
            day_of(photo.taken_ms or 0, offset_minutes),
        )
        for photo in counts.signatures_about(store.db, about_id, PREFIX)
    }
    return tuple(latest.values())


def _names(store: Store, lines: Sequence[Line]) -> dict[str, str]:
    ids = {line.person for line in lines if line.person}
    found = ((each, people.person(store.db, each)) for each in ids)
    return {each: person.name for each, person in found if person is not None}
