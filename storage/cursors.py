"""How far this device has read each stream, and a running digest of what it has read since its snapshot."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Cursor(NamedTuple):
    """`received` changes above `since_rev` and up to `rev` were read in `epoch`; `digest` sums their hashes."""

    stream: str
    epoch: str
    rev: int
    since_rev: int
    received: int
    digest: int


def read_cursors(db: Database) -> dict[str, Cursor]:
    sql = "select stream, epoch, rev, since_rev, received, digest from cursor"
    return {row[0]: Cursor(*row) for row in db.execute(sql)}


def start_cursor(db: Database, stream: str, epoch: str, rev: int) -> None:
    """Begin a stream at `rev`: with its snapshot, or at 0 when the whole log will be read."""
    sql = """
        insert into cursor (stream, epoch, rev, since_rev) values (:stream, :epoch, :rev, :rev)
        on conflict (stream) do update set epoch = excluded.epoch, rev = excluded.rev,
          since_rev = excluded.since_rev, received = 0, digest = 0
    """
    db.execute(sql, {"stream": stream, "epoch": epoch, "rev": rev})


def advance_cursor(db: Database, stream: str, rev: int, received: int, digest: int) -> None:
    """Move forward over one page. A cursor never goes back: an older page changes nothing."""
    sql = """
        update cursor set rev = :rev, received = received + :received, digest = digest + :digest
        where stream = :stream and rev < :rev
    """
    db.execute(sql, {"stream": stream, "rev": rev, "received": received, "digest": digest})


def drop_cursor(db: Database, stream: str) -> None:
    db.execute("delete from cursor where stream = ?", [stream])
