"""Sums over visits for the office's reports: by day and kind, host, quarter hour; and what stays of erased ones."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.queries.visit_ends import visit_ends
from storage.queries.visit_list import ONE_COMING_MS

DAY_MS = 86_400_000
QUARTER_MS = 900_000
INDEXED_DAYS = 45


class Asked(NamedTuple):
    """Visits that began in [from_ms, to_ms), by the school's clock.

    `limits` are minutes by kind of visitor, `limit` of any other; who is in still has stayed until `now_ms`.
    """

    from_ms: int
    to_ms: int
    offset_ms: int
    now_ms: int
    limits: Mapping[str, int]
    limit: int


class DayAndSort(NamedTuple):
    """Sums of one kind of visitor on one day (days since 1970 of the school's clock)."""

    day: int
    sort: str
    visits: int
    people: int
    overdue: int
    open: int
    stays: int
    stay_minutes: int


_LEFT = "coalesce(out_ms, json_extract(:ends, '$.\"' || id || '\"'))"


def _of(asked: Asked) -> str:
    """By the index for a month; to read a year of them, the whole table is read faster in its own order."""
    column = "in_ms" if asked.to_ms - asked.from_ms < INDEXED_DAYS * DAY_MS else "+in_ms"
    return f"visit where {column} >= :from and {column} < :to"


def by_day_and_sort(db: Database, asked: Asked, again: Collection[str] = ()) -> list[DayAndSort]:
    """`again` are ids that tell of a coming a second time, left out here."""
    sql = f"""
        with allowed as materialized (select key as sort, value * 60000 as allowed_ms from json_each(:limits)),
             told as (
               select (in_ms + :offset) / {DAY_MS} as day, sort, in_ms, companions,
                      coalesce(out_how, '') <> 'closing' as was_seen,
                      case when out_ms is null and :ends <> '{{}}' then {_LEFT} else out_ms end as left_ms
                 from {_of(asked)} and id not in (select value from json_each(:again)))
        select day, sort, count(*), count(*) + sum(coalesce(companions, 0)),
               sum(coalesce(left_ms, :now) - in_ms >
                   coalesce((select allowed_ms from allowed where allowed.sort = told.sort), :limit)),
               sum(left_ms is null or not was_seen), sum(left_ms is not null and was_seen),
               sum(case when left_ms is not null and was_seen then max(0, left_ms - in_ms) / 60000 else 0 end)
          from told group by day, sort order by day, sort
    """
    given: dict[str, Any] = {"from": asked.from_ms, "to": asked.to_ms, "offset": asked.offset_ms}
    given |= {"now": asked.now_ms, "limits": json.dumps(asked.limits), "limit": asked.limit * 60_000}
    ends = {visit_id: end.out_ms for visit_id, end in visit_ends(db).items()}
    given |= {"again": json.dumps(list(again)), "ends": json.dumps(ends)}
    return [DayAndSort(*row) for row in db.execute(sql, given)]


def by_host(db: Database, asked: Asked) -> dict[str, int]:
    """Visits by the person id of the host; where the list knows no such person, by nobody."""
    sql = f"select host_id, count(*) from {_of(asked)} and host_id is not null group by host_id"
    return dict(db.execute(sql, {"from": asked.from_ms, "to": asked.to_ms}).fetchall())


def by_quarter(db: Database, asked: Asked) -> dict[int, int]:
    """Visits by the quarter hour in which they began, 0 to 95."""
    sql = f"""
        select (in_ms + :offset) % {DAY_MS} / {QUARTER_MS} as quarter, count(*)
          from visit where in_ms >= :from and in_ms < :to group by quarter
    """
    given = {"from": asked.from_ms, "to": asked.to_ms, "offset": asked.offset_ms}
    return dict(db.execute(sql, given).fetchall())


def near_each_other(db: Database, from_ms: int, to_ms: int) -> list[str]:
    """Ids of visits under one name that began within ONE_COMING_MS of each other: gate/comings.py says which are one.

    Names are read from the index that the search for returning visitors has; only theirs are looked at closer.
    """
    span: dict[str, Any] = {"from": from_ms, "to": to_ms}
    sql = "select name, in_ms from visit indexed by visit_person where in_ms >= :from and in_ms < :to order by name"
    named = sorted(db.execute(sql, span).fetchall())
    near = {one[0] for one, two in pairwise(named) if one[0] == two[0] and two[1] - one[1] < ONE_COMING_MS}
    sql = """
        select id from visit where name in (select value from json_each(:names)) and in_ms >= :from and in_ms < :to
    """
    return [row[0] for row in db.execute(sql, {**span, "names": json.dumps(sorted(near))})]


def day_counts(db: Database, from_day: str, to_day: str) -> list[tuple[str, dict[str, Any]]]:
    """The counts that stayed of erased visits, by day; both days are inside."""
    sql = "select day, counts from visit_day where day between ? and ? order by day, id"
    return [(day, json.loads(counts)) for day, counts in db.execute(sql, [from_day, to_day])]


def names_of_people(db: Database) -> dict[str, str]:
    """By their ids; those who left too."""
    return dict(db.execute("select id, name from person").fetchall())


def ids_ever(db: Database) -> frozenset[str]:
    """Of every visit that is held, or was and is erased."""
    sql = """
        select id from visit union
        select json_extract(named.value, '$[1]') from erase, json_each(erase."rows") as named
         where json_extract(named.value, '$[0]') = 'visit' and json_extract(named.value, '$[2]') is null
    """
    return frozenset(row[0] for row in db.execute(sql))
