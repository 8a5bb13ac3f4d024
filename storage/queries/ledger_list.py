"""The office's table of rooms: each with its last check and its open faults."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


class RoomLine(NamedTuple):
    """One line of the table of rooms."""

    id: str
    campus: str
    building: str
    floor: str | None
    number: str
    use: str | None
    keeper: str | None
    last_ms: int | None
    last_result: str | None
    faults: int
    assets: int


_WHERE = """
     where coalesce(room.state, 'used') = 'used' and (:text = '' or building || coalesce(floor, '') ||
           number || ' ' || coalesce(use, '') || ' ' || coalesce(keeper, '') || ' ' ||
           coalesce(room.code, '') || ' ' || coalesce(campus.name, '') like :like escape '\\')
"""


def room_list(db: Database, text: str, *, limit: int, skip: int = 0) -> list[RoomLine]:
    """Open rooms that contain the text, in the order of the buildings."""
    sql = f"""
        select room.id, coalesce(campus.name, ''), building, floor, number, use, keeper,
               (select max(done_ms) from "check" where room_id = room.id),
               (select result from "check" where room_id = room.id order by done_ms desc limit 1),
               (select count(*) from fault where room_id = room.id and fault.state in ('open', 'assigned')),
               (select count(*) from asset where room_id = room.id)
          from room left join campus on campus.id = campus_id
        {_WHERE}
        order by campus_id, building, cast(floor as integer), number limit :limit offset :skip
    """
    values = {"text": text, "like": pattern(text), "limit": limit, "skip": skip}
    return [RoomLine(*row) for row in db.execute(sql, values)]


def room_ids(db: Database, text: str) -> list[str]:
    """The ids of all rooms that room_list would find."""
    sql = f"select room.id from room left join campus on campus.id = campus_id {_WHERE}"
    return [row[0] for row in db.execute(sql, {"text": text, "like": pattern(text)})]


def count_room_list(db: Database, text: str) -> int:
    sql = f"select count(*) from room left join campus on campus.id = campus_id {_WHERE}"
    return int(db.execute(sql, {"text": text, "like": pattern(text)}).fetchone()[0])


def all_rooms(db: Database) -> list[RoomLine]:
    """Every open room, without counts: what a route's points are picked from."""
    sql = """
        select room.id, coalesce(campus.name, ''), building, floor, number, use, keeper, null, null, 0, 0
          from room left join campus on campus.id = campus_id
         where coalesce(room.state, 'used') = 'used'
         order by campus_id, building, cast(floor as integer), number
    """
    return [RoomLine(*row) for row in db.execute(sql)]
