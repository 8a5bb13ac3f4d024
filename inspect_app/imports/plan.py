"""What an import would change: compare the proposed rows with the existing ones. Pure; applies nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from inspect_app.imports.gathering import Key
from inspect_app.imports.matching import Existing, match_rows
from inspect_app.imports.places import canonical
from inspect_app.imports.understanding import Proposed, Refused, Remark, Understanding


@dataclass(frozen=True, slots=True)
class Edit:
    """One row to write: the fields that change (a new row: all that it has)."""

    kind: str
    row_id: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an existing row, before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Creation:
    sheet: str
    line: int
    kind: str
    row_id: str
    fields: Mapping[str, Any]
    hidden: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Update:
    """Changes of one row; `title` says which in the school's words."""

    sheet: str
    line: int
    kind: str
    row_id: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import does. `same` are the lines whose rows are already as the file says."""

    creates: tuple[Creation, ...]
    updates: tuple[Update, ...]
    same: tuple[Proposed, ...]
    refused: tuple[Refused, ...]
    noticed: tuple[Remark, ...]

    @property
    def changes_nothing(self) -> bool:
        return not self.creates and not self.updates

    def edits(self) -> tuple[Edit, ...]:
        """The edits in an order in which each row comes after those that it names; one transaction's worth."""
        created = tuple(Edit(row.kind, row.row_id, dict(row.fields)) for row in self.creates)
        updated = tuple(
            Edit(row.kind, row.row_id, {change.field: change.new for change in row.changes})
            for row in self.updates
        )
        return created + updated


def make_plan(
    understanding: Understanding, existing_rows: Mapping[str, Sequence[Existing]], namespace: UUID
) -> Plan:
    """Match each proposed row with an existing one by its key, and list what is new, changed and the same.

    New rows get uuid5(namespace, key) as id, so that two offices importing the same file make the same rows.
    A second run over its own result changes nothing. Rows that the file does not name are left alone.
    """
    matched = match_rows(understanding.rows, existing_rows, namespace)
    campus_ids = {row.key: row_id for row, row_id, _ in matched if row.kind == "campus"}
    creates: list[Creation] = []
    updates: list[Update] = []
    same: list[Proposed] = []
    remarks: list[Remark] = []
    for row, row_id, old in matched:
        fields = _linked(row, campus_ids)
        if old is None:
            whole = {**row.on_create, **fields}
            made = Creation(row.sheet, row.line, row.kind, row_id, _stated(whole), row.hidden)
            creates.append(made)
            continue
        changes = _changes(row.kind, fields, old)
        remarks.extend(_remarks(row, changes))
        if changes:
            updates.append(Update(row.sheet, row.line, row.kind, row_id, title_of(row.kind, fields), changes))
        else:
            same.append(row)
    noticed = (*understanding.noticed, *remarks)
    return Plan(tuple(creates), tuple(updates), tuple(same), understanding.refused, noticed)


def title_of(kind: str, fields: Existing) -> str:
    """A row in a few words: number and name, or building and room number."""
    if kind == "room":
        return f"{fields.get('campus') or ''}{fields.get('building') or ''}{fields.get('number') or ''}"
    if kind == "handover":
        end = {"start": "期初", "end": "期末"}.get(str(fields.get("sort")), "")
        return " ".join(part for part in (fields.get("class_name"), fields.get("term"), end) if part)
    if kind == "visit_day":
        return str(fields.get("day"))
    return " ".join(str(fields[name]) for name in ("number", "name") if fields.get(name))


def _linked(row: Proposed, campus_ids: Mapping[Key, str]) -> dict[str, Any]:
    """The fields as they are stored: a room names its campus by id."""
    fields = dict(row.fields)
    if row.kind == "room":
        fields = {"campus_id": campus_ids[(row.key[0],)], **fields}
    return fields


def _stated(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and name != "campus"}


def _changes(kind: str, fields: Mapping[str, Any], old: Existing) -> tuple[Change, ...]:
    new = _stated(fields)
    if kind == "asset":
        new = _with_room(new, old)
    if kind == "visit":
        new = _leaving(new, old)
    return tuple(Change(name, old.get(name), value) for name, value in new.items() if old.get(name) != value)


def _with_room(new: dict[str, Any], old: Existing) -> dict[str, Any]:
    """The ledger moves an asset only when its own words changed: a move made in the app since then stays."""
    if "place_text" not in new:
        return new
    same_words = canonical(str(old.get("place_text") or "")) == canonical(new["place_text"])
    if same_words and old.get("room_id"):
        return {name: value for name, value in new.items() if name != "room_id"}
    return {**new, "room_id": new.get("room_id")}


def _leaving(new: dict[str, Any], old: Existing) -> dict[str, Any]:
    """Of a visit that is held the book only adds when it ended, where nobody knew: what the office wrote stays."""
    is_news = old.get("out_how") == "closing" and new.get("out_how") not in (None, "closing")
    return {name: new[name] for name in ("out_ms", "out_how", "note") if is_news and name in new}


def _remarks(row: Proposed, changes: Iterable[Change]) -> list[Remark]:
    remarks = []
    for change in changes:
        if row.kind == "asset" and change.field == "name" and row.fields.get("number"):
            data = {"number": row.fields["number"], "old": change.old, "new": change.new}
            remarks.append(Remark(row.sheet, row.line, "number_renamed", data))
        if row.kind == "person" and change.field == "post":
            data = {"old": change.old, "new": change.new}
            remarks.append(Remark(row.sheet, row.line, "post_changed", data))
    return remarks
