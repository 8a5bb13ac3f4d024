"""Who had the duty at a gate, from when until when, and what was handed over."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Shift(NamedTuple):
    """One duty with the names that belong to it; `matters` is JSON (inspect_app/gate/shift.py)."""

    id: str
    campus_id: str
    person_id: str
    began_ms: int
    state: str
    gate: str | None
    ended_ms: int | None
    taken_by: str | None
    matters: str | None
    note: str | None
    person: str
    taker: str


_SHIFT = """
    select shift.id, campus_id, person_id, began_ms, shift.state, gate, ended_ms, taken_by, matters, note,
           coalesce(person.name, ''), coalesce(taker.name, '')
      from shift
      left join person on person.id = person_id
      left join person as taker on taker.id = taken_by
"""


def shift(db: Database, shift_id: str) -> Shift | None:
    row = db.execute(f"{_SHIFT} where shift.id = :id", {"id": shift_id}).fetchone()
    return Shift(*row) if row else None


def open_shifts(db: Database, campus_id: str, gate: str) -> list[Shift]:
    """Those that nobody has taken over at this gate, the newest first: two phones may each have begun one."""
    sql = f"""{_SHIFT}
        where campus_id = :campus and coalesce(gate, '') = :gate and shift.state = 'open'
        order by began_ms desc, shift.id
    """
    return [Shift(*row) for row in db.execute(sql, {"campus": campus_id, "gate": gate})]


def open_shift(db: Database, campus_id: str, gate: str) -> Shift | None:
    """The newest of them."""
    return next(iter(open_shifts(db, campus_id, gate)), None)


def past_shifts(db: Database, campus_id: str, *, limit: int, skip: int = 0) -> list[Shift]:
    """Handed over, the latest first."""
    sql = f"""{_SHIFT}
        where campus_id = :campus and shift.state = 'handed'
        order by ended_ms desc, shift.id limit :limit offset :skip
    """
    return [Shift(*row) for row in db.execute(sql, {"campus": campus_id, "limit": limit, "skip": skip})]
