"""The office's table of visits: by day, kind, host, gate, text and state, 50 at a time, each coming once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from storage.queries.places import pattern
from storage.queries.visit_ends import visit_ends
from storage.queries.visits import Visit, visits_by_id

USUAL_MINUTES = 120
"""Of a kind of visitor for which `limits` say nothing."""
ONE_COMING_MS = 12 * 3_600_000
"""Two gates that write down the same person within this time, the first visit not ended yet, speak of one coming."""

_SAME_PERSON = """
    other.name = visit.name and other.name <> '' and other.id <> visit.id and
    case when coalesce(visit.phone, '') <> '' and coalesce(other.phone, '') <> '' then other.phone = visit.phone
         else coalesce(visit.id_masked, '') <> '' and other.id_masked = visit.id_masked end
"""
"""As gate/on_campus.py knows a person: the name and the phone, else the name and the masked number."""


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What to show; empty texts and zeros ask for nothing. `view` is all, in, overdue, out or papers (still to come).

    `host` is a person's id, or a name as it was said where no id was; `until_ms` is not included. `limits` are the
    minutes that a kind of visitor may stay, `now_ms` is when those who are in are judged.
    """

    view: str = "all"
    text: str = ""
    sort: str = ""
    host: str = ""
    gate: str = ""
    from_ms: int = 0
    until_ms: int = 0
    now_ms: int = 0
    limits: Mapping[str, int] = field(default_factory=dict)


_FROM = """
      from visit
      left join (select value ->> 0 as id, value ->> 1 as out_ms from json_each(:ends)) as ended
        on ended.id = visit.id and visit.out_ms is null
      left join json_each(:limits) as allowed on allowed.key = visit.sort
"""
_OUT = "coalesce(visit.out_ms, ended.out_ms)"
_IS_OVERDUE = f"coalesce({_OUT}, :now_ms) - visit.in_ms > 60000 * coalesce(allowed.value, :usual)"
_FIRST_WRITTEN = f"""
    not exists (select 1 from visit as other
                 where {_SAME_PERSON} and other.in_ms > visit.in_ms - :one_coming_ms and
                       (other.in_ms, other.id) < (visit.in_ms, visit.id) and
                       coalesce(other.out_ms, :now_ms) > visit.in_ms)
"""
_WANTED = f"""
     where (:from_ms = 0 or visit.in_ms >= :from_ms) and (:until_ms = 0 or visit.in_ms < :until_ms) and
           (:sort = '' or visit.sort = :sort) and (:gate = '' or visit.gate = :gate) and
           (:host = '' or coalesce(visit.host_id, visit.host_name) = :host) and
           (:view <> 'in' or {_OUT} is null) and (:view <> 'out' or {_OUT} is not null) and
           (:view <> 'overdue' or {_IS_OVERDUE}) and (:view <> 'papers' or visit.papers_later = 1) and
           (:text = '' or visit.name || ' ' || coalesce(visit.phone, '') || ' ' || coalesce(visit.plate, '') || ' ' ||
             coalesce(visit.pass_no, '') || ' ' || coalesce(visit.host_name, '') || ' ' ||
             coalesce(visit.came_from, '') || ' ' || coalesce(visit.reason, '') like :like escape '\\') and
           {_FIRST_WRITTEN}
"""


def visit_list(db: Database, wanted: VisitFilter, *, limit: int, skip: int = 0) -> list[Visit]:
    """The newest first."""
    sql = f"select visit.id {_FROM} {_WANTED} order by visit.in_ms desc, visit.id limit :limit offset :skip"
    ids = [row[0] for row in db.execute(sql, _values(db, wanted) | {"limit": limit, "skip": skip})]
    found = {each.id: each for each in visits_by_id(db, ids)}
    return [found[visit_id] for visit_id in ids]


def visit_list_ids(db: Database, wanted: VisitFilter) -> list[str]:
    """All that the filter finds."""
    sql = f"select visit.id {_FROM} {_WANTED} order by visit.in_ms desc, visit.id"
    return [row[0] for row in db.execute(sql, _values(db, wanted))]


def count_visit_list(db: Database, wanted: VisitFilter) -> int:
    sql = f"select count(*) {_FROM} {_WANTED}"
    return int(db.execute(sql, _values(db, wanted)).fetchone()[0])


def same_person_ids(db: Database, visit_id: str, *, limit: int) -> list[str]:
    """Other visits of the same person, the newest first."""
    sql = f"""
        select other.id from visit join visit as other on {_SAME_PERSON}
         where visit.id = :id order by other.in_ms desc, other.id limit :limit
    """
    return [row[0] for row in db.execute(sql, {"id": visit_id, "limit": limit})]


def hosts_of_visits(db: Database) -> list[tuple[str, str]]:
    """Id and name of everybody who was visited, by name; where no person was chosen the name stands for both."""
    sql = """
        select distinct coalesce(host_id, host_name), coalesce(person.name, host_name)
          from visit left join person on person.id = host_id
         where coalesce(host_id, host_name) is not null order by 2
    """
    return [(row[0], row[1] or row[0]) for row in db.execute(sql)]


def _values(db: Database, wanted: VisitFilter) -> dict[str, Any]:
    ends = [[visit_id, end.out_ms] for visit_id, end in visit_ends(db).items()]
    return {
        "view": wanted.view,
        "text": wanted.text,
        "like": pattern(wanted.text),
        "sort": wanted.sort,
        "host": wanted.host,
        "gate": wanted.gate,
        "from_ms": wanted.from_ms,
        "until_ms": wanted.until_ms,
        "now_ms": wanted.now_ms,
        "ends": json.dumps(ends),
        "limits": json.dumps(dict(wanted.limits)),
        "usual": USUAL_MINUTES,
        "one_coming_ms": ONE_COMING_MS,
    }
