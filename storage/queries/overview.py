"""What the office asks at a glance: how many checks, which faults are open for how long, who was where."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Counted(NamedTuple):
    """Checks of a span of time, and those that found something."""

    checks: int
    failed: int
    rooms: int


class OpenFault(NamedTuple):
    """An open fault as a cell of the table by level and age counts it."""

    level: str
    found_ms: int


class LastSeen(NamedTuple):
    """Where somebody was last, by the last check; `checks` are those of the span asked for."""

    person_id: str
    person: str
    check_id: str
    room_id: str
    place: str
    done_ms: int
    checks: int


def checks_between(db: Database, from_ms: int, to_ms: int) -> Counted:
    """Corrections are not counted again."""
    sql = """
        select count(*), count(*) filter (where result = 'failed'), count(distinct room_id) from "check"
         where done_ms >= :from and done_ms < :to and corrects is null
    """
    return Counted(*db.execute(sql, {"from": from_ms, "to": to_ms}).fetchone())


def open_faults(db: Database) -> list[OpenFault]:
    sql = "select coalesce(level, 'minor'), found_ms from fault where state in ('open', 'assigned')"
    return [OpenFault(*row) for row in db.execute(sql)]


def last_seen(db: Database, since_ms: int, *, limit: int = 50) -> list[LastSeen]:
    """The last check of everybody who made one since then, latest first."""
    sql = """
        select made_by, coalesce(person.name, ''), last.id, room_id,
               coalesce(room.building || ' ' || room.number, ''), last.done_ms, checks
          from (select made_by, id, room_id, max(done_ms) as done_ms, count(*) as checks from "check"
                 where done_ms >= :since and made_by is not null group by made_by) as last
          left join person on person.id = made_by
          left join room on room.id = room_id
         order by last.done_ms desc limit :limit
    """
    return [LastSeen(*row) for row in db.execute(sql, {"since": since_ms, "limit": limit})]
