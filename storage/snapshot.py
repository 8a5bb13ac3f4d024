"""Swap a stream's contents for the server's current state, in one transaction; the outbox is never touched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage import cursors, log
from storage.apply import apply_changes, fold, is_whole
from storage.change import digest_of, trusted
from storage.kinds import KINDS
from storage.log import Logged
from storage.merge import Loser, RowState
from storage.rows import dump, load_rows, save_rows


class WholeRow(NamedTuple):
    """A row as the server holds it."""

    kind: str
    id: str
    stream: str
    state: RowState


def row_to_json(row: WholeRow) -> str:
    """One row as text: a JSON array, read by `row_from_json`."""
    state = row.state
    return dump(
        [
            row.kind,
            row.id,
            row.stream,
            state.values,
            state.stamps,
            state.bases,
            state.losers,
            state.changed_stamp,
            state.changed_by,
            state.changed_at,
        ]
    )


def row_from_json(text: str) -> WholeRow:
    """Raises ValueError when the text is no row."""
    kind, row_id, stream, values, stamps, bases, losers, changed_stamp, changed_by, changed_at = json.loads(
        text
    )
    held = {name: Loser(*pair) for name, pair in losers.items()}
    return WholeRow(
        kind, row_id, stream, RowState(values, stamps, bases, held, changed_stamp, changed_by, changed_at)
    )


def stage(db: Database, stream: str, page: int, payload: str) -> None:
    """Keep one page beside the old data, so that a cut download goes on where it stopped."""
    db.execute(
        "insert or replace into staged (stream, page, payload) values (?, ?, ?)", [stream, page, payload]
    )


def staged_pages(db: Database, stream: str) -> list[str]:
    rows = db.execute("select payload from staged where stream = ? order by page", [stream])
    return [row[0] for row in rows]


def drop_staged(db: Database, stream: str) -> None:
    db.execute("delete from staged where stream = ?", [stream])


def swap_in(
    db: Database,
    stream: str,
    epoch: str,
    rev: int,
    rows: Iterable[WholeRow],
    entries: Sequence[Logged],
) -> None:
    """Replace the stream by `rows` and `entries` (records of the window), then put own unsent work on top.

    Runs inside the caller's transaction.
    """
    clear_stream(db, stream)
    put_rows(db, rows)
    known = log.known_ids(db, (entry.change.id for entry in entries))
    apply_changes(db, entries)
    slim = (e._replace(line=None) if _is_record(e) else e for e in entries if e.change.id not in known)
    log.append(db, slim)
    apply_changes(db, unsent_entries(db, stream))
    cursors.start_cursor(db, stream, epoch, rev)


def clear_stream(db: Database, stream: str) -> None:
    """Take a stream's rows and records off this device; the log, and with it the outbox, stays."""
    for kind in KINDS.values():
        db.execute(f'delete from "{kind.name}" where stream = ?', [stream])


def put_rows(db: Database, rows: Iterable[WholeRow]) -> None:
    """Write whole rows as they are, kind by kind; a kind or field unknown here is left out."""
    by_kind: dict[str, list[tuple[str, str, RowState]]] = defaultdict(list)
    for row in rows:
        if row.kind in KINDS and is_whole(KINDS[row.kind], row.state):
            by_kind[row.kind].append((row.id, row.stream, row.state))
    for kind, group in by_kind.items():
        save_rows(db, KINDS[kind], group)


def unsent_entries(db: Database, stream: str) -> list[Logged]:
    """Own changes of a stream that the server has not numbered yet."""
    sql = """
        select line, stamp from change
        where stream = ? and rev is null and refused is null order by seq
    """
    return [_own(line, stamp) for line, stamp in db.execute(sql, [stream])]


def replace_row(db: Database, row: WholeRow) -> None:
    """Take the server's state of one row, then put own unsent changes of it on top."""
    put_rows(db, [row])
    kind = KINDS.get(row.kind)
    mine = [entry for entry in unsent_entries(db, row.stream) if entry.change.row == row.id]
    if kind is not None and mine:
        stream, state = load_rows(db, kind, [row.id])[row.id]
        fold(kind, state, mine)
        save_rows(db, kind, [(row.id, stream, state)])


def _own(line: str, stamp: str) -> Logged:
    return Logged(trusted(json.loads(line)), stamp, None, digest_of(line), line)


def _is_record(entry: Logged) -> bool:
    kind: Any = KINDS.get(entry.change.kind)
    return kind is not None and kind.is_record
