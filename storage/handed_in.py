"""What a device wrote into a stream that it does not read: handed in and acknowledged, it is forgotten here.

Whoever expects a visitor tells the gate so; the visitor's name then stays with the gate alone. What is unsent or was
refused stays, for it is nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from storage import log
from storage.json_text import dump
from storage.kinds import ANY, KINDS

PERSONAL_KINDS = tuple(kind.name for kind in KINDS.values() if kind.personal and kind.subject != ANY)


def forget_handed_in(db: Database, streams_read: Collection[str]) -> int:
    """Rows and lines with personal fields in streams that are not read here. Returns how many rows went."""
    gone = sum(_forget_rows(db, kind, streams_read) for kind in PERSONAL_KINDS)
    for stream in _streams_written(db):
        if stream not in streams_read:
            log.forget_personal_lines(db, stream)
    return gone


def _forget_rows(db: Database, kind: str, streams_read: Collection[str]) -> int:
    sql = f"""
        delete from "{kind}" where stream not in (select value from json_each(:streams)) and not exists
          (select 1 from change where change.kind = :kind and change.row_id = "{kind}".id and change.rev is null)
    """
    return db.execute(sql, {"streams": dump(list(streams_read)), "kind": kind}).rowcount


def _streams_written(db: Database) -> list[str]:
    """Streams of which the log still holds lines with personal fields that were acknowledged."""
    sql = """
        select distinct stream from change
        where rev is not null and line is not null and kind in (select value from json_each(:kinds))
    """
    return [row[0] for row in db.execute(sql, {"kinds": dump(list(PERSONAL_KINDS))})]
