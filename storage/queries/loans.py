"""Loans: what was handed out for a term or lent for days, to whom, and what came back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


class Loan(NamedTuple):
    """One loan with the names that belong to it. `owned` is how many the asset's card says there are."""

    id: str
    asset_id: str
    sort: str
    state: str
    holder: str
    person_id: str | None
    room_id: str | None
    quantity: int
    out_ms: int
    due_day: str | None
    out_condition: str | None
    back_ms: int | None
    back_condition: str | None
    back_quantity: int
    note: str | None
    asset: str
    number: str | None
    unit: str | None
    owned: int
    place: str
    phone: str | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class LoanFilter:
    """What to show. `view` is out, due, overdue, returned, lost or all; `today` decides what is due and overdue.

    `concerns` is a person's id: what they lent or last dealt with, what they hold, and what is in their keeping.
    """

    view: str = "out"
    today: str = ""
    sort: str = ""
    department: str = ""
    text: str = ""
    holder_id: str = ""
    concerns: str = ""


_FROM = """
      from loan
      left join asset on asset.id = loan.asset_id
      left join room on room.id = coalesce(loan.room_id, asset.room_id)
      left join person on person.id = loan.person_id
"""
_LOAN = f"""
    select loan.id, loan.asset_id, loan.sort, loan.state, loan.holder, loan.person_id, loan.room_id,
           coalesce(loan.quantity, 1), loan.out_ms, loan.due_day, loan.out_condition, loan.back_ms,
           loan.back_condition, coalesce(loan.back_quantity, 0), loan.note, coalesce(asset.name, ''),
           asset.number, asset.unit, coalesce(asset.quantity, 1),
           coalesce(room.building || ' ' || room.number, asset.place_text, ''), person.phone,
           loan.losers <> '{{}}'
    {_FROM}
"""
_WANTED = """
     where (:view = 'all' or (:view = 'out' and loan.state = 'out') or
            (:view = 'due' and loan.state = 'out' and loan.due_day <= :today) or
            (:view = 'overdue' and loan.state = 'out' and loan.due_day < :today) or
            (:view in ('returned', 'lost') and loan.state = :view)) and
           (:sort = '' or loan.sort = :sort) and
           (:department = '' or person.department = :department) and
           (:holder_id = '' or loan.person_id = :holder_id) and
           (:concerns = '' or :concerns in (loan.changed_by, loan.person_id) or
             asset.keeper = (select name from person as keeper where keeper.id = :concerns)) and
           (:text = '' or loan.holder || ' ' || coalesce(asset.name, '') || ' ' ||
             coalesce(asset.number, '') || ' ' || coalesce(asset.code, '') || ' ' ||
             coalesce(loan.note, '') || ' ' || coalesce(room.building || ' ' || room.number, '')
             like :like escape '\\')
"""


def loan(db: Database, loan_id: str) -> Loan | None:
    row = db.execute(f"{_LOAN} where loan.id = :id", {"id": loan_id}).fetchone()
    return _made(row) if row else None


def loans_by_id(db: Database, loan_ids: Sequence[str]) -> list[Loan]:
    """Those that are there, the oldest first."""
    sql = f"{_LOAN} where loan.id in (select value from json_each(:ids)) order by loan.out_ms, loan.id"
    return [_made(row) for row in db.execute(sql, {"ids": json.dumps(list(loan_ids))})]


def loans_of_asset(db: Database, asset_id: str, *, only_out: bool = False, limit: int = 50) -> list[Loan]:
    """What is out first, then the newest."""
    sql = f"""{_LOAN} where loan.asset_id = :asset and (not :only_out or loan.state = 'out')
        order by loan.state <> 'out', loan.out_ms desc, loan.id limit :limit
    """
    found = db.execute(sql, {"asset": asset_id, "only_out": int(only_out), "limit": limit})
    return [_made(row) for row in found]


def loan_list(db: Database, wanted: LoanFilter, *, limit: int, skip: int = 0) -> list[Loan]:
    """What is out by its due day, the longest overdue first; what came back by when, the newest first."""
    sql = f"""{_LOAN} {_WANTED}
        order by loan.state <> 'out', case when loan.state = 'out' then coalesce(due_day, '9999') end,
                 loan.back_ms desc, loan.out_ms desc, loan.id limit :limit offset :skip
    """
    found = db.execute(sql, _values(wanted) | {"limit": limit, "skip": skip})
    return [_made(row) for row in found]


def count_loan_list(db: Database, wanted: LoanFilter) -> int:
    return int(db.execute(f"select count(*) {_FROM} {_WANTED}", _values(wanted)).fetchone()[0])


def loan_ids(db: Database, wanted: LoanFilter) -> list[str]:
    """The ids of all loans that loan_list would find."""
    return [row[0] for row in db.execute(f"select loan.id {_FROM} {_WANTED}", _values(wanted))]


def departments_with_loans(db: Database) -> list[str]:
    sql = """
        select distinct department from loan join person on person.id = loan.person_id
         where department is not null order by department
    """
    return [row[0] for row in db.execute(sql)]


def _values(wanted: LoanFilter) -> dict[str, object]:
    return asdict(wanted) | {"like": pattern(wanted.text)}


def _made(row: Sequence[object]) -> Loan:
    return Loan._make((*row[:-1], bool(row[-1])))
