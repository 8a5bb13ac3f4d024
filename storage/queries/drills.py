"""Roll calls after an evacuation, and who was ticked in them."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from sqlite_utils import Database


class Drill(NamedTuple):
    """One roll call as one phone began it; `sort` is drill or real, `starter` who began it or wrote to it last."""

    id: str
    sort: str
    began_ms: int
    state: str
    campus_id: str | None
    ended_ms: int | None
    note: str | None
    starter: str


class Tick(NamedTuple):
    """Somebody was seen (safe), or a tick was taken back (unsure). `person` is who wrote it."""

    id: str
    drill_id: str
    visit_id: str
    state: str
    at_ms: int
    person: str


_DRILL = """
    select drill.id, sort, began_ms, drill.state, campus_id, ended_ms, note, coalesce(person.name, '')
      from drill left join person on person.id = drill.changed_by
"""


def drill(db: Database, drill_id: str) -> Drill | None:
    row = db.execute(f"{_DRILL} where drill.id = :id", {"id": drill_id}).fetchone()
    return Drill(*row) if row else None


def drills(db: Database, campus_id: str, *, limit: int = 100) -> list[Drill]:
    """Of a campus, open ones first, then the newest."""
    sql = f"""{_DRILL}
        where campus_id is null or campus_id = :campus
        order by drill.state = 'closed', began_ms desc, drill.id limit :limit
    """
    return [Drill(*row) for row in db.execute(sql, {"campus": campus_id, "limit": limit})]


def ticks(db: Database, drill_ids: Collection[str]) -> list[Tick]:
    """The oldest first; of one moment by id, so that every phone sees the same one last."""
    sql = """
        select muster.id, drill_id, visit_id, muster.state, at_ms, coalesce(person.name, '')
          from muster left join person on person.id = made_by
         where drill_id in (select value from json_each(?)) order by at_ms, muster.id
    """
    return [Tick(*row) for row in db.execute(sql, [json.dumps(sorted(drill_ids))])]


def visit_ids_during(db: Database, campus_id: str, from_ms: int, until_ms: int) -> list[str]:
    """Visits of a campus that had begun by `until_ms` and, as their own rows say, had not ended before `from_ms`."""
    sql = """
        select id from visit
         where campus_id = :campus and in_ms <= :until and (out_ms is null or out_ms >= :from)
         order by in_ms, id
    """
    found = db.execute(sql, {"campus": campus_id, "from": from_ms, "until": until_ms})
    return [row[0] for row in found]
