"""The device's change log: what was done here, what came from others, and what the server said of it.

The outbox is no second queue: it is the changes that have no server revision and were not refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.change import Change
from storage.clock import write_stamp
from storage.json_text import dump
from storage.kinds import KINDS


class Logged(NamedTuple):
    """A change with what the log keeps beside it. `line` is None for a record that a twin of this phone made, and
    where something of it was erased."""

    change: Change
    stamp: str
    rev: int | None
    digest: bytes
    line: str | None


def append(db: Database, entries: Iterable[Logged]) -> None:
    """Add entries that are not in the log yet. An id that is there already raises IntegrityError."""
    db.conn.executemany(
        "insert into change (id, stream, kind, row_id, stamp, device, seq, at, person, rev, hash, line) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (c.id, c.stream, c.kind, c.row, stamp, c.device, c.seq, c.at, c.person, rev, digest, line)
            for c, stamp, rev, digest, line in entries
        ],
    )


def append_received(db: Database, entries: Iterable[Logged], device: str | None) -> int:
    """Keep what came from the server: all changes of rows, and of records those under this device's own id.

    Others' records live in their tables alone: nobody asks for their history, and by their id they are
    never taken in twice. Returns how many changes of rows were kept.
    """
    kept: list[Logged] = []
    rows = 0
    for entry in entries:
        kind = KINDS.get(entry.change.kind)
        if kind is None or not kind.is_record:
            kept.append(entry)
            rows += 1
        elif entry.change.device == device:
            kept.append(entry._replace(line=None))
    append(db, kept)
    return rows


def known_ids(db: Database, ids: Iterable[str]) -> set[str]:
    sql = "select id from change where id in (select value from json_each(?))"
    return {row[0] for row in db.execute(sql, [dump(list(ids))])}


def outbox(db: Database, *, after_seq: int = 0, limit: int = 1000) -> list[tuple[int, str, str]]:
    """The unsent changes in the order they were made: (seq, id, line)."""
    sql = """
        select seq, id, line from change
        where rev is null and refused is null and seq > :after order by seq limit :limit
    """
    return db.execute(sql, {"after": after_seq, "limit": limit}).fetchall()


def outbox_count(db: Database) -> int:
    return db.execute("select count(*) from change where rev is null and refused is null").fetchone()[0]


def outbox_rows(db: Database) -> list[dict[str, Any]]:
    """The unsent and the refused, for people: kind, time, person, reason of a refusal."""
    sql = """
        select id, kind, row_id, at, person, refused, seq from change
        where rev is null order by seq
    """
    names = ("id", "kind", "row_id", "at", "person", "refused", "seq")
    return [dict(zip(names, row, strict=True)) for row in db.execute(sql)]


def set_accepted(db: Database, answers: Iterable[tuple[str, int]]) -> None:
    """Note the server's revision of changes it holds: (id, rev)."""
    db.conn.executemany(
        "update change set rev = ?, refused = null where id = ?", [(rev, id_) for id_, rev in answers]
    )


def set_refused(db: Database, answers: Iterable[tuple[str, str]]) -> None:
    """Note that the server put changes into quarantine: (id, reason). They leave the outbox, not the phone."""
    db.conn.executemany(
        "update change set refused = ? where id = ?", [(reason, id_) for id_, reason in answers]
    )


def own_lines_above(db: Database, device: str, seq: int, limit: int) -> list[tuple[int, str, str]]:
    """Own changes above a server's high-water mark, sent or not: what a restored server has lost."""
    sql = """
        select seq, id, line from change
        where device = :device and seq > :seq and line is not null order by seq limit :limit
    """
    return db.execute(sql, {"device": device, "seq": seq, "limit": limit}).fetchall()


def history(db: Database, kind: str, row_id: str, limit: int = 50) -> list[dict[str, Any]]:
    """Who changed a row and when, newest first; `line` holds the fields. Others' records have no history here."""
    sql = """
        select id, stamp, device, at, person, rev, line from change
        where kind = :kind and row_id = :row_id and line is not null order by stamp desc limit :limit
    """
    rows = db.execute(sql, {"kind": kind, "row_id": row_id, "limit": limit})
    names = ("id", "stamp", "device", "at", "person", "rev", "line")
    return [dict(zip(names, row, strict=True)) for row in rows]


def forget_acknowledged(db: Database, before_ms: int) -> int:
    """Drop acknowledged entries of records older than a restored server may need. Returns how many.

    The records themselves stay in their tables, and so does the whole history of rows. Age is told by
    the stamp: a wall clock that stood at 1970 would make today's work look old.
    """
    sql = """
        delete from change where rev is not null and stamp < :before
        and kind in (select value from json_each(:kinds))
    """
    kinds = dump([kind.name for kind in KINDS.values() if kind.is_record])
    return db.execute(sql, {"before": write_stamp(before_ms, 0, ""), "kinds": kinds}).rowcount


def offer_all_again(db: Database, device: str) -> None:
    """The server may have lost what it answered to this device, refusals too: all of it is unsent again."""
    sql = "update change set rev = null, refused = null where device = ? and line is not null"
    db.execute(sql, [device])


def forget_others(db: Database, stream: str, device: str | None) -> None:
    """Others' entries of a stream that is read no more; own ones may have to be offered again."""
    sql = "delete from change where stream = ? and rev is not null and device is not ?"
    db.execute(sql, [stream, device])


def forget_personal_lines(db: Database, stream: str) -> None:
    """The text of acknowledged lines with personal fields: whoever takes a snapshot may have missed an erase."""
    sql = """
        update change set line = null
        where stream = :stream and rev is not null and line is not null
        and kind in (select value from json_each(:kinds))
    """
    kinds = [kind.name for kind in KINDS.values() if kind.personal]
    db.execute(sql, {"stream": stream, "kinds": dump(kinds)})


def rows_of(db: Database, ids: list[str]) -> list[tuple[str, str]]:
    """(kind, row id) of these changes."""
    sql = "select distinct kind, row_id from change where id in (select value from json_each(?))"
    return [(kind, row_id) for kind, row_id in db.execute(sql, [dump(ids)])]


def hashes_of(db: Database, device: str, seq: int) -> list[str]:
    """Hashes (hex) of the lines that stand here under a device's number; none when forgotten or never here."""
    sql = "select hash from change where device = ? and seq = ?"
    return [digest.hex() for (digest,) in db.execute(sql, [device, seq])]


def lines_of_row(db: Database, kind: str, row_id: str) -> list[tuple[str, str]]:
    """(effective stamp, line) of every numbered change of a row that is in the log.

    Not those that the server refused since: one that was put back to a day before may not take again what it took.
    """
    sql = """
        select stamp, line from change
        where kind = ? and row_id = ? and rev is not null and refused is null and line is not null
    """
    return db.execute(sql, [kind, row_id]).fetchall()
