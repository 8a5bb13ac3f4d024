"""Changes of one field of many cards, as they were recorded: a change is its parts, of a few hundred cards each."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from sqlite_utils import Database


class BulkLine(NamedTuple):
    """One change: `value` as it was set, `cards` how many, `undoes` the change that it took back.

    `taken_back` is how many of its cards were given their old value by another change.
    """

    id: str
    field: str
    value: Any
    reason: str
    cards: int
    undoes: str
    taken_back: int
    at_ms: int
    offset_minutes: int
    person: str


def bulk_changes(db: Database, limit: int) -> list[BulkLine]:
    """The newest first."""
    sql = """
        select change_id, field, value, coalesce(reason, ''), sum(json_array_length(cards)), coalesce(undoes, ''),
               (select coalesce(sum(json_array_length(cards)), 0) from bulk_change back
                 where back.undoes = bulk_change.change_id),
               max(at_ms) as at, made_offset, coalesce(person.name, '')
          from bulk_change left join person on person.id = bulk_change.made_by
         group by change_id order by at desc, change_id desc limit :limit
    """
    return [_line(row) for row in db.execute(sql, {"limit": limit})]


def bulk_change(db: Database, change_id: str) -> BulkLine | None:
    """One of the newest thousand by its id."""
    return next((line for line in bulk_changes(db, 1000) if line.id == change_id), None)


def cards_of(db: Database, change_id: str) -> list[tuple[str, Any]]:
    """(asset id, old value) of each card."""
    sql = "select cards from bulk_change where change_id = ? order by id"
    return [(str(card[0]), card[1]) for row in db.execute(sql, [change_id]) for card in json.loads(row[0])]


def _line(row: tuple[Any, ...]) -> BulkLine:
    value = None if row[2] is None else json.loads(row[2])
    return BulkLine(row[0], row[1], value, *row[3:])
