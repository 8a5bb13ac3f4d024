"""The tables of row kinds: read rows as merge sees them, write them back with their stamps and digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from storage.change import summand
from storage.json_text import dump
from storage.kinds import Kind
from storage.merge import Loser, RowState

_TAIL = ("stream", "stamps", "bases", "losers", "changed_stamp", "changed_by", "changed_at", "digest")


def dump_sorted(value: Mapping[str, Any]) -> str:
    """By name, so that copies which heard of the fields in another order hold the same bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def row_digest(kind: str, row_id: str, stamps: Mapping[str, str]) -> int:
    """What a row adds to the digest of its stream: it changes whenever any field's winner does."""
    text = "\n".join([kind, row_id, *(f"{name} {stamps[name]}" for name in sorted(stamps))])
    return summand(hashlib.sha256(text.encode()).digest())


def load_rows(db: Database, kind: Kind, ids: Iterable[str]) -> dict[str, tuple[str, RowState]]:
    """The named rows that exist, each with its stream."""
    names = list(kind.fields)
    sql = (
        f"select id, stream, stamps, bases, losers, changed_stamp, changed_by, changed_at, {', '.join(names)} "
        f'from "{kind.name}" where id in (select value from json_each(?))'
    )
    return {row[0]: (row[1], _state(kind, names, row)) for row in db.execute(sql, [dump(list(ids))])}


def _state(kind: Kind, names: list[str], row: tuple[Any, ...]) -> RowState:
    stamps = json.loads(row[2])
    values = {
        name: _from_column(kind, name, column)
        for name, column in zip(names, row[8:], strict=True)
        if name in stamps
    }
    losers = {} if row[4] == "{}" else {n: Loser(*pair) for n, pair in json.loads(row[4]).items()}
    bases = {} if row[3] == "{}" else json.loads(row[3])
    return RowState(values, stamps, bases, losers, row[5], row[6], row[7])


def _from_column(kind: Kind, name: str, column: Any) -> Any:
    return json.loads(column) if kind.fields[name] == "json" and column is not None else column


def to_column(kind: Kind, name: str, value: Any) -> Any:
    return dump(value) if kind.fields[name] == "json" and value is not None else value


def save_rows(db: Database, kind: Kind, rows: Iterable[tuple[str, str, RowState]]) -> None:
    """Write whole rows: (id, stream, state). The schema's constraints may refuse: sqlite3.IntegrityError."""
    db.conn.executemany(_upsert(kind), [_columns(kind, *row) for row in rows])


def _upsert(kind: Kind) -> str:
    columns = ["id", *kind.fields, *_TAIL]
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    return (
        f'insert into "{kind.name}" ({", ".join(columns)}) values ({", ".join("?" * len(columns))}) '
        f"on conflict (id) do update set {updates}"
    )


def _columns(kind: Kind, row_id: str, stream: str, state: RowState) -> tuple[Any, ...]:
    values = [to_column(kind, name, state.values.get(name)) for name in kind.fields]
    return (
        row_id,
        *values,
        stream,
        dump_sorted(state.stamps),
        dump_sorted(state.bases) if state.bases else "{}",
        dump_sorted(state.losers) if state.losers else "{}",
        state.changed_stamp,
        state.changed_by,
        state.changed_at,
        row_digest(kind.name, row_id, state.stamps),
    )
