"""Faults: what is broken, where, and what became of it."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Fault(NamedTuple):
    """One fault with the names that belong to it."""

    id: str
    room_id: str | None
    place: str
    asset_id: str | None
    check_id: str | None
    item: str | None
    title: str
    level: str | None
    state: str
    note: str | None
    found_ms: int
    person_id: str | None
    person: str
    closed_ms: int | None
    closing: str | None
    photos: int


class Step(NamedTuple):
    """One change in a fault's life; `line` is the change as it was sent."""

    at_ms: int
    person: str
    line: str


_FAULT = """
    select fault.id, fault.room_id, coalesce(room.building || ' ' || room.number, ''), asset_id, check_id,
           item, title, level, fault.state, fault.note, found_ms, person_id, coalesce(person.name, ''),
           closed_ms, closing,
           (select count(*) from photo where (about_id = fault.id) or
                   (about_id = fault.check_id and photo.item = fault.item))
      from fault
      left join room on room.id = fault.room_id
      left join person on person.id = fault.person_id
"""


def fault(db: Database, fault_id: str) -> Fault | None:
    row = db.execute(f"{_FAULT} where fault.id = :id", {"id": fault_id}).fetchone()
    return Fault(*row) if row else None


def faults(
    db: Database, states_json: str, *, person_id: str | None = None, limit: int, skip: int = 0
) -> list[Fault]:
    """Faults in one of the states (a JSON array), of one person or of everybody, newest first."""
    sql = f"""{_FAULT}
        where fault.state in (select value from json_each(:states)) and
              (:person is null or fault.person_id = :person)
        order by found_ms desc, fault.id limit :limit offset :skip
    """
    values = {"states": states_json, "person": person_id, "limit": limit, "skip": skip}
    return [Fault(*row) for row in db.execute(sql, values)]


def count_faults(db: Database, states_json: str, *, person_id: str | None = None) -> int:
    sql = """
        select count(*) from fault where state in (select value from json_each(:states)) and
               (:person is null or person_id = :person)
    """
    return int(db.execute(sql, {"states": states_json, "person": person_id}).fetchone()[0])


def open_faults_of_room(db: Database, room_id: str) -> list[Fault]:
    """Not yet done, newest first."""
    sql = f"""{_FAULT} where fault.room_id = :room and fault.state in ('open', 'assigned')
        order by found_ms desc
    """
    return [Fault(*row) for row in db.execute(sql, {"room": room_id})]


def faults_of_check(db: Database, check_id: str) -> list[Fault]:
    sql = f"{_FAULT} where check_id = :check order by fault.id"
    return [Fault(*row) for row in db.execute(sql, {"check": check_id})]


def steps_of_fault(db: Database, fault_id: str) -> list[Step]:
    """Its changes in the order of their stamps, oldest first."""
    sql = """
        select at, coalesce(person.name, ''), line from change
          left join person on person.id = change.person
         where kind = 'fault' and row_id = :id and line is not null order by stamp
    """
    return [Step(*row) for row in db.execute(sql, {"id": fault_id})]
