"""Pick-up cards of the kindergarten: which child, who may take it home, who did."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


class PickupCard(NamedTuple):
    """A card. `allowed_json` is read by inspect_app/gate/pickup.py."""

    id: str
    child: str
    class_name: str
    code: str
    state: str
    allowed_json: str
    teacher: str | None
    teacher_phone: str | None
    campus_id: str | None
    note: str | None


class Collection(NamedTuple):
    """A child was handed over, or somebody was refused."""

    id: str
    pickup_id: str
    result: str
    at_ms: int
    who: str | None
    gate: str | None
    note: str | None


_CARD = """
    select id, child, class_name, code, state, allowed, teacher, teacher_phone, campus_id, note from pickup
"""
_COLLECTION = "select id, pickup_id, result, at_ms, who, gate, note from collection"


def pickup_card(db: Database, pickup_id: str) -> PickupCard | None:
    row = db.execute(f"{_CARD} where id = ?", [pickup_id]).fetchone()
    return PickupCard(*row) if row else None


def pickup_of_code(db: Database, code: str) -> PickupCard | None:
    """The card with this code; one in use before one that is retired."""
    sql = f"{_CARD} where code = ? order by state = 'retired', id limit 1"
    row = db.execute(sql, [code]).fetchone()
    return PickupCard(*row) if row else None


def pickup_cards(db: Database, typed: str = "", *, state: str = "used", limit: int = 50) -> list[PickupCard]:
    """By class and child; `typed` is a part of either, of the teacher or of the code."""
    sql = f"""{_CARD} where state = :state and
        (child like :like escape '\\' or class_name like :like escape '\\' or
         coalesce(teacher, '') like :like escape '\\' or code like :like escape '\\')
        order by class_name, child, id limit :limit
    """
    found = db.execute(sql, {"state": state, "like": pattern(typed.replace("-", "")), "limit": limit})
    return [PickupCard(*row) for row in found]


def pickup_count(db: Database, *, state: str = "used") -> int:
    return int(db.execute("select count(*) from pickup where state = ?", [state]).fetchone()[0])


def classes(db: Database) -> list[tuple[str, str | None, str | None]]:
    """Each class with the teacher and phone that its newest card names, so that they are not typed again."""
    sql = """
        select class_name, teacher, teacher_phone, max(id) from pickup where state = 'used'
         group by class_name order by class_name
    """
    return [(row[0], row[1], row[2]) for row in db.execute(sql)]


def collections(db: Database, pickup_id: str, *, since_ms: int = 0, limit: int = 5) -> list[Collection]:
    """The newest first."""
    sql = f"{_COLLECTION} where pickup_id = ? and at_ms >= ? order by at_ms desc, id limit ?"
    return [Collection(*row) for row in db.execute(sql, [pickup_id, since_ms, limit])]
