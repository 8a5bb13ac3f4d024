"""The ledger by words and filters, in the order of its numbers, 50 at a time of 100,000.

Each part of a filter is looked up in an index of its own (storage/ledger_schema.py), which gives numbers of rows
and reads no row; then the index of asset numbers is walked until the page is full. So no part is dear, however
many assets it fits, and nothing is sorted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from sqlite_utils import Database

from storage.asset_search import match_of
from storage.queries.assets import ASSET, Asset

WITHOUT = "-"
"""In a filter of texts: those that have none."""
UNCHECKED = "?"
"""In a filter of classes: those whose code is one of `class_codes`."""


@dataclass(frozen=True, slots=True)
class AssetFilter:
    """What to show; empty texts ask for nothing.

    `room` is an id; `building` goes with `campus` (an id) where two campuses have one of that name. `class_code`
    asks for codes that begin so, `year` for what was acquired in it. `label` is a state of labels, 'with' or
    'without'. `keeper`, `department`, `class_code`, `year` and `room` may be WITHOUT. Which codes are to be checked
    is for the caller to say in `class_codes`, for a `class_code` of UNCHECKED.
    """

    text: str = ""
    campus: str = ""
    building: str = ""
    room: str = ""
    class_code: str = ""
    keeper: str = ""
    department: str = ""
    state: str = ""
    year: str = ""
    label: str = ""
    class_codes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


def asset_list(db: Database, wanted: AssetFilter, *, limit: int, skip: int = 0) -> list[Asset]:
    """By number; those without one come first, as in the papers that they come from."""
    chosen = (
        f"select rowid from asset {_WALKED} {_where(wanted)} order by number, rowid limit :limit offset :skip"
    )
    sql = f"{ASSET} where asset.rowid in ({chosen}) order by asset.number, asset.rowid"
    return [Asset(*row) for row in db.execute(sql, {**_values(wanted), "limit": limit, "skip": skip})]


def count_asset_list(db: Database, wanted: AssetFilter) -> int:
    """As many as there are: the rows of each part's own index laid over each other, no asset read."""
    asked = [name for name in _PARTS if _is_asked(wanted, name)]
    within = [_PARTS[name] for name in asked if name not in _EXCEPT] or ["select rowid from asset"]
    laid = " intersect ".join(f"select * from ({part})" for part in within)
    left_out = "".join(f" except select * from ({_PARTS[name]})" for name in asked if name in _EXCEPT)
    return int(db.execute(f"select count(*) from ({laid}{left_out})", _values(wanted)).fetchone()[0])


def asset_ids(db: Database, wanted: AssetFilter) -> list[str]:
    """The ids of all assets of a filter, by number."""
    sql = f"select id from asset {_WALKED} {_where(wanted)} order by number, rowid"
    return [row[0] for row in db.execute(sql, _values(wanted))]


def assets_by_id(db: Database, ids: list[str]) -> list[Asset]:
    """Those of the ids that exist, by number."""
    sql = f"{ASSET} where asset.id in (select value from json_each(:ids)) order by asset.number, asset.rowid"
    return [Asset(*row) for row in db.execute(sql, {"ids": json.dumps(ids)})]


_WALKED = "indexed by asset_number"


def _where(wanted: AssetFilter) -> str:
    chosen = [
        f"rowid {'not in' if name in _EXCEPT else 'in'} ({sql})"
        for name, sql in _PARTS.items()
        if _is_asked(wanted, name)
    ]
    return f"where {' and '.join(chosen)}" if chosen else ""


def _is_asked(wanted: AssetFilter, name: str) -> bool:
    """Words of marks alone ask for nothing."""
    if name == "text":
        return bool(match_of(wanted.text))
    field, _, value = name.partition(" ")
    held = getattr(wanted, field)
    return held == value if value else bool(held) and f"{field} {held}" not in _PARTS


def _values(wanted: AssetFilter) -> dict[str, Any]:
    values = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    ends = {f"{name}_end": _after(values[name]) for name in ("class_code", "year")}
    codes = json.dumps(wanted.class_codes)
    return {**values, **ends, "class_codes": codes, "match": match_of(wanted.text)}


def class_codes(db: Database) -> list[str]:
    """Every class code of the ledger once, each by one step in its index."""
    sql = """
        with recursive held (class) as (
          select min(class_code) from asset
          union all
          select (select min(class_code) from asset where class_code > held.class) from held where class is not null)
        select class from held where class is not null
    """
    return [row[0] for row in db.execute(sql)]


def _after(start: str) -> str:
    """What comes after every text that begins so."""
    return f"{start}\U0010ffff"


_PARTS = {
    "text": "select rowid from asset_search where asset_search match :match",
    f"room {WITHOUT}": "select rowid from asset where room_id is null",
    "room": "select rowid from asset where room_id = :room",
    "building": """
        select asset.rowid from room cross join asset on asset.room_id = room.id
         where building = :building and (:campus = '' or campus_id = :campus)
    """,
    f"class_code {WITHOUT}": "select rowid from asset where class_code is null",
    f"class_code {UNCHECKED}": """
        select rowid from asset where class_code in (select value from json_each(:class_codes))
    """,
    "class_code": "select rowid from asset where class_code >= :class_code and class_code < :class_code_end",
    f"keeper {WITHOUT}": "select rowid from asset where keeper is null",
    "keeper": "select rowid from asset where keeper = :keeper",
    f"department {WITHOUT}": "select rowid from asset where department is null",
    "department": "select rowid from asset where department = :department",
    "state in_use": "select rowid from asset where state in ('idle', 'repair', 'to_scrap', 'scrapped')",
    "state": "select rowid from asset where state = :state",
    f"year {WITHOUT}": "select rowid from asset where acquired is null",
    "year": "select rowid from asset where acquired >= :year and acquired < :year_end",
    "label without": "select rowid from asset where label is not null",
    "label with": "select rowid from asset where label is not null",
    "label": "select rowid from asset where label = :label",
}
"""Each part as rows of an index. A part with a value stands for the field only when it has that value."""
_EXCEPT = frozenset({"state in_use", "label without"})
"""What most of a ledger is: all but the rows of the part."""

_FACETS = {
    "class_code": "class_code",
    "keeper": "keeper",
    "department": "department",
}
_YEARS = """
    with recursive held (year) as (
      select substr(min(acquired), 1, 4) from asset
      union all
      select (select substr(min(acquired), 1, 4) from asset where acquired > held.year || char(1114111))
        from held where year is not null)
    select null as year, count(*) as held from asset where acquired is null having count(*) > 0
    union all
    select year, (select count(*) from asset where acquired >= year and acquired < year || char(1114111))
      from held where year is not null order by year
"""
"""Each year by one step in the index, and its things counted there: no date is cut."""


def facet(db: Database, name: str) -> list[tuple[str | None, int]]:
    """The values that a filter may take, each with how many assets have it; None for those without one.

    `name` is class_code, keeper, department or year.
    """
    if name == "year":
        return [(row[0], row[1]) for row in db.execute(_YEARS)]
    sql = f"select {_FACETS[name]} as value, count(*) from asset group by value order by value"
    return [(row[0], row[1]) for row in db.execute(sql)]
