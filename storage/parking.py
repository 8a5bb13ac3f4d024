"""Changes that cannot be applied yet: kept, counted, replayed after an update or when their row comes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from storage.change import digest_of, encode, trusted
from storage.json_text import dump
from storage.kinds import KINDS
from storage.log import Logged


def park(db: Database, entries: Iterable[Logged], reason: str) -> None:
    """Keep entries for later. Parking twice keeps the first reason."""
    db.conn.executemany(
        "insert or ignore into parked (id, kind, row_id, reason, stamp, line) values (?, ?, ?, ?, ?, ?)",
        [(c.id, c.kind, c.row, reason, stamp, line or encode(c)) for c, stamp, _, _, line in entries],
    )


def waiting_for(db: Database, kind: str, row_id: str) -> list[Logged]:
    """The patches that came before their row."""
    sql = "select stamp, line from parked where kind = ? and row_id = ? and reason = 'no_row'"
    return [_logged(stamp, line) for stamp, line in db.execute(sql, [kind, row_id])]


def release(db: Database, kind: str, row_ids: Iterable[str]) -> None:
    """The rows have come: what waited for them is applied and parked no more."""
    sql = """
        delete from parked where kind = :kind and reason = 'no_row'
        and row_id in (select value from json_each(:ids))
    """
    db.execute(sql, {"kind": kind, "ids": dump(list(row_ids))})


def take_replayable(db: Database) -> list[Logged]:
    """Take out what another version may understand; applying parks again what this one does not."""
    sql = """
        delete from parked where reason != 'no_row' and kind in (select value from json_each(?))
        returning id, stamp, line
    """
    rows = db.execute(sql, [dump(list(KINDS))]).fetchall()
    return [_logged(stamp, line) for _, stamp, line in {row[0]: row for row in rows}.values()]


def drop(db: Database, change_ids: Iterable[str]) -> None:
    """What the server refused never becomes applicable: it waits no more."""
    sql = "delete from parked where id in (select value from json_each(?))"
    db.execute(sql, [dump(list(change_ids))])


def drop_stream(db: Database, stream: str) -> None:
    """Forget what waits of a stream that is read anew, or no more."""
    db.execute("delete from parked where json_extract(line, '$.stream') = ?", [stream])


def parked_streams(db: Database) -> set[str]:
    """The streams of which something waits: their rows cannot equal the server's yet."""
    return {row[0] for row in db.execute("select distinct json_extract(line, '$.stream') from parked")}


def rewrite(db: Database, change_id: str, stamp: str, line: str) -> None:
    """A parked change of one's own was given a new number."""
    db.execute("update parked set stamp = ?, line = ? where id = ?", [stamp, line, change_id])


def missing_rows(db: Database, limit: int) -> list[tuple[str, str]]:
    """(kind, row id) of rows whose patches wait here and that the server has numbered: it may know them."""
    sql = """
        select distinct parked.kind, parked.row_id from parked join change on change.id = parked.id
        where reason = 'no_row' and change.rev is not null limit ?
    """
    return db.execute(sql, [limit]).fetchall()


def parked_counts(db: Database) -> dict[str, int]:
    """How many changes wait, by reason."""
    return dict(db.execute("select reason, count(*) from parked group by reason").fetchall())


def _logged(stamp: str, line: str) -> Logged:
    change = trusted(json.loads(line))
    return Logged(change, stamp, None, digest_of(line), line)
