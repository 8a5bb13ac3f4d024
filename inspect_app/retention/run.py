"""One run of the keeping rules: find what is due, count it, erase it everywhere, sign the count.

Tallies, erases and the signed count are one action of the console: either all of it is in the log, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspect_app.gate.tally import day_at
from inspect_app.person_data.erasing import in_parts
from inspect_app.retention.counting import settings_of, signed_count, tallies
from inspect_app.retention.due import NUMBER_FIELDS, Due, Limits, counts_of, due, limits_of
from inspect_app.retention.reading import STREAM, held_at
from inspect_app.retention.signing import Signed
from storage.change import new_id
from storage.queries import erasures
from storage.store import Edit
from sync.server import erasing, quarantine
from sync.server.console import Console, local_offset_minutes
from sync.server.leftovers import drop_leftovers

REASON = "retention"


@dataclass(frozen=True, slots=True)
class Erased:
    """What a run erased: how much of each group, lines of the quarantine, and whether the file was written anew."""

    counts: Mapping[str, int]
    quarantined: int
    is_purged: bool


def run_retention(console: Console, folder: Path, as_of_ms: int) -> Erased:
    """Erase what is too old at `as_of_ms`, and clean the file of it. Doing it twice erases nothing more."""
    counts, quarantined = erase_due(console, folder, as_of_ms)
    drop_leftovers(console.school)
    return Erased(counts, quarantined, purge(console))


def erase_due(console: Console, folder: Path, as_of_ms: int) -> tuple[dict[str, int], int]:
    """Erase and sign the count: how much of each group, and how many refused changes."""
    console.sync()
    offset_minutes = local_offset_minutes()
    limits = limits_of(settings_of(console).retention_days, as_of_ms, offset_minutes)
    found = due(held_at(console.school.database.reader()), limits)
    if found:
        day = day_at(as_of_ms, offset_minutes)
        visit_ids = [each.id for each in found if each.kind == "visit" and each.fields is None]
        edits = [*tallies(console, visit_ids, offset_minutes), *_erases(console, found)]
        console.write([*edits, signed_count(console, folder, counts_of(found), day, REASON)])
    return counts_of(found), _erase_quarantine(console, limits)


def purge(console: Console) -> bool:
    """Nothing of what was erased stays readable in the server's file. True where that is so now."""
    database = console.school.database
    return not erasing.has_to_purge(database.reader()) or erasing.purge(database)


def _erases(console: Console, found: Iterable[Due]) -> list[Edit]:
    now_ms = console.school.now_ms()
    rows = [(each.kind, each.id, each.fields) for each in found]
    return [
        Edit("erase", new_id(now_ms), {"rows": part, "reason": REASON, "at_ms": now_ms}, stream=STREAM)
        for part in in_parts(rows)
    ]


def _erase_quarantine(console: Console, limits: Limits) -> int:
    """Refused changes of the gate are personal data too; they wait no longer than a visit, or its number, is kept."""
    before = limits.before_ms
    with console.school.database.writer() as db:
        gone = quarantine.blank(db, STREAM, before["id_number"], NUMBER_FIELDS)
        gone += quarantine.blank(db, STREAM, before["visit"])
        if gone:
            erasing.note_to_purge(db)
    return gone


def signed_counts(console: Console) -> list[Signed]:
    """All signed counts that the console holds, oldest first."""
    return [Signed(*each) for each in erasures.signed(console.store.db)]
