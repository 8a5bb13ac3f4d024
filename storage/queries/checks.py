"""Checks that were made: of a room, in a round, lately."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Check(NamedTuple):
    """One check with the names that belong to it; `answers` is JSON text."""

    id: str
    room_id: str
    place: str
    use: str | None
    checklist_id: str
    checklist: str
    round_id: str | None
    answers: str
    result: str
    note: str | None
    started_ms: int | None
    done_ms: int
    offset_minutes: int
    arrival: str | None
    person_id: str | None
    person: str
    faults: int
    photos: int
    sent: bool


class SeenCheck(NamedTuple):
    """What a round needs to know of one check; `failed` and `photos` are counts."""

    id: str
    room_id: str
    done_ms: int
    person_id: str
    device: str
    result: str
    round_id: str | None
    corrects: str | None
    started_ms: int | None
    elapsed_ms: int | None
    failed: int
    photos: int


_CHECK = """
    select c.id, c.room_id, coalesce(room.building || ' ' || room.number, ''), room.use, c.checklist_id,
           coalesce(checklist.name, ''), c.round_id, c.answers, c.result, c.note, c.started_ms, c.done_ms,
           c.made_offset, c.arrival, c.made_by, coalesce(person.name, ''),
           (select count(*) from fault where fault.check_id = c.id),
           (select count(*) from photo where photo.about_id = c.id),
           not exists (select 1 from change where change.id = c.id and rev is null)
      from "check" c
      left join room on room.id = c.room_id
      left join checklist on checklist.id = c.checklist_id
      left join person on person.id = c.made_by
"""


_SEEN = """
    select c.id, c.room_id, c.done_ms, coalesce(c.made_by, ''), c.made_on, c.result, c.round_id, c.corrects,
           c.started_ms, c.elapsed_ms,
           (select count(*) from fault where fault.check_id = c.id),
           (select count(*) from photo where photo.about_id = c.id)
      from "check" c
"""


def check(db: Database, check_id: str) -> Check | None:
    row = db.execute(f"{_CHECK} where c.id = :id", {"id": check_id}).fetchone()
    return Check(*row) if row else None


def checks_of_room(db: Database, room_id: str, *, limit: int, skip: int = 0) -> list[Check]:
    """Newest first."""
    sql = f"{_CHECK} where c.room_id = :room order by c.done_ms desc limit :limit offset :skip"
    return [Check(*row) for row in db.execute(sql, {"room": room_id, "limit": limit, "skip": skip})]


def recent_checks(db: Database, since_ms: int, *, limit: int) -> list[Check]:
    """Newest first."""
    sql = f"{_CHECK} where c.done_ms >= :since order by c.done_ms desc limit :limit"
    return [Check(*row) for row in db.execute(sql, {"since": since_ms, "limit": limit})]


def checks_for_round(
    db: Database, round_id: str, rooms_json: str, from_ms: int, to_ms: int
) -> list[SeenCheck]:
    """Checks that name the round, and those of its rooms (a JSON array) in its hours, oldest first."""
    sql = f"""{_SEEN}
        where c.round_id = :round or (c.done_ms >= :from and c.done_ms < :to and
              c.room_id in (select value from json_each(:rooms)))
        order by c.done_ms
    """
    values = {"round": round_id, "rooms": rooms_json, "from": from_ms, "to": to_ms}
    return [SeenCheck(*row) for row in db.execute(sql, values)]


def seen_in_room(db: Database, room_id: str, *, limit: int) -> list[SeenCheck]:
    """The latest checks of a room, newest first."""
    sql = f"{_SEEN} where c.room_id = :room order by c.done_ms desc limit :limit"
    return [SeenCheck(*row) for row in db.execute(sql, {"room": room_id, "limit": limit})]


def last_answers(db: Database, room_id: str, checklist_id: str) -> str | None:
    """The answers of the latest check of a room by one checklist, as JSON text."""
    sql = """
        select answers from "check" where room_id = :room and checklist_id = :checklist
         order by done_ms desc limit 1
    """
    row = db.execute(sql, {"room": room_id, "checklist": checklist_id}).fetchone()
    return row[0] if row else None
