"""The one merge decision: which value of a field stands, and which one lost unseen. Pure.

For each field the change with the newest stamp wins. Its `base` is the stamp its author saw. Every
other change of that field stamped between base and winner was made without either having seen the
other; the newest of those is the loser, kept beside the row so that a person can take it back.
Winner and loser depend only on the set of changes, never on their order: tests/storage/test_merge.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Loser(NamedTuple):
    """A value that lost to one whose author had not seen it; its author is in the log under the stamp."""

    stamp: str
    value: Any


@dataclass(slots=True)
class RowState:
    """A row as it stands: values, the stamp of each, the base of each winner, losers; newest stamp of all."""

    values: dict[str, Any] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    losers: dict[str, Loser] = field(default_factory=dict)
    changed_stamp: str = ""
    changed_by: str | None = None
    changed_at: int = 0


class Patch(NamedTuple):
    """What merging needs of a change. `stamp` is the effective one (capped by the server when ahead)."""

    stamp: str
    fields: dict[str, Any]
    base: dict[str, str]
    person: str | None
    at: int


def merge(row: RowState, patch: Patch) -> bool:
    """Fold one patch into the row in place. True when a value or a loser changed. Idempotent."""
    changed = False
    for name, value in patch.fields.items():
        changed |= _merge_field(row, patch, name, value)
    if patch.stamp > row.changed_stamp:
        row.changed_stamp, row.changed_by, row.changed_at = patch.stamp, patch.person, patch.at
    return changed


def _merge_field(row: RowState, patch: Patch, name: str, value: Any) -> bool:
    held = row.stamps.get(name)
    if held is None or patch.stamp > held:
        _win(row, patch, name, value)
        return True
    if patch.stamp == held:
        return False
    return _lose(row, name, Loser(patch.stamp, value))


def _win(row: RowState, patch: Patch, name: str, value: Any) -> None:
    base, held = patch.base.get(name, ""), row.stamps.get(name)
    row.losers.pop(name, None)
    if held is not None and held > base:
        row.losers[name] = Loser(held, row.values.get(name))
    row.values[name], row.stamps[name] = value, patch.stamp
    if base:
        row.bases[name] = base
    else:
        row.bases.pop(name, None)


def _lose(row: RowState, name: str, late: Loser) -> bool:
    known = row.losers.get(name)
    unseen = late.stamp > row.bases.get(name, "") and (known is None or late.stamp > known.stamp)
    if unseen:
        row.losers[name] = late
    return unseen
