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

Existing = Mapping[str, Any]
Match = tuple[Proposed, str, Existing | None]


def row_id_of(kind: str, key: Key, namespace: UUID) -> str:
    """The id of the row that `key` names: the same on every machine."""
    return str(uuid5(namespace, "\x1f".join((kind, *key))))


def match_rows(
    rows: Sequence[Proposed], existing_rows: Mapping[str, Sequence[Existing]], namespace: UUID
) -> list[Match]:
    """Each proposed row with the id it has or will have: by key or id first, then by what is weaker."""
    by_id = {kind: {row["id"]: row for row in existing_rows.get(kind, ())} for kind in existing_rows}
    by_key = {kind: _by_strong_key(kind, existing_rows) for kind in existing_rows}
    found: dict[int, Existing] = {}
    taken: set[str] = set()
    for index, row in enumerate(rows):
        old = by_key.get(row.kind, {}).get(row.key)
        old = old or by_id.get(row.kind, {}).get(row_id_of(row.kind, row.key, namespace))
        if old is not None and old["id"] not in taken:
            found[index] = old
            taken.add(old["id"])
    weak = _by_weak_key(existing_rows, taken)
    for index, row in enumerate(rows):
        candidates = weak.get((row.kind, _weak_key(row.kind, row.fields)), [])
        usable = [old for old in candidates if not (row.fields.get("number") and old.get("number"))]
        if index not in found and usable:
            found[index] = usable[0]
            candidates.remove(usable[0])
    return [
        (
            row,
            found[index]["id"] if index in found else row_id_of(row.kind, row.key, namespace),
            found.get(index),
        )
        for index, row in enumerate(rows)
    ]


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
        return ("number", canonical(str(row["number"])))
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
