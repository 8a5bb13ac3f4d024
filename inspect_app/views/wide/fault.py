"""A fault's life for the office: every change with who made it, and what two people disagree on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from storage import log
from storage.queries import conflicts, faults, photos, round_log
from storage.queries.conflicts import Conflict
from storage.queries.faults import Fault
from storage.queries.photos import Photo
from storage.store import Store

TOLD_FIELDS = ("state", "level", "title", "note", "closing")
LOCAL_CHANGES = 200

Told = tuple[str, str | None, str]
"""A change of a row: its stamp, the id of its person, and the change as it was sent."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: `said` are the fields that a reader wants to know of, with their new values."""

    at_ms: int
    offset_minutes: int
    person: str
    said: dict[str, Any]
    is_first: bool


@dataclass(frozen=True, slots=True)
class FaultView:
    """A fault with its photos, its history (oldest first) and its conflicts.

    `is_whole` is false when the beginning of the history is not known here.
    """

    fault: Fault
    photos: tuple[Photo, ...]
    steps: tuple[Step, ...]
    conflicts: tuple[Conflict, ...]
    is_whole: bool


def fault_view(store: Store, fault_id: str, told: Sequence[Told] = ()) -> FaultView | None:
    """`told` is what the server knows of the fault's changes, beside what this device's log holds."""
    fault = faults.fault(store.db, fault_id)
    if fault is None:
        return None
    known = _known(store, fault_id, told)
    names = _names(store, known.values())
    steps = tuple(_steps(known, names))
    return FaultView(
        fault,
        tuple(photos.photos_of_fault(store.db, fault.id, fault.check_id, fault.item)),
        steps,
        tuple(_named(each, known, names) for each in conflicts.conflicts_of(store.db, "fault", fault_id)),
        bool(steps) and steps[0].is_first,
    )


def _known(store: Store, fault_id: str, told: Sequence[Told]) -> dict[str, Told]:
    """Every change that is known, by stamp, oldest first."""
    held = log.history(store.db, "fault", fault_id, limit=LOCAL_CHANGES)
    local = [(each["stamp"], each["person"], each["line"]) for each in held if each["line"]]
    return {stamp: (stamp, person, line) for stamp, person, line in sorted([*told, *local])}


def _names(store: Store, known: Iterable[Told]) -> dict[str | None, str]:
    people = json.dumps(sorted({person for _, person, _ in known if person}))
    return dict(round_log.names_of(store.db, people).items())


def _steps(known: dict[str, Told], names: dict[str | None, str]) -> Iterable[Step]:
    for _, person, line in known.values():
        change = json.loads(line)
        said = {name: value for name, value in change["fields"].items() if name in TOLD_FIELDS and value}
        if said:
            is_first = "found_ms" in change["fields"]
            yield Step(change["at"], change["offset"], names.get(person, ""), said, is_first)


def _named(conflict: Conflict, known: dict[str, Told], names: dict[str | None, str]) -> Conflict:
    """With the names of those who said the two values, where they are known."""
    lost, held = known.get(conflict.lost_stamp), known.get(conflict.held_stamp)
    return conflict._replace(
        lost_by=names.get(lost[1], "") if lost else conflict.lost_by,
        held_by=names.get(held[1], "") if held else conflict.held_by,
    )
