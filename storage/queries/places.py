"""School, campuses, buildings, rooms."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Room(NamedTuple):
    """One room as lists and cards show it."""

    id: str
    campus_id: str
    campus: str
    building: str
    floor: str | None
    number: str
    use: str | None
    keeper: str | None
    note: str | None
    code: str | None
    checklist_id: str | None


class Branch(NamedTuple):
    """One branch of the tree of places: its name, and how many rooms it holds."""

    name: str
    rooms: int


_ROOM = """
    select room.id, campus_id, coalesce(campus.name, ''), building, floor, number, use, keeper, room.note,
           room.code, checklist_id
      from room left join campus on campus.id = campus_id
"""


def school_name(db: Database) -> str:
    row = db.execute("select name from school limit 1").fetchone()
    return row[0] if row else ""


def school_id(db: Database) -> str | None:
    row = db.execute("select id from school limit 1").fetchone()
    return row[0] if row else None


def school_settings(db: Database) -> str | None:
    """The school's settings as JSON text."""
    row = db.execute("select settings from school limit 1").fetchone()
    return row[0] if row else None


def room(db: Database, room_id: str) -> Room | None:
    row = db.execute(f"{_ROOM} where room.id = :id", {"id": room_id}).fetchone()
    return Room(*row) if row else None


def room_of_code(db: Database, code: str) -> Room | None:
    row = db.execute(f"{_ROOM} where room.code = :code", {"code": code}).fetchone()
    return Room(*row) if row else None


def rooms_by_id(db: Database, ids_json: str) -> list[Room]:
    """The rooms whose ids stand in a JSON array, in no order."""
    sql = f"{_ROOM} where room.id in (select value from json_each(:ids))"
    return [Room(*row) for row in db.execute(sql, {"ids": ids_json})]


def search_rooms(db: Database, text: str, *, limit: int, skip: int = 0) -> list[Room]:
    """Open rooms whose place, number, use or keeper contains `text`, in the order of the buildings."""
    sql = f"""{_ROOM}
        where coalesce(room.state, 'used') = 'used' and (:text = '' or building || coalesce(floor, '') ||
              number || ' ' || coalesce(use, '') || ' ' || coalesce(keeper, '') || ' ' ||
              coalesce(room.code, '') like :like escape '\\')
        order by campus_id, building, floor, number limit :limit offset :skip
    """
    found = db.execute(sql, {"text": text, "like": pattern(text), "limit": limit, "skip": skip})
    return [Room(*row) for row in found]


def count_rooms(db: Database) -> int:
    return int(db.execute("select count(*) from room").fetchone()[0])


def campuses(db: Database) -> list[tuple[str, str, int]]:
    """(id, name, rooms) of each campus that has rooms."""
    sql = """
        select campus_id, coalesce(campus.name, ''), count(*) from room
          left join campus on campus.id = campus_id group by campus_id order by 2
    """
    return [tuple(row) for row in db.execute(sql)]


def campus_names(db: Database) -> list[tuple[str, str]]:
    """(id, name) of every campus, with rooms or without, by name."""
    return [tuple(row) for row in db.execute("select id, coalesce(name, '') from campus order by name, id")]


def buildings(db: Database, campus_id: str) -> list[Branch]:
    sql = "select building, count(*) from room where campus_id = :campus group by building order by building"
    return [Branch(*row) for row in db.execute(sql, {"campus": campus_id})]


def floors(db: Database, campus_id: str, building: str) -> list[Branch]:
    sql = """
        select coalesce(floor, ''), count(*) from room
         where campus_id = :campus and building = :building group by 1 order by cast(floor as integer), 1
    """
    return [Branch(*row) for row in db.execute(sql, {"campus": campus_id, "building": building})]


def rooms_on_floor(
    db: Database, campus_id: str, building: str, floor: str, *, limit: int, skip: int = 0
) -> list[Room]:
    sql = f"""{_ROOM}
        where campus_id = :campus and building = :building and coalesce(floor, '') = :floor
        order by number limit :limit offset :skip
    """
    values = {"campus": campus_id, "building": building, "floor": floor, "limit": limit, "skip": skip}
    return [Room(*row) for row in db.execute(sql, values)]


def pattern(text: str) -> str:
    """`text` anywhere, for LIKE with backslash as escape."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
