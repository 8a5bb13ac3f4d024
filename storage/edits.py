"""What a person does, as edits of rows; and what may not be recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from storage.change import ID_LENGTH_LIMIT, LINE_BYTES_LIMIT, Change, encode, new_salt
from storage.kinds import KINDS, Kind, field_problem


class BadEdit(ValueError):
    """An edit that this version's own rules refuse: unknown kind or field, wrong type, missing value."""


@dataclass(frozen=True, slots=True)
class Edit:
    """New values for fields of one row (a new row when `row_id` is new; a record is always new)."""

    kind: str
    row_id: str
    fields: dict[str, Any] = field(default_factory=dict)
    stream: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something, and when: UTC milliseconds, minutes east of UTC.

    `corrected_ms` is what was added to the device's wall clock to get `at_ms` (storage/wall_clock.py).
    """

    person: str | None
    at_ms: int
    offset_minutes: int
    corrected_ms: int = 0

    @property
    def wall_ms(self) -> int:
        """What the device's own clock showed."""
        return self.at_ms - self.corrected_ms


def checked_kind(edit: Edit) -> Kind:
    """The kind of an edit. Raises BadEdit where a value may not stand in its field."""
    kind = KINDS.get(edit.kind)
    if kind is None:
        raise BadEdit(f"unknown kind {edit.kind}")
    if not edit.row_id or len(edit.row_id) > ID_LENGTH_LIMIT:
        raise BadEdit(f"{edit.kind}: an id has 1 to {ID_LENGTH_LIMIT} characters")
    for name, value in edit.fields.items():
        problem = field_problem(kind, name, value)
        if problem is not None:
            raise BadEdit(f"{edit.kind}.{name}: {problem}")
    return kind


def written(change: Change) -> str:
    """The line of a change, salted where it may have to be erased. Raises BadEdit for what no copy could read."""
    try:
        line = encode(change, new_salt() if KINDS[change.kind].personal else "")
        size = len(line.encode())
    except (ValueError, RecursionError):
        raise BadEdit(f"{change.kind}: holds something that is no text and no number") from None
    if size > LINE_BYTES_LIMIT:
        raise BadEdit(f"{change.kind}: larger than {LINE_BYTES_LIMIT} bytes")
    return line
