"""Who is expected at the gate, as the gate's own devices hold it."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Expected(NamedTuple):
    """One visitor who was entered ahead. `from_ms` and `until_ms` are when they said they would come."""

    id: str
    name: str
    day: str
    code: str
    state: str
    host_id: str | None
    host_name: str | None
    sort: str | None
    reason: str | None
    phone: str | None
    plate: str | None
    companions: int
    from_ms: int | None
    until_ms: int | None
    campus_id: str | None
    visit_id: str | None
    note: str | None


EXPECTED = """
    select id, name, day, code, state, host_id, host_name, sort, reason, phone, plate, coalesce(companions, 0),
           from_ms, until_ms, campus_id, visit_id, note from expected
"""


def expected_row(db: Database, expected_id: str) -> Expected | None:
    row = db.execute(f"{EXPECTED} where id = ?", [expected_id]).fetchone()
    return Expected(*row) if row else None


def expected_of_code(db: Database, code: str) -> Expected | None:
    """The one whose QR pass holds this code."""
    row = db.execute(f"{EXPECTED} where code = ? order by id limit 1", [code]).fetchone()
    return Expected(*row) if row else None


def expected_on(db: Database, day: str) -> list[Expected]:
    """All of a day (YYYY-MM-DD): those still to come by their hour, then who came, then who will not."""
    sql = f"""{EXPECTED} where day = ?
        order by case state when 'waiting' then 0 when 'arrived' then 1 else 2 end,
                 coalesce(from_ms, 0), name, id
    """
    return [Expected(*row) for row in db.execute(sql, [day])]


def expected_counts(db: Database, day: str) -> dict[str, int]:
    """How many of a day are in which state."""
    sql = "select state, count(*) from expected where day = ? group by state"
    return dict(db.execute(sql, [day]).fetchall())


def phone_of_host(db: Database, host_id: str | None) -> str | None:
    """Whom to ring before somebody with a doubtful pass goes in."""
    row = db.execute("select phone from person where id = ?", [host_id]).fetchone()
    return row[0] if row else None
