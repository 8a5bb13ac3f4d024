"""The office's list of faults: by state, level, place and words, 50 at a time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


@dataclass(frozen=True, slots=True)
class FaultFilter:
    """What to show. `states` is a JSON array; empty texts and zeros ask for nothing."""

    states: str = '["open","assigned"]'
    level: str = ""
    building: str = ""
    text: str = ""
    found_from_ms: int = 0
    found_until_ms: int = 0
    only_conflicts: int = 0


class FaultLine(NamedTuple):
    """One line of the list; `conflict` says that two people changed the same field unseen."""

    id: str
    title: str
    level: str
    state: str
    place: str
    building: str
    found_ms: int
    person: str
    photos: int
    conflict: bool
    note: str
    closing: str
    closed_ms: int | None


_FROM = """
      from fault
      left join room on room.id = fault.room_id
      left join person on person.id = fault.person_id
     where fault.state in (select value from json_each(:states)) and
           (:level = '' or coalesce(level, 'minor') = :level) and
           (:building = '' or room.building = :building) and
           (:found_from_ms = 0 or found_ms >= :found_from_ms) and
           (:found_until_ms = 0 or found_ms < :found_until_ms) and
           (:only_conflicts = 0 or fault.losers <> '{}') and
           (:text = '' or title || ' ' || coalesce(room.building || ' ' || room.number, '') || ' ' ||
             coalesce(fault.note, '') || ' ' || coalesce(person.name, '') like :like escape '\\')
"""


def fault_list(db: Database, wanted: FaultFilter, *, limit: int, skip: int = 0) -> list[FaultLine]:
    """Urgent ones first, then the oldest."""
    sql = f"""
        select fault.id, title, coalesce(level, 'minor'), fault.state,
               coalesce(room.building || ' ' || room.number, ''), coalesce(room.building, ''), found_ms,
               coalesce(person.name, ''),
               (select count(*) from photo where about_id = fault.id or
                 (about_id = fault.check_id and photo.item = fault.item)),
               fault.losers <> '{{}}', coalesce(fault.note, ''), coalesce(closing, ''), closed_ms
        {_FROM}
        order by case coalesce(level, 'minor') when 'urgent' then 0 when 'major' then 1 else 2 end,
                 found_ms, fault.id limit :limit offset :skip
    """
    values = _values(wanted) | {"limit": limit, "skip": skip}
    return [FaultLine._make((*row[:9], bool(row[9]), *row[10:])) for row in db.execute(sql, values)]


def fault_ids(db: Database, wanted: FaultFilter) -> list[str]:
    """The ids of all faults that fault_list would find."""
    return [row[0] for row in db.execute(f"select fault.id {_FROM}", _values(wanted))]


def count_fault_list(db: Database, wanted: FaultFilter) -> int:
    return int(db.execute(f"select count(*) {_FROM}", _values(wanted)).fetchone()[0])


def _values(wanted: FaultFilter) -> dict[str, object]:
    return asdict(wanted) | {"like": pattern(wanted.text)}


def buildings_with_faults(db: Database) -> list[str]:
    sql = "select distinct building from fault join room on room.id = fault.room_id order by building"
    return [row[0] for row in db.execute(sql)]
