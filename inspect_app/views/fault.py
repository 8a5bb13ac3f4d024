"""A fault's life as steps, read from its changes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from storage.queries import faults
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: `state` is what the fault became, or None; `words` what was said."""

    at_ms: int
    offset_minutes: int
    person: str
    state: str | None
    words: str


def steps_of(store: Store, fault_id: str) -> list[Step]:
    """Oldest first; changes that say nothing new to a reader are left out."""
    steps = []
    for row in faults.steps_of_fault(store.db, fault_id):
        change = json.loads(row.line)
        fields = change["fields"]
        words = fields.get("closing") or fields.get("note") or ""
        if "state" in fields or words:
            steps.append(Step(row.at_ms, change["offset"], row.person, fields.get("state"), words))
    return steps
