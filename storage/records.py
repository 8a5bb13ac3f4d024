"""The tables of record kinds: written once, never merged. A second arrival changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from storage.change import Change
from storage.json_text import dump
from storage.kinds import Kind
from storage.rows import to_column

_TAIL = ("stream", "made_by", "made_at", "made_offset", "made_on")


def held_records(db: Database, kind: Kind, ids: list[str]) -> set[str]:
    """Which of these are in the table already."""
    sql = f'select id from "{kind.name}" where id in (select value from json_each(?))'
    return {row[0] for row in db.execute(sql, [dump(ids)])}


def insert_records(db: Database, kind: Kind, changes: Iterable[tuple[Change, dict[str, Any]]]) -> None:
    """Insert each change, by those of its fields that are understood, as a row of its kind's table.

    The schema may refuse: sqlite3.IntegrityError.
    """
    columns = ["id", *kind.fields, *_TAIL]
    sql = f'insert into "{kind.name}" ({", ".join(columns)}) values ({", ".join("?" * len(columns))})'
    db.conn.executemany(sql, [record_columns(kind, *known) for known in changes])


def remove_record(db: Database, kind: Kind, record_id: str) -> None:
    """Make room for the same record, read again by a version that understands more of it."""
    db.execute(f'delete from "{kind.name}" where id = ?', [record_id])


def record_columns(kind: Kind, change: Change, fields: dict[str, Any]) -> tuple[Any, ...]:
    values = [to_column(kind, name, fields.get(name)) for name in kind.fields]
    return (change.row, *values, change.stream, change.person, change.at, change.offset, change.device)
