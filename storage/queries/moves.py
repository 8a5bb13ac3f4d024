"""Moves, handovers and changes of state of assets, as they were recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database


class MoveLine(NamedTuple):
    """One move; `person` is the name of who recorded it, '' where it is not known here."""

    id: str
    asset_id: str
    reason: str
    from_room_id: str | None
    to_room_id: str | None
    from_keeper: str | None
    to_keeper: str | None
    from_state: str | None
    to_state: str | None
    quantity: int | None
    stocktake_id: str | None
    moved_ms: int
    offset_minutes: int
    person: str


def moves_of(db: Database, asset_id: str) -> list[MoveLine]:
    """Oldest first: all on the office's computer, the newest on a phone."""
    sql = """
        select move.id, asset_id, reason, from_room_id, to_room_id, from_keeper, to_keeper, from_state, to_state,
               quantity, stocktake_id, moved_ms, made_offset, coalesce(person.name, '')
          from move left join person on person.id = move.made_by
         where asset_id = :asset order by moved_ms, move.id
    """
    return [MoveLine(*row) for row in db.execute(sql, {"asset": asset_id})]


def room_names(db: Database, ids: Sequence[str]) -> dict[str, str]:
    """Building and number of each room that is known here."""
    sql = "select id, building || ' ' || number from room where id in (select value from json_each(?))"
    return dict(db.execute(sql, [json.dumps(list(ids))]))


def count_split_from(db: Database, asset_id: str) -> int:
    sql = "select count(*) from asset where split_from = ?"
    return int(db.execute(sql, [asset_id]).fetchone()[0])
