"""One run of the keeping rules: find what is due, count it, erase it everywhere, sign the count.

Tallies, erases and the signed count are one action of the console: either all of it is in the log, or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspect_app.gate.comings import day_tallies
from inspect_app.gate.settings import gate_settings
from inspect_app.gate.tally import day_at, merge_tallies
from inspect_app.person_data.erasing import in_parts
from inspect_app.retention.due import Due, Limits, counts_of, due, limits_of
from inspect_app.retention.reading import STREAM, held_at
from inspect_app.retention.signing import Signed, sign, signing_key
from storage.change import new_id
from storage.queries import erasures, places, visit_days, visits
from storage.store import Edit
from sync.server import erasing, quarantine
from sync.server.console import Console, local_offset_minutes

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
    return Erased(counts, quarantined, purge(console))


def erase_due(console: Console, folder: Path, as_of_ms: int) -> tuple[dict[str, int], int]:
    """Erase and sign the count: how much of each group, and how many refused changes."""
    console.sync()
    offset_minutes = local_offset_minutes()
    days = _settings(console).retention_days
    limits = limits_of(days, as_of_ms, offset_minutes)
    found = due(held_at(console.school.database.reader()), limits)
    if found:
        day = day_at(as_of_ms, offset_minutes)
        edits = [*_tallies(console, found, offset_minutes), *_erases(console, found)]
        console.write([*edits, _signed_count(console, folder, found, day, days)])
    return counts_of(found), _erase_quarantine(console, limits)


def purge(console: Console) -> bool:
    """Nothing of what was erased stays readable in the server's file. True where that is so now."""
    database = console.school.database
    return not erasing.has_to_purge(database.reader()) or erasing.purge(database)


def _settings(console: Console) -> Any:
    return gate_settings(json.loads(places.school_settings(console.store.db) or "{}"))


def _tallies(console: Console, found: Iterable[Due], offset_minutes: int) -> list[Edit]:
    """How many came on the days that are erased, added to what was counted of them before; nothing of whom."""
    ids = [each.id for each in found if each.kind == "visit" and each.fields is None]
    gone = visits.visits_by_id(console.store.db, ids)
    tallies = day_tallies(gone, _settings(console), offset_minutes)
    return [_tally(console, campus_id, day, tally) for (campus_id, day), tally in tallies.items()]


def _tally(console: Console, campus_id: str, day: str, tally: Mapping[str, Any]) -> Edit:
    held = visit_days.counts_of(console.store.db, campus_id, day)
    counts = tally if held is None else merge_tallies([held, tally])
    fields = {"day": day, "campus_id": campus_id, "counts": counts}
    return Edit("visit_day", visit_days.tally_id(campus_id, day), fields)


def _erases(console: Console, found: Iterable[Due]) -> list[Edit]:
    now_ms = console.school.now_ms()
    rows = [(each.kind, each.id, each.fields) for each in found]
    return [
        Edit("erase", new_id(now_ms), {"rows": part, "reason": REASON, "at_ms": now_ms}, stream=STREAM)
        for part in in_parts(rows)
    ]


def _signed_count(
    console: Console, folder: Path, found: Iterable[Due], day: str, days: Mapping[str, int]
) -> Edit:
    now_ms = console.school.now_ms()
    count = {
        "school": console.school.identity.school,
        "day": day,
        "at_ms": now_ms,
        "reason": REASON,
        "counts": counts_of(found),
        "days": dict(days),
    }
    signed = sign(signing_key(folder), count, erasures.last_signature(console.store.db))
    fields = {
        **{name: count[name] for name in ("day", "at_ms", "reason", "counts")},
        "policy": dict(days),
        "text": signed.text,
        "key": signed.key,
        "signature": signed.signature,
    }
    return Edit("erasure", new_id(now_ms), fields)


def _erase_quarantine(console: Console, limits: Limits) -> int:
    """Refused changes of the gate are personal data too; they wait no longer than a visit is kept."""
    with console.school.database.writer() as db:
        gone = quarantine.blank(db, STREAM, limits.before_ms["visit"])
        if gone:
            erasing.note_to_purge(db)
    return gone


def signed_counts(console: Console) -> list[Signed]:
    """All signed counts that the console holds, oldest first."""
    return [Signed(*each) for each in erasures.signed(console.store.db)]
