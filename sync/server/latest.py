"""The newest few records about each thing: what a new phone gets of them however old they are.

A table of its own, with one row a place. An index by place over the whole log would do as well, but each
batch of a phone would then touch hundreds of its pages.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from storage.json_text import dump
from storage.kinds import KINDS, Kind
from sync.server.log import Entry

Place = tuple[str, str, str]  # stream, kind, what the record is about


def note(db: Database, entries: Iterable[Entry]) -> None:
    """Take in new entries of the log, inside the transaction that stores them."""
    places: dict[Place, list[Any]] = defaultdict(list)
    for entry in entries:
        kind = KINDS.get(entry.kind)
        if kind is not None and kind.latest and entry.about:
            places[entry.stream, entry.kind, entry.about].append([entry.at, entry.rev])
    if places:
        for place, newest in _held(db, places):
            places[place] += json.loads(newest)
        _save(db, ((place, _newest(times, KINDS[place[1]].latest)) for place, times in places.items()))


def _newest(times: list[Any], limit: int) -> list[Any]:
    return sorted(times, reverse=True)[:limit]


def _held(db: Database, places: Iterable[Place]) -> list[tuple[Place, str]]:
    sql = """
        select stream, kind, about, newest from json_each(:places) as asked join latest
        on stream = asked.value ->> 0 and kind = asked.value ->> 1 and about = asked.value ->> 2
    """
    rows = db.execute(sql, {"places": dump(list(places))}).fetchall()
    return [((stream, kind, about), newest) for stream, kind, about, newest in rows]


def _save(db: Database, places: Iterable[tuple[Place, list[Any]]]) -> None:
    db.conn.executemany(
        "insert or replace into latest (stream, kind, about, newest) values (?, ?, ?, ?)",
        [(*place, dump(newest)) for place, newest in places],
    )


def forget(db: Database, entries: Iterable[tuple[str, str, str | None, int]]) -> None:
    """Take erased records out: (stream, kind, about, rev)."""
    for stream, kind, about, rev in entries:
        for place, newest in _held(db, [(stream, kind, about)]) if about else ():
            _save(db, [(place, [each for each in json.loads(newest) if each[1] != rev])])


def rebuild(db: Database, kind: Kind) -> None:
    """Read the log anew for one kind of record: after an update that changed what is kept of it."""
    db.execute("delete from latest where kind = ?", [kind.name])
    sql = """
        insert into latest (stream, kind, about, newest)
        select stream, kind, about, json_group_array(json_array(at, rev)) from (
          select *, row_number() over (partition by stream, about order by at desc, rev desc) as nth
          from change where kind = :kind and about is not null)
        where nth <= :limit group by stream, kind, about
    """
    if kind.latest:
        db.execute(sql, {"kind": kind.name, "limit": kind.latest})
