"""Class handover sheets: the things of a class at the start and the end of a term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database


class Handover(NamedTuple):
    """One sheet with the names that belong to it; `lines` is JSON (inspect_app/lending/handover.py)."""

    id: str
    room_id: str
    term: str
    sort: str
    state: str
    lines: str
    class_name: str | None
    teacher: str | None
    keeper: str | None
    opened_ms: int
    signed_ms: int | None
    note: str | None
    place: str
    conflict: bool


class RoomThing(NamedTuple):
    """Cards of a room under one name: how many things, and the card where it is only one."""

    name: str
    unit: str | None
    quantity: int
    asset_id: str | None


_HANDOVER = """
    select handover.id, room_id, term, sort, handover.state, lines, class_name, teacher, handover.keeper,
           opened_ms, signed_ms, handover.note, coalesce(room.building || ' ' || room.number, ''),
           handover.losers <> '{}'
      from handover left join room on room.id = room_id
"""


def handover(db: Database, handover_id: str) -> Handover | None:
    row = db.execute(f"{_HANDOVER} where handover.id = :id", {"id": handover_id}).fetchone()
    return _made(row) if row else None


def handovers_of_room(db: Database, room_id: str, *, limit: int = 20) -> list[Handover]:
    """The newest first, cancelled ones too."""
    sql = f"{_HANDOVER} where room_id = :room order by opened_ms desc, handover.id limit :limit"
    return [_made(row) for row in db.execute(sql, {"room": room_id, "limit": limit})]


def handover_list(
    db: Database, *, term: str = "", sort: str = "", state: str = "", limit: int, skip: int = 0
) -> list[Handover]:
    """By term, the newest first, then by class; empty texts ask for nothing. Cancelled ones only when asked for."""
    sql = f"""{_HANDOVER}
        where (:term = '' or term = :term) and (:sort = '' or sort = :sort) and
              (handover.state = :state or :state = '' and handover.state <> 'cancelled')
        order by term desc, coalesce(class_name, ''), room.building, room.number, sort desc, handover.id
        limit :limit offset :skip
    """
    values = {"term": term, "sort": sort, "state": state, "limit": limit, "skip": skip}
    return [_made(row) for row in db.execute(sql, values)]


def count_handovers(db: Database, *, term: str = "", sort: str = "", state: str = "") -> int:
    sql = """
        select count(*) from handover
         where (:term = '' or term = :term) and (:sort = '' or sort = :sort) and
               (state = :state or :state = '' and state <> 'cancelled')
    """
    return int(db.execute(sql, {"term": term, "sort": sort, "state": state}).fetchone()[0])


def terms(db: Database) -> list[str]:
    """The terms that have sheets, the latest first."""
    return [row[0] for row in db.execute("select distinct term from handover order by term desc")]


def start_sheet(db: Database, room_id: str, term: str) -> Handover | None:
    """The sheet of the start of a term that was not cancelled; a signed one before an open one."""
    sql = f"""{_HANDOVER}
        where room_id = :room and term = :term and sort = 'start' and handover.state <> 'cancelled'
        order by handover.state = 'open', opened_ms desc, handover.id limit 1
    """
    row = db.execute(sql, {"room": room_id, "term": term}).fetchone()
    return _made(row) if row else None


def things_of_room(db: Database, room_id: str, *, limit: int) -> list[RoomThing]:
    """The cards of a room that are in use, those with one name together."""
    sql = """
        select name, max(unit), sum(coalesce(quantity, 1)), case when count(*) = 1 then max(id) end
          from asset where room_id = :room and coalesce(state, 'in_use') in ('in_use', 'idle', 'repair')
         group by name order by name limit :limit
    """
    return [RoomThing(*row) for row in db.execute(sql, {"room": room_id, "limit": limit})]


def _made(row: Sequence[object]) -> Handover:
    return Handover._make((*row[:-1], bool(row[-1])))
