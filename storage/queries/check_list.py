"""The office's table of single checks: by day, room, route, person and result, 50 at a time.

A school that has worked for years holds 100,000 of them, so no question walks through all rows: the narrowest
part of a filter is looked up in an index that is sorted by time, and only its rows are tried for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


@dataclass(frozen=True, slots=True)
class CheckFilter:
    """What to show; empty texts and zeros ask for nothing. `text` is looked for in a room's building and number.

    `until_ms` is not included. `route` asks for checks that were made in one of its rounds.
    """

    from_ms: int = 0
    until_ms: int = 0
    text: str = ""
    route: str = ""
    person: str = ""
    result: str = ""


class CheckLine(NamedTuple):
    """One line of the table, newest first. `number` is its place in this device's table, for reading on from it.

    `day` and `window` are the round's; `answers` is JSON text, `photos` a count.
    """

    id: str
    number: int
    done_ms: int
    offset_minutes: int
    room_id: str
    building: str
    room: str
    asset: str
    checklist_id: str
    checklist: str
    person: str
    result: str
    note: str
    arrival: str
    answers: str
    photos: int
    route: str
    day: str
    window: str


_LINE = """
    select c.id, c.rowid, c.done_ms, c.made_offset, c.room_id, coalesce(room.building, ''), coalesce(room.number, ''),
           coalesce(asset.name, ''), c.checklist_id, coalesce(checklist.name, ''), coalesce(person.name, ''),
           c.result, coalesce(c.note, ''), coalesce(c.arrival, ''), c.answers,
           (select count(*) from photo where photo.about_id = c.id),
           coalesce(route.name, ''), coalesce(round.day, ''), coalesce(round.window, '')
      from "check" c
      left join room on room.id = c.room_id
      left join asset on asset.id = c.asset_id
      left join checklist on checklist.id = c.checklist_id
      left join person on person.id = c.made_by
      left join round on round.id = c.round_id
      left join route on route.id = round.route_id
"""


def check_list(
    db: Database, wanted: CheckFilter, *, limit: int, after: CheckLine | None = None
) -> list[CheckLine]:
    """Newest first, from the one after `after`. Rows are chosen first and read then: answers are long."""
    values: dict[str, Any] = {**_values(wanted), "limit": limit}
    on = ""
    if after is not None:
        on = " and (c.done_ms, c.rowid) < (:after_ms, :after_number)"
        values |= {"after_ms": after.done_ms, "after_number": after.number}
    chosen = f"{chosen_checks(wanted)}{on} order by c.done_ms desc, c.rowid desc limit :limit"
    sql = f"{_LINE} where c.rowid in ({chosen}) order by c.done_ms desc, c.rowid desc"
    return [CheckLine(*row) for row in db.execute(sql, values)]


def check_ids(db: Database, wanted: CheckFilter) -> list[str]:
    """The ids of all checks that check_list would find."""
    sql = f'select id from "check" where rowid in ({chosen_checks(wanted)})'
    return [row[0] for row in db.execute(sql, _values(wanted))]


def count_check_list(db: Database, wanted: CheckFilter) -> int:
    return int(db.execute(f"select count(*) from ({chosen_checks(wanted)})", _values(wanted)).fetchone()[0])


def chosen_checks(wanted: CheckFilter) -> str:
    """The statement that chooses: the first part given is looked up, the others are tried on what it finds.

    A plus keeps SQLite from looking a part up (https://www.sqlite.org/optoverview.html#uplus).
    """
    given = [name for name in _PARTS if getattr(wanted, name)]
    parts = [_PARTS[name].format(plus="+" if number else "") for number, name in enumerate(given)]
    plus = "+" if given[:1] == ["route"] else ""
    if wanted.from_ms:
        parts.append(f"{plus}c.done_ms >= :from_ms")
    if wanted.until_ms:
        parts.append(f"{plus}c.done_ms < :until_ms")
    return f'select c.rowid from "check" c where {" and ".join(parts) or "true"}'


_PARTS = {
    "text": """{plus}c.room_id in (select id from room where building || ' ' || number like :like escape '\\')""",
    "route": "{plus}c.round_id in (select id from round where route_id = :route)",
    "person": "{plus}c.made_by = :person",
    "result": "{plus}c.result = :result",
}
"""Narrowest first, as a rule."""


def _values(wanted: CheckFilter) -> dict[str, Any]:
    return {
        "like": pattern(wanted.text),
        "route": wanted.route,
        "person": wanted.person,
        "result": wanted.result,
        "from_ms": wanted.from_ms,
        "until_ms": wanted.until_ms,
    }


def people_with_checks(db: Database) -> list[tuple[str, str]]:
    """Id and name of everybody who ever made a check, by name; one look into the index for each."""
    sql = """
        with recursive maker (id) as (
          select min(made_by) from "check"
          union all
          select (select min(made_by) from "check" where made_by > maker.id) from maker where maker.id is not null
        )
        select maker.id, coalesce(person.name, maker.id) from maker left join person on person.id = maker.id
         where maker.id is not null order by 2
    """
    return [(row[0], row[1]) for row in db.execute(sql)]
