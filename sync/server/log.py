"""The server's log: every statement on it, and the state that it folds to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.apply import is_whole
from storage.change import Change, trusted
from storage.clock import stamp_ms
from storage.json_text import dump
from storage.kinds import KINDS, Kind
from storage.merge import RowState
from storage.rows import row_digest
from storage.snapshot import WholeRow, row_from_json, row_to_json


class Entry(NamedTuple):
    """One log row, in the order of the table's columns."""

    rev: int
    id: str
    stream: str
    kind: str
    row_id: str
    about: str | None
    stamp: str
    raw_stamp: str
    device: str
    seq: int
    person: str | None
    at: int
    received_ms: int
    hash: bytes
    line: str
    total: int
    nth: int


def last_rev(db: Database) -> int:
    """The highest revision ever given, removed rows included."""
    row = db.execute("select seq from sqlite_sequence where name = 'change'").fetchone()
    return 0 if row is None else row[0]


def stream_head(db: Database, stream: str) -> tuple[int, int, int]:
    """(rev, running total, running count) of a stream's newest change; zeros for an empty stream."""
    sql = "select rev, total, nth from change where stream = ? order by rev desc limit 1"
    return db.execute(sql, [stream]).fetchone() or (0, 0, 0)


def stream_at(db: Database, stream: str, rev: int) -> tuple[int, int]:
    """(running total, running count) of a stream up to and including `rev`."""
    sql = "select total, nth from change where stream = ? and rev <= ? order by rev desc limit 1"
    return db.execute(sql, [stream, rev]).fetchone() or (0, 0)


def known_streams(db: Database) -> list[str]:
    """All streams that hold anything, by a skip scan of the index."""
    sql = """
        with recursive found (stream) as (
          select (select min(stream) from change)
          union all
          select (select min(stream) from change where stream > found.stream) from found
          where found.stream is not null
        )
        select stream from found where stream is not null
    """
    return [row[0] for row in db.execute(sql)]


def append(db: Database, entries: Iterable[Entry]) -> None:
    db.conn.executemany(
        "insert into change (rev, id, stream, kind, row_id, about, stamp, raw_stamp, device, seq, person, at, "
        f"received_ms, hash, line, total, nth) values ({', '.join('?' * 17)})",
        entries,
    )


def held_ids(db: Database, ids: list[str]) -> dict[str, tuple[int, bytes, str]]:
    """id -> (rev, hash, effective stamp) of those that are in the log."""
    sql = "select id, rev, hash, stamp from change where id in (select value from json_each(?))"
    return {row[0]: row[1:] for row in db.execute(sql, [dump(ids)])}


def holds_same_work(db: Database, change: Change) -> bool:
    """True when the log holds this id with the same content, whatever device and number it came under.

    Of what was erased nobody can tell any more: it is not taken again.
    """
    row = db.execute("select line from change where id = ?", [change.id]).fetchone()
    if row is None:
        return False
    parsed = json.loads(row[0])
    return "erased" in parsed or _work(trusted(parsed)) == _work(change)


def _work(change: Change) -> tuple[Any, ...]:
    return (change.stream, change.kind, change.row, change.fields, change.person, change.at, change.offset)


def held_numbers(db: Database, device: str, seqs: list[int]) -> set[int]:
    """Which of a device's sequence numbers are taken, in the log."""
    sql = "select seq from change where device = ? and seq in (select value from json_each(?))"
    return {row[0] for row in db.execute(sql, [device, dump(seqs)])}


def page(db: Database, stream: str, after: int, limit: int) -> list[tuple[int, str, str, str]]:
    """(rev, effective stamp, raw stamp, line) of a stream above `after`."""
    sql = """
        select rev, stamp, raw_stamp, line from change
        where stream = :stream and rev > :after order by rev limit :limit
    """
    return db.execute(sql, {"stream": stream, "after": after, "limit": limit}).fetchall()


def load_states(db: Database, kind: str, ids: list[str]) -> dict[str, WholeRow]:
    sql = "select state from row_state where kind = ? and row_id in (select value from json_each(?))"
    rows = (row_from_json(text) for (text,) in db.execute(sql, [kind, dump(ids)]))
    return {row.id: row for row in rows}


def states_of_kind(db: Database, kind: str) -> list[WholeRow]:
    rows = db.execute("select state from row_state where kind = ?", [kind]).fetchall()
    return [row_from_json(text) for (text,) in rows]


def save_states(db: Database, rows: Iterable[WholeRow]) -> None:
    """Write rows as they stand now."""
    db.conn.executemany(
        "insert or replace into row_state (kind, row_id, stream, whole, windowed, settled, at, state, digest) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_state_columns(row, KINDS.get(row.kind)) for row in rows],
    )


def _state_columns(row: WholeRow, kind: Kind | None) -> tuple[Any, ...]:
    state = row.state
    whole = kind is None or is_whole(kind, state)
    windowed = kind is not None and kind.is_windowed
    settled = kind is not None and kind.is_settled(state.values)
    digest = row_digest(row.kind, row.id, state.stamps)
    text = row_to_json(row)
    return (
        row.kind,
        row.id,
        row.stream,
        int(whole),
        int(windowed),
        int(settled),
        stamp_ms(state.changed_stamp),
        text,
        digest,
    )


def state_totals(db: Database, stream: str) -> tuple[int, int]:
    """(count, sum of digests) of a stream's whole rows, those of growing kinds left out."""
    sql = """
        select count(*), coalesce(sum(digest), 0) from row_state
        where stream = ? and whole = 1 and windowed = 0 and settled = 0
    """
    return db.execute(sql, [stream]).fetchone()


def live_page(db: Database, stream: str, after: tuple[str, str], limit: int) -> list[tuple[str, str, str]]:
    """(kind, row id, state) of whole, unsettled rows after a (kind, row id), in order."""
    sql = """
        select kind, row_id, state from row_state
        where stream = :stream and settled = 0 and (kind, row_id) > (:kind, :row) and whole = 1
        order by kind, row_id limit :limit
    """
    return db.execute(sql, {"stream": stream, "kind": after[0], "row": after[1], "limit": limit}).fetchall()


def recent_states(db: Database, stream: str, from_ms: int) -> list[str]:
    """Settled rows that changed since `from_ms`."""
    sql = "select state from row_state where stream = ? and settled = 1 and at >= ? and whole = 1"
    return [row[0] for row in db.execute(sql, [stream, from_ms])]


def partial_changes(db: Database, stream: str) -> list[tuple[int, str, str, str]]:
    """The changes of rows that are not whole yet: their first part has not come back after a restore."""
    sql = """
        select rev, stamp, raw_stamp, line from change join row_state using (kind, row_id)
        where row_state.stream = ? and whole = 0 and change.about is null order by rev
    """
    return db.execute(sql, [stream]).fetchall()


def empty_row(kind: str, row_id: str, stream: str) -> WholeRow:
    return WholeRow(kind, row_id, stream, RowState())


def audit(db: Database, at_ms: int, what: str, who: str | None, detail: Any) -> None:
    db.execute(
        "insert into audit (at_ms, what, who, detail) values (?, ?, ?, ?)", [at_ms, what, who, dump(detail)]
    )
