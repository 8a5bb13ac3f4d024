"""Visits: who is on campus, who was, and what the newest visit of a person says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern
from storage.queries.visit_ends import End, visit_ends

FEWEST_LETTERS, FEWEST_DIGITS = 2, 4
"""Of a name, and of the end of a phone number, before anybody is looked for."""
FOUND = 5


class Visit(NamedTuple):
    """One visit; its end too where a pass that came back or another gate tells of it (visit_ends.py).

    `companion_names_json` and `answers_json` are read by the properties without the suffix.
    """

    id: str
    name: str
    sort: str
    in_ms: int
    campus_id: str
    gate: str | None
    phone: str | None
    id_kind: str | None
    id_masked: str | None
    id_sealed: str | None
    id_checked_ms: int | None
    no_papers: str | None
    papers_later: int | None
    came_from: str | None
    reason: str | None
    host_id: str | None
    host_name: str | None
    consent: str | None
    consent_by: str | None
    consent_ms: int | None
    plate: str | None
    companions: int
    companion_names_json: str | None
    pass_no: str | None
    pass_code: str | None
    group_id: str | None
    answers_json: str | None
    goods: str | None
    expected_id: str | None
    note: str | None
    out_ms: int | None
    out_how: str | None
    out_gate: str | None
    changed_by: str | None

    @property
    def companion_names(self) -> tuple[str, ...]:
        return tuple(json.loads(self.companion_names_json or "[]"))

    @property
    def answers(self) -> dict[str, str]:
        return dict(json.loads(self.answers_json or "{}"))

    @property
    def people(self) -> int:
        """How many came: the visitor and those with them."""
        return 1 + self.companions


_VISIT = """
    select id, name, sort, in_ms, campus_id, gate, phone, id_kind, id_masked, id_sealed, id_checked_ms,
           no_papers, papers_later, came_from, reason, host_id, host_name, consent, consent_by, consent_ms,
           plate, coalesce(companions, 0), companion_names, pass_no, pass_code, group_id, answers, goods,
           expected_id, note, out_ms, out_how, out_gate, changed_by from visit
"""


def open_visits(db: Database) -> list[Visit]:
    """Everyone on campus now, the newest first. Two visits of one person are two here: gate/on_campus.py."""
    ends = visit_ends(db)
    found = db.execute(f"{_VISIT} where out_ms is null order by in_ms desc, id")
    return [Visit(*row) for row in found if row[0] not in ends]


def visit(db: Database, visit_id: str) -> Visit | None:
    found = visits_by_id(db, [visit_id])
    return found[0] if found else None


def visits_by_id(db: Database, visit_ids: Iterable[str]) -> list[Visit]:
    """Those that are here, in the order in which they came."""
    sql = f"{_VISIT} where id in (select value from json_each(?)) order by in_ms, id"
    return _ended(db, db.execute(sql, [json.dumps(list(visit_ids))]))


def visits_between(db: Database, from_ms: int, to_ms: int) -> list[Visit]:
    """Those that began in this time, the newest first; `to_ms` is outside."""
    sql = f"{_VISIT} where in_ms >= ? and in_ms < ? order by in_ms desc, id"
    return _ended(db, db.execute(sql, [from_ms, to_ms]))


def visits_of_group(db: Database, group_id: str) -> list[Visit]:
    """Who came together, in the order in which they were signed in."""
    return _ended(db, db.execute(f"{_VISIT} where group_id = ? order by in_ms, id", [group_id]))


def left_since(db: Database, from_ms: int, *, limit: int) -> list[Visit]:
    """Visits that began since then and have ended, the newest first."""
    ends = json.dumps(list(visit_ends(db)))
    sql = f"""{_VISIT} where in_ms >= :from and
        (out_ms is not null or id in (select value from json_each(:ends)))
        order by in_ms desc, id limit :limit
    """
    return _ended(db, db.execute(sql, {"from": from_ms, "ends": ends, "limit": limit}))


def returning(db: Database, typed: str, *, limit: int = FOUND) -> list[Visit]:
    """The newest visit of each person whose name holds `typed`, or whose phone ends with it; the newest first.

    Nobody for less than two letters or four digits: a guard types those in two seconds, and one letter would list
    half of all visitors. Only the index visit_person is read to find them.
    """
    sought = typed.strip()
    if sought.isdecimal():
        if len(sought) < FEWEST_DIGITS:
            return []
        wanted, like = "phone like :like", f"%{sought}"
    elif len(sought) < FEWEST_LETTERS:
        return []
    else:
        wanted, like = "name like :like escape '\\'", pattern(sought)
    sql = f"""
        {_VISIT} where id in (
          select (select id from visit as newest
                   where newest.name = person.name and newest.phone is person.phone and newest.in_ms = person.last_ms
                   limit 1)
            from (select name, phone, max(in_ms) as last_ms from visit
                   where {wanted} group by name, phone order by last_ms desc limit :limit) as person)
         order by in_ms desc, id
    """
    return [Visit(*row) for row in db.execute(sql, {"like": like, "limit": limit})]


def visits_with_pass(db: Database, pass_text: str, campus_id: str, since_ms: int) -> list[Visit]:
    """Visits since then that hold this pass by its code, or on this campus by its number; the newest first."""
    sql = f"""{_VISIT} where in_ms >= :since and
        (pass_code = :pass or (pass_no = :pass and campus_id = :campus)) order by in_ms desc, id
    """
    return _ended(db, db.execute(sql, {"pass": pass_text, "campus": campus_id, "since": since_ms}))


def _ended(db: Database, found: Iterable[Sequence[Any]]) -> list[Visit]:
    made = [Visit(*row) for row in found]
    if all(each.out_ms is not None for each in made):
        return made
    ends = visit_ends(db)
    return [_with_end(each, ends.get(each.id)) for each in made]


def _with_end(each: Visit, end: End | None) -> Visit:
    return each if end is None or each.out_ms is not None else each._replace(**end._asdict())


def has_own_end(db: Database, visit_id: str) -> bool:
    """Whether the visit itself was signed out; else its end, if any, follows from a pass or from another gate."""
    row = db.execute("select out_ms from visit where id = ?", [visit_id]).fetchone()
    return row is not None and row[0] is not None
