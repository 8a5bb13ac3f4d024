"""What the office decides on a fault beside ending it: how bad it is, and that it is not done after all.

Several at once too: one write, and those for which it makes no sense are left as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from storage.store import Author, Edit, Store

State = Literal["open", "done", "accepted", "cancelled"]
NEXT: Mapping[str, tuple[State, ...]] = {
    "open": ("done", "cancelled"),
    "assigned": ("done", "cancelled"),
    "done": ("accepted", "open"),
    "accepted": ("open",),
    "cancelled": ("open",),
}
"""What can be done from a state, the usual thing first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many faults were changed, and how many were left because this does not follow from their state."""

    changed: int
    left: int


def set_level(
    store: Store, author: Author, fault_id: str, level: Literal["minor", "major", "urgent"]
) -> None:
    store.write(author, [Edit("fault", fault_id, {"level": level})])


def reopen_fault(store: Store, author: Author, fault_id: str, note: str) -> None:
    """Open it again with a word on why. Raises ValueError without one."""
    if not note.strip():
        raise ValueError("opening again needs a note")
    fields = {"state": "open", "closing": note.strip(), "closed_ms": None}
    store.write(author, [Edit("fault", fault_id, fields)])


def end_faults(store: Store, author: Author, fault_ids: Iterable[str], state: State, note: str) -> Judged:
    """Bring all of them into a state with the same word on why. Raises ValueError without one."""
    if not note.strip():
        raise ValueError("ending faults needs a note")
    fields = {
        "state": state,
        "closing": note.strip(),
        "closed_ms": None if state == "open" else author.at_ms,
    }
    held = _states(store, fault_ids)
    edits = [Edit("fault", fault_id, fields) for fault_id, now in held.items() if state in NEXT[now]]
    return _write(store, author, edits, len(held))


def judge_faults(
    store: Store, author: Author, fault_ids: Iterable[str], level: Literal["minor", "major", "urgent"]
) -> Judged:
    """Say of all of them how bad they are."""
    wanted = list(fault_ids)
    sql = "select id from fault where id in (select value from json_each(:ids)) and level is not :level"
    rows = store.rows(sql, {"ids": json.dumps(wanted), "level": level})
    return _write(store, author, [Edit("fault", row["id"], {"level": level}) for row in rows], len(wanted))


def _states(store: Store, fault_ids: Iterable[str]) -> dict[str, str]:
    sql = "select id, state from fault where id in (select value from json_each(:ids)) order by id"
    return {row["id"]: row["state"] for row in store.rows(sql, {"ids": json.dumps(list(fault_ids))})}


def _write(store: Store, author: Author, edits: list[Edit], wanted: int) -> Judged:
    if edits:
        store.write(author, edits)
    return Judged(len(edits), wanted - len(edits))
