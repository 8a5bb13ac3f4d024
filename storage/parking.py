"""Changes that cannot be applied yet: kept, counted, replayed after an update or when their row comes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from storage.change import digest_of, encode, trusted
from storage.kinds import KINDS
from storage.log import Logged
from storage.rows import dump


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
    """Take out what this version may understand: parked for an unknown kind or field that is known now."""
    rows = db.execute(
        "select id, kind, stamp, line from parked where reason in ('unknown_kind', 'unknown_field')"
    )
    taken = []
    for id_, kind, stamp, line in rows.fetchall():
        entry = _logged(stamp, line)
        if kind in KINDS and entry.change.fields.keys() <= KINDS[kind].fields.keys():
            db.execute("delete from parked where id = ? and reason like 'unknown_%'", [id_])
            taken.append(entry)
    return taken


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
