"""Who opened a sealed identity number, when and why."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Opening(NamedTuple):
    """One opening; `person` is the name of who asked, '' where the device belongs to nobody."""

    id: str
    visit_id: str
    field: str
    reason: str
    at_ms: int
    person: str


def openings_of(db: Database, visit_id: str) -> list[Opening]:
    """The newest first."""
    sql = """
        select opening.id, visit_id, field, reason, at_ms, coalesce(person.name, '')
          from opening left join person on person.id = made_by
         where visit_id = ? order by at_ms desc, opening.id
    """
    return [Opening(*row) for row in db.execute(sql, [visit_id])]


def openings_since(db: Database, from_ms: int) -> int:
    """How many there were in the whole school."""
    sql = "select count(*) from opening where at_ms >= ?"
    return int(db.execute(sql, [from_ms]).fetchone()[0])
