"""The passes of the cabinet as signing in and out needs them: which are free, and which one a text means."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Pass(NamedTuple):
    """A numbered pass. `visit_id` is the visit that holds it."""

    id: str
    number: str
    state: str
    campus_id: str
    code: str | None
    visit_id: str | None


_PASS = "select id, number, state, campus_id, code, visit_id from gate_item"  # noqa: S105 - a pass on paper


def free_passes(db: Database, campus_id: str, *, limit: int) -> list[Pass]:
    """Passes of the campus that lie in the cabinet, the shortest number first."""
    sql = f"""{_PASS} where sort = 'pass' and state = 'in' and campus_id = ?
        order by length(number), number limit ?
    """
    return [Pass(*row) for row in db.execute(sql, [campus_id, limit])]


def pass_called(db: Database, text: str, campus_id: str) -> Pass | None:
    """The pass with this label code, or with this number on the campus."""
    sql = f"""{_PASS} where sort = 'pass' and state <> 'retired' and
        (code = :text or (number = :text and campus_id = :campus)) order by code = :text desc limit 1
    """
    row = db.execute(sql, {"text": text, "campus": campus_id}).fetchone()
    return Pass(*row) if row else None


def passes_of_visits(db: Database, visit_ids: str) -> list[Pass]:
    """Passes that are out with one of these visits, given as a JSON array."""
    sql = f"{_PASS} where sort = 'pass' and state = 'out' and visit_id in (select value from json_each(?))"
    return [Pass(*row) for row in db.execute(sql, [visit_ids])]
