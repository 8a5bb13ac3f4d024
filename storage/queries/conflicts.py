"""Conflicts: two people changed the same field without having seen each other. The loser stays on the row."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.clock import stamp_ms
from storage.kinds import KINDS


class Conflict(NamedTuple):
    """A field, the value that stands, and the one that lost, each with who said it ('' = not known here)."""

    field: str
    held: Any
    lost: Any
    lost_by: str
    lost_ms: int
    held_by: str
    held_ms: int
    lost_stamp: str
    held_stamp: str


def conflicts_of(db: Database, kind: str, row_id: str) -> list[Conflict]:
    """The conflicts of a row by field; who said a value where the log here knows it, else only when.

    Raises KeyError for an unknown kind.
    """
    fields = KINDS[kind].fields
    row = db.execute(f'select losers, stamps, * from "{kind}" where id = ?', [row_id])
    names = [column[0] for column in row.description]
    found = row.fetchone()
    if found is None:
        return []
    values = dict(zip(names, found, strict=True))
    losers, stamps = json.loads(values["losers"]), json.loads(values["stamps"])
    said = _said_by(db, kind, row_id)
    return [
        Conflict(
            field,
            _plain(fields[field], values[field]),
            value,
            *said.get(stamp, ("", stamp_ms(stamp))),
            *said.get(stamps[field], ("", stamp_ms(stamps[field]))),
            stamp,
            stamps[field],
        )
        for field, (stamp, value) in sorted(losers.items())
        if value is not None or field not in KINDS[kind].personal  # what lost was erased
    ]


def _plain(sort: str, column: Any) -> Any:
    return json.loads(column) if sort == "json" and column is not None else column


def _said_by(db: Database, kind: str, row_id: str) -> dict[str, tuple[str, int]]:
    """Stamp to (person, wall time) of the changes of a row."""
    sql = """
        select stamp, coalesce(person.name, ''), at from change left join person on person.id = change.person
         where kind = :kind and row_id = :id and line is not null
    """
    return {row[0]: (row[1], row[2]) for row in db.execute(sql, {"kind": kind, "id": row_id})}
