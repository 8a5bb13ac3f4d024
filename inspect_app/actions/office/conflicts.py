"""End a conflict: take the losing value back, or say that the value that stands is right."""

from __future__ import annotations

from storage.queries.conflicts import Conflict, conflicts_of
from storage.store import Author, Edit, Store


class NoConflict(Exception):
    """Nobody disagrees on this field any more; nothing was written."""


def take_back(store: Store, author: Author, kind: str, row_id: str, field: str) -> None:
    """Write the losing value as the newest one, which ends the conflict. Raises NoConflict."""
    conflict = _conflict(store, kind, row_id, field)
    store.write(author, [Edit(kind, row_id, {field: conflict.lost})])


def keep_value(store: Store, author: Author, kind: str, row_id: str, field: str) -> None:
    """Write the value that stands once more, in knowledge of the other, which ends the conflict too.

    Raises NoConflict.
    """
    conflict = _conflict(store, kind, row_id, field)
    store.write(author, [Edit(kind, row_id, {field: conflict.held})])


def _conflict(store: Store, kind: str, row_id: str, field: str) -> Conflict:
    found = next((each for each in conflicts_of(store.db, kind, row_id) if each.field == field), None)
    if found is None:
        raise NoConflict
    return found
