"""Class handover sheets: the things of a class at the start and the end of a term.

What was found at a line is a row of its own (handover_line), so that two phones may walk one sheet; the sheet's
`lines` are what it began with. Everybody who reads `lines` gets the two together, until the sheet is signed: from
then on the lines are those that were signed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.queries.conflicts import conflicts_of


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


class LineFound(NamedTuple):
    """A line that was walked: `found` has there, broken and note. A line that the sheet did not list has a `name`.

    `lost` is what another phone found there otherwise, without either having seen the other.
    """

    id: str
    line: str
    name: str | None
    expected: int | None
    found: dict[str, Any]
    state: str
    lost: dict[str, Any] | None


class LineConflict(NamedTuple):
    """A line of which two phones told different things: what stands, what lost, and who said each ('' = unknown)."""

    id: str
    line: str
    name: str
    held: dict[str, Any]
    held_by: str
    lost: dict[str, Any]
    lost_by: str


class RoomThing(NamedTuple):
    """Cards of a room under one name: how many things, and the card where it is only one."""

    name: str
    unit: str | None
    quantity: int
    asset_id: str | None


LINES = """
    case when handover.state = 'open' and exists (select 1 from handover_line where handover_id = handover.id) then (
      select json_group_array(json(line)) from (
        select json_patch(listed.value, coalesce(walked.found, '{}')) as line, listed.key as place, '' as added
          from json_each(handover.lines) as listed
          left join handover_line as walked
            on walked.handover_id = handover.id and walked.line = json_extract(listed.value, '$.id')
         union all
        select json_patch(json_object('id', line, 'name', name, 'expected', expected), coalesce(found, '{}')),
               9999, json_extract(stamps, '$.name')
          from handover_line where handover_id = handover.id and name is not null
         order by 2, 3))
    else handover.lines end
"""
"""The lines of a sheet with what was found at each, in a statement over the table handover."""

_HANDOVER = f"""
    select handover.id, room_id, term, sort, handover.state, {LINES} as lines, class_name, teacher, handover.keeper,
           opened_ms, signed_ms, handover.note, coalesce(room.building || ' ' || room.number, ''),
           handover.losers <> '{{}}' or exists (
             select 1 from handover_line
              where handover_id = handover.id and json_extract(losers, '$.found[1]') <> json(found))
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


def folded_lines(db: Database) -> dict[str, str]:
    """The lines of every sheet, as JSON, by the sheet's id."""
    return dict(db.execute(f"select id, {LINES} from handover").fetchall())


def lines_found(db: Database, handover_id: str) -> list[LineFound]:
    """What phones found at the lines of a sheet, under which row each is kept."""
    sql = """
        select id, line, name, expected, found, state,
               nullif(json_extract(losers, '$.found[1]'), json(found))
          from handover_line where handover_id = :handover order by line, id
    """
    return [_found(row) for row in db.execute(sql, {"handover": handover_id})]


def _found(row: Sequence[Any]) -> LineFound:
    row_id, line, name, expected, found, state, lost = row
    told, otherwise = json.loads(found or "{}"), json.loads(lost) if lost else None
    return LineFound(row_id, line, name, expected, told, state or "open", otherwise)


def line_conflicts(db: Database, handover_id: str) -> list[LineConflict]:
    """Of an open sheet's lines, in its order: where two phones found different things unseen."""
    held = handover(db, handover_id)
    if held is None or held.state != "open":
        return []
    rows = {each.line: each.id for each in lines_found(db, handover_id) if each.lost}
    lines = [line for line in json.loads(held.lines) if line["id"] in rows]
    return [_conflict(db, rows[line["id"]], line) for line in lines]


def _conflict(db: Database, row_id: str, line: dict[str, Any]) -> LineConflict:
    (found,) = (each for each in conflicts_of(db, "handover_line", row_id) if each.field == "found")
    said = (found.held, found.held_by, found.lost, found.lost_by)
    return LineConflict(row_id, line["id"], str(line.get("name") or ""), *said)


def _made(row: Sequence[object]) -> Handover:
    return Handover._make((*row[:-1], bool(row[-1])))
