"""What was left at a gate for somebody to fetch."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


class LeftItem(NamedTuple):
    """One thing; `for_whom`, `left_by` and `fetched_by` are names as they were said."""

    id: str
    what: str
    state: str
    left_ms: int
    campus_id: str
    gate: str | None
    for_whom: str | None
    left_by: str | None
    phone: str | None
    fetched_ms: int | None
    fetched_by: str | None
    note: str | None
    photos: int


_ITEM = """
    select id, what, state, left_ms, campus_id, gate, for_whom, left_by, phone, fetched_ms, fetched_by, note,
           (select count(*) from photo where about_id = left_item.id)
      from left_item
"""
_WANTED = """
     where state = :state and (:campus_id = '' or campus_id = :campus_id) and
           (:text = '' or what || ' ' || coalesce(for_whom, '') || ' ' || coalesce(left_by, '') || ' ' ||
             coalesce(fetched_by, '') || ' ' || coalesce(note, '') like :like escape '\\')
"""


def left_item(db: Database, item_id: str) -> LeftItem | None:
    row = db.execute(f"{_ITEM} where id = :id", {"id": item_id}).fetchone()
    return LeftItem(*row) if row else None


def left_items(
    db: Database, state: str, *, campus_id: str = "", text: str = "", limit: int, skip: int = 0
) -> list[LeftItem]:
    """Of what is 'kept' the longest kept first, of what was 'fetched' the latest."""
    order = "left_ms, id" if state == "kept" else "fetched_ms desc, id"
    values = _values(state, campus_id, text) | {"limit": limit, "skip": skip}
    found = db.execute(f"{_ITEM} {_WANTED} order by {order} limit :limit offset :skip", values)
    return [LeftItem(*row) for row in found]


def count_left_items(db: Database, state: str, *, campus_id: str = "", text: str = "") -> int:
    sql = f"select count(*) from left_item {_WANTED}"
    return int(db.execute(sql, _values(state, campus_id, text)).fetchone()[0])


def _values(state: str, campus_id: str, text: str) -> dict[str, object]:
    return {"state": state, "campus_id": campus_id, "text": text, "like": pattern(text)}
