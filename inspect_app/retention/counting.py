"""What stays of what was erased: how many came on its days, and a signed count. Nothing of whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from inspect_app.gate.comings import day_tallies
from inspect_app.gate.settings import GateSettings, gate_settings
from inspect_app.gate.tally import merge_tallies
from inspect_app.retention.signing import sign, signing_key
from storage.change import new_id
from storage.queries import erasures, places, visit_days, visits
from storage.store import Edit
from sync.server.console import Console


def settings_of(console: Console) -> GateSettings:
    return gate_settings(json.loads(places.school_settings(console.store.db) or "{}"))


def tallies(console: Console, visit_ids: Iterable[str], offset_minutes: int) -> list[Edit]:
    """How many came on the days of these visits, added to what was counted of them before."""
    gone = visits.visits_by_id(console.store.db, list(visit_ids))
    found = day_tallies(gone, settings_of(console), offset_minutes)
    return [_tally(console, campus_id, day, tally) for (campus_id, day), tally in found.items()]


def _tally(console: Console, campus_id: str, day: str, tally: Mapping[str, Any]) -> Edit:
    held = visit_days.counts_of(console.store.db, campus_id, day)
    counts = tally if held is None else merge_tallies([held, tally])
    fields = {"day": day, "campus_id": campus_id, "counts": counts}
    return Edit("visit_day", visit_days.tally_id(campus_id, day), fields)


def signed_count(console: Console, folder: Path, counts: Mapping[str, int], day: str, reason: str) -> Edit:
    """The count by group, signed by the key of the data folder; `reason` is a word of the program."""
    now_ms = console.school.now_ms()
    days = dict(settings_of(console).retention_days)
    count = {
        "school": console.school.identity.school,
        "day": day,
        "at_ms": now_ms,
        "reason": reason,
        "counts": dict(counts),
        "days": days,
    }
    signed = sign(signing_key(folder), count, erasures.last_signature(console.store.db))
    fields = {
        **{name: count[name] for name in ("day", "at_ms", "reason", "counts")},
        "policy": days,
        "text": signed.text,
        "key": signed.key,
        "signature": signed.signature,
    }
    return Edit("erasure", new_id(now_ms), fields)
