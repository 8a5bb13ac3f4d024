"""Sums over visits for the office's reports: by day and kind, host, quarter hour; and what stays of erased ones."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.queries.visit_ends import visit_ends
from storage.queries.visit_list import ONE_COMING_MS

DAY_MS = 86_400_000
QUARTER_MS = 900_000


class Asked(NamedTuple):
    """Visits that began in [from_ms, to_ms), by the school's clock.

    `limits` are minutes by kind of visitor, `limit` of any other; who is in still has stayed until `now_ms`.
    `again` are ids that tell of a coming a second time, `ends` those that ended otherwise than by their own row.
    """

    from_ms: int
    to_ms: int
    offset_ms: int
    now_ms: int
    limits: Mapping[str, int]
    limit: int
    again: Collection[str] = ()


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
_OF = "visit indexed by visit_in where in_ms >= :from and in_ms < :to"
_ONCE = "id not in (select value from json_each(:again))"


def by_day_and_sort(db: Database, asked: Asked) -> list[DayAndSort]:
    sql = f"""
        with allowed as materialized (select key as sort, value * 60000 as allowed_ms from json_each(:limits)),
             told as (
               select (in_ms + :offset) / {DAY_MS} as day, sort, in_ms, companions,
                      coalesce(out_how, '') <> 'closing' as was_seen,
                      case when out_ms is null and :ends <> '{{}}' then {_LEFT} else out_ms end as left_ms
                 from {_OF} and {_ONCE})
        select day, sort, count(*), count(*) + sum(coalesce(companions, 0)),
               sum(coalesce(left_ms, :now) - in_ms >
                   coalesce((select allowed_ms from allowed where allowed.sort = told.sort), :limit)),
               sum(left_ms is null or not was_seen), sum(left_ms is not null and was_seen),
               sum(case when left_ms is not null and was_seen then max(0, left_ms - in_ms) / 60000 else 0 end)
          from told group by day, sort order by day, sort
    """
    return [DayAndSort(*row) for row in db.execute(sql, _given(db, asked))]


def by_host(db: Database, asked: Asked) -> dict[str, int]:
    """Visits by the person id of the host; where the list knows no such person, by nobody."""
    sql = f"select host_id, count(*) from {_OF} and {_ONCE} and host_id is not null group by host_id"
    return dict(db.execute(sql, _given(db, asked)).fetchall())


def by_quarter(db: Database, asked: Asked) -> dict[int, int]:
    """Visits by the quarter hour in which they began, 0 to 95."""
    sql = f"""
        select (in_ms + :offset) % {DAY_MS} / {QUARTER_MS} as quarter, count(*)
          from {_OF} and {_ONCE} group by quarter
    """
    return dict(db.execute(sql, _given(db, asked)).fetchall())


def maybe_told_again(db: Database, from_ms: int, to_ms: int) -> list[str]:
    """Ids of visits that overlap with another under the same name: few, and gate/comings.py says which are one."""
    sql = f"""
        with told as (
          select id, name, in_ms,
                 min(coalesce(out_ms, in_ms + {ONE_COMING_MS}), in_ms + {ONE_COMING_MS}) as left_ms from {_OF}),
        near as (
          select id, in_ms, left_ms, lead(in_ms) over person as next_ms,
                 max(left_ms) over (partition by name order by in_ms, id
                                    rows between unbounded preceding and 1 preceding) as before_ms
            from told window person as (partition by name order by in_ms, id))
        select id from near where before_ms > in_ms or next_ms < left_ms
    """
    return [row[0] for row in db.execute(sql, {"from": from_ms, "to": to_ms})]


def day_counts(db: Database, from_day: str, to_day: str) -> list[tuple[str, dict[str, Any]]]:
    """The counts that stayed of erased visits, by day; both days are inside."""
    sql = "select day, counts from visit_day where day between ? and ? order by day, id"
    return [(day, json.loads(counts)) for day, counts in db.execute(sql, [from_day, to_day])]


def ids_ever(db: Database) -> frozenset[str]:
    """Of every visit that is held, or was and is erased."""
    sql = """
        select id from visit union
        select json_extract(named.value, '$[1]') from erase, json_each(erase."rows") as named
         where json_extract(named.value, '$[0]') = 'visit' and json_extract(named.value, '$[2]') is null
    """
    return frozenset(row[0] for row in db.execute(sql))


def _given(db: Database, asked: Asked) -> dict[str, Any]:
    ends = {visit_id: end.out_ms for visit_id, end in visit_ends(db).items()}
    return {
        "from": asked.from_ms,
        "to": asked.to_ms,
        "offset": asked.offset_ms,
        "now": asked.now_ms,
        "limits": json.dumps(asked.limits),
        "limit": asked.limit * 60_000,
        "again": json.dumps(list(asked.again)),
        "ends": json.dumps(ends),
    }
