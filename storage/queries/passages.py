"""Vehicles and goods that went in or out at a gate. A correction is a new record that names the first one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


class Passage(NamedTuple):
    """As it stands after its corrections. `id` is the first record, whatever was corrected since; `person` who wrote
    what stands, `versions` how many records there are of it.
    """

    id: str
    direction: str
    at_ms: int
    campus_id: str
    gate: str | None
    plate: str | None
    goods: str | None
    driver: str | None
    visit_id: str | None
    host_name: str | None
    reason: str | None
    note: str | None
    made_ms: int
    person: str
    versions: int
    photos: int


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """What to show: times are UTC ms, `until_ms` not included; empty texts ask for nothing."""

    from_ms: int
    until_ms: int
    campus_id: str = ""
    direction: str = ""
    text: str = ""


_FOLDED = """
    select coalesce(corrects, passage.id) as id, direction, at_ms, campus_id, gate, plate, goods, driver, visit_id,
           host_name, reason, note, made_at, coalesce(person.name, '') as person,
           count(*) over versions as versions,
           (select count(*) from photo where about_id = coalesce(corrects, passage.id)) as photos,
           row_number() over (versions order by corrects is null, made_at desc, passage.id desc) as place
      from passage left join person on person.id = made_by
"""
_WINDOW = "window versions as (partition by coalesce(corrects, passage.id))"
_FIELDS = ", ".join(Passage._fields).replace("made_ms", "made_at")
_WANTED = """
     where place = 1 and (:campus_id = '' or campus_id = :campus_id) and
           (:direction = '' or direction = :direction) and
           (:text = '' or coalesce(plate, '') || ' ' || coalesce(goods, '') || ' ' || coalesce(driver, '') || ' ' ||
             coalesce(host_name, '') || ' ' || coalesce(reason, '') || ' ' || coalesce(note, '')
             like :like escape '\\')
"""
_BETWEEN = f"({_FOLDED} where at_ms >= :from_ms and at_ms < :until_ms {_WINDOW})"


def passage_list(db: Database, wanted: PassageFilter, *, limit: int, skip: int = 0) -> list[Passage]:
    """The newest first."""
    sql = f"select {_FIELDS} from {_BETWEEN} {_WANTED} order by at_ms desc, id desc limit :limit offset :skip"
    found = db.execute(sql, _values(wanted) | {"limit": limit, "skip": skip})
    return [Passage(*row) for row in found]


def count_passages(db: Database, wanted: PassageFilter) -> dict[str, int]:
    """How many went 'in' and 'out'."""
    sql = f"select direction, count(*) from {_BETWEEN} {_WANTED} group by direction"
    return {"in": 0, "out": 0} | dict(db.execute(sql, _values(wanted)).fetchall())


def passage(db: Database, passage_id: str) -> Passage | None:
    """By the id of its first record."""
    sql = f"select {_FIELDS} from ({_FOLDED} where :id in (passage.id, corrects) {_WINDOW}) where place = 1"
    row = db.execute(sql, {"id": passage_id}).fetchone()
    return Passage(*row) if row else None


def _values(wanted: PassageFilter) -> dict[str, object]:
    return asdict(wanted) | {"like": pattern(wanted.text)}
