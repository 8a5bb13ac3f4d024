"""Apply changes to the device's tables: merge rows, add records, park what cannot be understood yet."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from storage import parking
from storage.kinds import KINDS, Kind, understood
from storage.log import Logged
from storage.merge import Patch, RowState, merge
from storage.records import held_records, insert_records
from storage.rows import load_rows, save_rows

OBJECTIONS = (sqlite3.IntegrityError, UnicodeEncodeError)
"""A constraint of the schema; half a character, which no text of SQLite can hold."""


def apply_changes(db: Database, entries: Sequence[Logged]) -> int:
    """Fold entries into the tables, whatever their order. Idempotent. Runs inside the caller's transaction.

    Returns how many of the records were not in their tables before. Raises nothing for content: a change
    of an unknown kind, with an unknown field, for a row that has not come, or refused by a constraint is
    parked and replayed when the cause is gone.
    """
    by_kind: dict[str, list[Logged]] = defaultdict(list)
    for entry in entries:
        if not is_gone(entry):
            by_kind[entry.change.kind].append(entry)
    fresh = 0
    for name, group in by_kind.items():
        kind = KINDS.get(name)
        if kind is None:
            parking.park(db, group, "unknown_kind")
        elif kind.is_record:
            fresh += _apply_records(db, kind, group)
        else:
            _apply_rows(db, kind, group)
            _park_strange(db, kind, group)
    return fresh


def is_gone(entry: Logged) -> bool:
    """True for a change of which everything was erased: it was numbered, and says nothing any more."""
    return entry.line is None and not entry.change.fields


def _park_strange(db: Database, kind: Kind, group: Iterable[Logged]) -> None:
    """Keep for a later version what holds a field, or a choice of words, that this one does not know."""
    for entry in group:
        fields = entry.change.fields
        if understood(kind, fields) is not fields:
            reason = "constraint" if fields.keys() <= kind.fields.keys() else "unknown_field"
            parking.park(db, [entry], reason)


def _apply_records(db: Database, kind: Kind, group: Sequence[Logged]) -> int:
    """All at once; where a constraint objects, one by one, so that one bad record holds up nobody."""
    held = held_records(db, kind, [entry.change.row for entry in group])
    fresh: dict[str, Logged] = {}
    for entry in group:
        if entry.change.row not in held:
            fresh.setdefault(entry.change.row, entry)
    known = [(entry.change, understood(kind, entry.change.fields)) for entry in fresh.values()]
    try:
        with db.atomic():
            insert_records(db, kind, known)
    except OBJECTIONS:
        for entry in fresh.values():
            _apply_one_record(db, kind, entry)
    strange = {change.row for change, fields in known if fields is not change.fields}
    _park_strange(db, kind, [fresh[row_id] for row_id in strange])
    return len(fresh)


def _apply_one_record(db: Database, kind: Kind, entry: Logged) -> None:
    try:
        with db.atomic():
            insert_records(db, kind, [(entry.change, understood(kind, entry.change.fields))])
    except OBJECTIONS:
        parking.park(db, [entry], "constraint")


def _apply_rows(db: Database, kind: Kind, group: Sequence[Logged]) -> None:
    held = load_rows(db, kind, {entry.change.row for entry in group})
    by_row: dict[str, list[Logged]] = defaultdict(list)
    for entry in group:
        by_row[entry.change.row].append(entry)
    ready = []
    for row_id, entries in by_row.items():
        stream, state = held.get(row_id) or (entries[0].change.stream, RowState())
        if row_id not in held:
            waiting = parking.waiting_for(db, kind.name, row_id)
            _park_strange(db, kind, waiting)
            entries = [*entries, *waiting]
        fold(kind, state, entries)
        if is_whole(kind, state):
            ready.append((row_id, stream, state))
        else:
            parking.park(db, entries, "no_row")
    _save(db, kind, ready, by_row)
    parking.release(db, kind.name, [row_id for row_id, _, _ in ready if row_id not in held])


def fold(kind: Kind, state: RowState, entries: Iterable[Logged]) -> None:
    """Merge what this version understands of each entry into the state."""
    for change, stamp, _, _, _ in entries:
        fields = understood(kind, change.fields)
        merge(state, Patch(stamp, fields, change.base, change.person, change.at))


def is_whole(kind: Kind, state: RowState) -> bool:
    """True when every required field has come; before that the row waits."""
    return all(state.values.get(name) is not None for name in kind.required)


def _save(
    db: Database, kind: Kind, ready: list[tuple[str, str, RowState]], by_row: dict[str, list[Logged]]
) -> None:
    try:
        with db.atomic():
            save_rows(db, kind, ready)
    except OBJECTIONS:
        for row in ready:
            _save_one(db, kind, row, by_row[row[0]])


def _save_one(db: Database, kind: Kind, row: tuple[str, str, RowState], entries: list[Logged]) -> None:
    try:
        with db.atomic():
            save_rows(db, kind, [row])
    except OBJECTIONS:
        parking.park(db, entries, "constraint")
