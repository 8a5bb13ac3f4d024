"""Swap a stream's contents for the server's current state, in one transaction; the outbox is never touched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlite_utils import Database

from storage import cursors, log, parking
from storage.apply import apply_changes, is_whole
from storage.change import digest_of, trusted
from storage.erasing import holds_outsiders, let_go, photos_about_persons
from storage.json_text import dump
from storage.kinds import KINDS, Kind, understood
from storage.log import Logged
from storage.merge import Loser, RowState
from storage.rows import save_rows
from storage.settings import forget_setting, read_setting, write_setting


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


def staged_pages_count(db: Database) -> int:
    """Pages of all streams that lie ready to be swapped in."""
    return int(db.execute("select count(*) from staged").fetchone()[0])


def streams_held(db: Database) -> set[str]:
    """Streams of which something lies here: read, or begun to be read."""
    return {*cursors.read_cursors(db), *(row[0] for row in db.execute("select distinct stream from staged"))}


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
    held = cursors.read_cursors(db).get(stream)
    if held is None or held.epoch != epoch:
        # Of another life of the server: what it has lost comes again, under whatever number.
        log.forget_others(db, stream, read_setting(db, "device"))
    held_before, photos = holds_outsiders(db, stream), photos_about_persons(db, stream)
    clear_stream(db, stream)
    log.forget_personal_lines(db, stream)
    forget_setting(db, _strange_key(stream))
    _note_strange(db, stream, put_rows(db, rows))
    known = log.known_ids(db, (entry.change.id for entry in entries))
    apply_changes(db, entries)
    fresh = (entry for entry in entries if entry.change.id not in known)
    log.append_received(db, fresh, read_setting(db, "device"))
    apply_changes(db, unsent_entries(db, stream))
    if held_before:
        let_go(db, stream, photos)
    cursors.start_cursor(db, stream, epoch, rev)


def clear_stream(db: Database, stream: str) -> None:
    """Take a stream's rows and records off this device; the log, and with it the outbox, stays."""
    for kind in KINDS.values():
        db.execute(f'delete from "{kind.name}" where stream = ?', [stream])
    parking.drop_stream(db, stream)


def take_off(db: Database, stream: str) -> None:
    """All of a stream that is read here no more, what was fetched of it and not swapped in too; own unsent work
    stays in the log."""
    photos = photos_about_persons(db, stream)
    clear_stream(db, stream)
    drop_staged(db, stream)
    forget_setting(db, f"snapshot {stream}")
    cursors.drop_cursor(db, stream)
    log.forget_others(db, stream, read_setting(db, "device"))
    log.forget_personal_lines(db, stream)
    let_go(db, stream, photos)


def put_rows(db: Database, rows: Iterable[WholeRow]) -> set[str]:
    """Write whole rows as they are, kind by kind. Returns the kinds and fields that were left out as strange."""
    by_kind: dict[str, list[tuple[str, str, RowState]]] = defaultdict(list)
    strange: set[str] = set()
    for row in rows:
        kind = KINDS.get(row.kind)
        if kind is None or kind.is_record:
            strange.add(row.kind)
            continue
        state, left_out = _without_strange(kind, row.state)
        strange |= left_out
        if is_whole(kind, state):
            by_kind[row.kind].append((row.id, row.stream, state))
    for name, group in by_kind.items():
        save_rows(db, KINDS[name], group)
    return strange


def _without_strange(kind: Kind, state: RowState) -> tuple[RowState, set[str]]:
    """The state that this version can store. Without its stamp a field counts as never seen, so that a
    later version takes its value when it comes again."""
    known = understood(kind, state.values)
    if known is state.values:
        return state, set()
    strange = state.values.keys() - known.keys()
    kept = replace(state, values=known)
    kept.stamps = {name: stamp for name, stamp in state.stamps.items() if name not in strange}
    kept.bases = {name: stamp for name, stamp in state.bases.items() if name not in strange}
    kept.losers = {name: lost for name, lost in state.losers.items() if name not in strange}
    return kept, {f"{kind.name}.{name}" for name in strange}


def _note_strange(db: Database, stream: str, strange: set[str]) -> None:
    """Remember that this stream holds more than this version could take from its snapshot."""
    if strange:
        known = read_setting(db, _strange_key(stream), [])
        write_setting(db, _strange_key(stream), sorted(strange.union(known)))


def _strange_key(stream: str) -> str:
    return f"strange {stream}"


def has_strange(db: Database, stream: str) -> bool:
    """True when this stream holds rows or fields that this version had to leave out."""
    return read_setting(db, _strange_key(stream)) is not None


def read_strange_anew(db: Database) -> None:
    """After an update: streams whose snapshot held something strange are fetched again."""
    for stream in cursors.read_cursors(db):
        if has_strange(db, stream):
            cursors.drop_cursor(db, stream)


def unsent_entries(db: Database, stream: str) -> list[Logged]:
    """Own changes of a stream that the server has not numbered yet."""
    sql = """
        select line, stamp from change
        where stream = ? and rev is null and refused is null order by seq
    """
    return [_own(line, stamp) for line, stamp in db.execute(sql, [stream])]


def replace_row(db: Database, row: WholeRow) -> None:
    """Take the server's state of one row, then put own unsent changes of it on top."""
    revert_row(db, row.kind, row.id, row)


def revert_row(db: Database, kind_name: str, row_id: str, row: WholeRow | None) -> None:
    """Make a row what the server says it is (None: it has none), with own unsent changes on top.

    What the server holds of a row that is not whole yet waits again, as on every other device.
    """
    kind = KINDS.get(kind_name)
    if kind is None or kind.is_record:
        return
    db.execute(f'delete from "{kind.name}" where id = ?', [row_id])
    if row is not None and is_whole(kind, row.state):
        _note_strange(db, row.stream, put_rows(db, [row]))
        parking.release(db, kind.name, [row_id])
    else:
        parked = [_own(line, stamp) for stamp, line in log.lines_of_row(db, kind.name, row_id)]
        parking.park(db, parked, "no_row")
    apply_changes(db, _unsent_of_row(db, kind.name, row_id))


def _unsent_of_row(db: Database, kind: str, row_id: str) -> list[Logged]:
    sql = """
        select line, stamp from change
        where kind = ? and row_id = ? and rev is null and refused is null order by seq
    """
    return [_own(line, stamp) for line, stamp in db.execute(sql, [kind, row_id])]


def _own(line: str, stamp: str) -> Logged:
    return Logged(trusted(json.loads(line)), stamp, None, digest_of(line), line)
