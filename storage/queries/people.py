"""The people of the school."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Person(NamedTuple):
    """One person; `pin` is what the office set, hashed by it."""

    id: str
    name: str
    post: str | None
    department: str | None
    role: str | None


_PERSON = "select id, name, post, department, role from person"


def person(db: Database, person_id: str) -> Person | None:
    row = db.execute(f"{_PERSON} where id = :id", {"id": person_id}).fetchone()
    return Person(*row) if row else None


def people_on_duty(db: Database, first_role: str = "") -> list[Person]:
    """Active people who may walk a round or stand at the gate, those of one role first, by name."""
    sql = f"""{_PERSON}
        where coalesce(state, 'active') = 'active' and
              role in ('office', 'inspector', 'repairer', 'canteen', 'guard')
        order by role <> :first, name
    """
    return [Person(*row) for row in db.execute(sql, {"first": first_role})]


def pin_of(db: Database, person_id: str) -> str | None:
    """What the office stored of the PIN; None without one."""
    row = db.execute("select pin from person where id = :id", {"id": person_id}).fetchone()
    return row[0] if row else None


def has_pin(db: Database, person_id: str) -> bool:
    return bool(pin_of(db, person_id))


def phone_of(db: Database, person_id: str) -> str | None:
    row = db.execute("select phone from person where id = ?", [person_id]).fetchone()
    return row[0] if row else None
