"""The tables of record kinds: written once, never merged. A second arrival changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from storage.change import Change
from storage.kinds import Kind
from storage.rows import to_column

_TAIL = ("stream", "made_by", "made_at", "made_offset", "made_on")


def insert_records(db: Database, kind: Kind, changes: Iterable[Change], *, verb: str = "ignore") -> None:
    """Insert each change as a row of its kind's table. `verb` is ignore, replace (replay) or abort."""
    columns = ["id", *kind.fields, *_TAIL]
    sql = (
        f'insert or {verb} into "{kind.name}" ({", ".join(columns)}) values ({", ".join("?" * len(columns))})'
    )
    db.conn.executemany(sql, [_columns(kind, change) for change in changes])


def _columns(kind: Kind, change: Change) -> tuple[Any, ...]:
    fields = change.fields
    values = [to_column(kind, name, fields.get(name)) for name in kind.fields]
    return (change.row, *values, change.stream, change.person, change.at, change.offset, change.device)
