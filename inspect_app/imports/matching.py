"""Which existing row each proposed row is: by key or by id, else by what it went by before it had a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from inspect_app.imports.assets import content_key
from inspect_app.imports.gathering import Key
from inspect_app.imports.people import person_key, unnumbered_person_key
from inspect_app.imports.places import canonical
from inspect_app.imports.understanding import Proposed
from inspect_app.imports.values import code_key

Existing = Mapping[str, Any]
Match = tuple[Proposed, str, Existing | None]


def row_id_of(kind: str, key: Key, namespace: UUID) -> str:
    """The id of the row that `key` names: the same on every machine."""
    return str(uuid5(namespace, "\x1f".join((kind, *key))))


def match_rows(
    rows: Sequence[Proposed], existing_rows: Mapping[str, Sequence[Existing]], namespace: UUID
) -> list[Match]:
    """Each proposed row with the id it has or will have: by key or id first, then by what is weaker."""
    matching = _Matching(rows, existing_rows, namespace)
    matching.by_key()
    matching.by_id()
    matching.by_what_it_was()
    return [(row, matching.row_id(index), matching.found.get(index)) for index, row in enumerate(rows)]


class _Matching:
    """Three passes, the surest first, so that no row is taken by a line that means another."""

    def __init__(
        self, rows: Sequence[Proposed], existing_rows: Mapping[str, Sequence[Existing]], namespace: UUID
    ) -> None:
        self.found: dict[int, Existing] = {}
        self._rows = rows
        self._existing = existing_rows
        self._namespace = namespace
        self._taken: set[str] = set()
        self._by_id = {kind: {row["id"]: row for row in old} for kind, old in existing_rows.items()}

    def by_key(self) -> None:
        keyed = {kind: _by_strong_key(kind, self._existing) for kind in self._existing}
        for index, row in self._open():
            self._take(index, keyed.get(row.kind, {}).get(row.key))

    def by_id(self) -> None:
        for index, row in self._open():
            row_id = row_id_of(row.kind, row.key, self._namespace)
            self._take(index, self._by_id.get(row.kind, {}).get(row_id))

    def by_what_it_was(self) -> None:
        weak = _by_weak_key(self._existing, self._taken)
        for index, row in self._open():
            candidates = weak.get((row.kind, _weak_key(row.kind, row.fields)), ())
            usable = (old for old in candidates if not (row.fields.get("number") and old.get("number")))
            old = next(usable, None)
            if old is not None:
                candidates.remove(old)  # type: ignore[union-attr]
                self._take(index, old)

    def row_id(self, index: int) -> str:
        if index in self.found:
            return str(self.found[index]["id"])
        row = self._rows[index]
        row_id = row_id_of(row.kind, row.key, self._namespace)
        if row_id not in self._by_id.get(row.kind, {}):
            return row_id
        # The row made from this key was given another number since; this line is a new thing.
        return row_id_of(row.kind, (*row.key, "again"), self._namespace)

    def _open(self) -> list[tuple[int, Proposed]]:
        return [(index, row) for index, row in enumerate(self._rows) if index not in self.found]

    def _take(self, index: int, old: Existing | None) -> None:
        if old is not None and old["id"] not in self._taken:
            self.found[index] = old
            self._taken.add(old["id"])


def _by_strong_key(kind: str, existing_rows: Mapping[str, Sequence[Existing]]) -> dict[Key, Existing]:
    campuses = {row["id"]: canonical(str(row.get("name") or "")) for row in existing_rows.get("campus", ())}
    keyed: dict[Key, Existing] = {}
    for row in existing_rows[kind]:
        key = _strong_key(kind, row, campuses)
        if key is not None:
            keyed.setdefault(key, row)
    return keyed


def _strong_key(kind: str, row: Existing, campuses: Mapping[str, str]) -> Key | None:
    if kind == "campus":
        return (canonical(str(row.get("name") or "")),)
    if kind == "room":
        building, number = canonical(str(row.get("building") or "")), canonical(str(row.get("number") or ""))
        return (campuses.get(str(row.get("campus_id")), ""), building, number)
    if kind == "person":
        return person_key(row)
    if kind == "asset" and row.get("number"):
        return ("number", code_key(str(row["number"])))
    if kind == "handover" and row.get("state") != "cancelled":
        return (str(row.get("room_id")), str(row.get("term")), str(row.get("sort")))
    return None


def _by_weak_key(
    existing_rows: Mapping[str, Sequence[Existing]], taken: set[str]
) -> dict[tuple[str, Key | None], list[Existing]]:
    weak: dict[tuple[str, Key | None], list[Existing]] = defaultdict(list)
    for kind in ("person", "asset"):
        for row in existing_rows.get(kind, ()):
            numbered_asset = kind == "asset" and row.get("number")
            if row["id"] not in taken and not numbered_asset:
                weak[kind, _weak_key(kind, row)].append(row)
    return weak


def _weak_key(kind: str, fields: Existing) -> Key | None:
    """What a row goes by before it has a number, so that one that gets its number later is not doubled."""
    if kind == "person":
        return unnumbered_person_key(fields)
    return content_key(fields) if kind == "asset" else None
