"""Passes for visitors and keys of the school: which are in the cabinet, which are out with whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlite_utils import Database


class GateItem(NamedTuple):
    """One pass or key as its row says it; `holder` and `phone` are of who has it, a visitor too. A pass that stands
    on a visit alone is out as well: that is seen by inspect_app/gate/cabinet.py, which knows the visits.
    """

    id: str
    sort: str
    number: str
    state: str
    campus_id: str
    name: str | None
    code: str | None
    place: str | None
    holder: str | None
    visit_id: str | None
    person_id: str | None
    out_ms: int | None
    back_ms: int | None
    note: str | None
    phone: str | None


_ITEM = """
    select gate_item.id, gate_item.sort, gate_item.number, gate_item.state, gate_item.campus_id, gate_item.name,
           code, place,
           coalesce(holder, visit.name, person.name), visit_id, person_id, gate_item.out_ms, back_ms, gate_item.note,
           coalesce(visit.phone, person.phone)
      from gate_item
      left join visit on visit.id = gate_item.visit_id
      left join person on person.id = gate_item.person_id
"""


def gate_item(db: Database, item_id: str) -> GateItem | None:
    row = db.execute(f"{_ITEM} where gate_item.id = :id", {"id": item_id}).fetchone()
    return GateItem(*row) if row else None


def gate_item_of_code(db: Database, code: str) -> GateItem | None:
    row = db.execute(f"{_ITEM} where code = :code order by gate_item.id limit 1", {"code": code}).fetchone()
    return GateItem(*row) if row else None


def gate_items(db: Database, *, campus_id: str = "", retired: bool = False) -> list[GateItem]:
    """Passes first, then keys, by number as it is written (cabinet.py knows that 9 comes before 10)."""
    sql = f"""{_ITEM}
        where (:campus_id = '' or gate_item.campus_id = :campus_id) and
              (:retired or gate_item.state <> 'retired')
        order by gate_item.sort = 'key', gate_item.number, gate_item.id
    """
    return [GateItem(*row) for row in db.execute(sql, {"campus_id": campus_id, "retired": int(retired)})]


def numbers_taken(db: Database, campus_id: str, sort: str, numbers: Collection[str]) -> set[str]:
    """Which of these numbers there are on a campus already; a retired one's number is free again."""
    sql = "select number from gate_item where campus_id = ? and sort = ? and state <> 'retired'"
    return {row[0] for row in db.execute(sql, [campus_id, sort])} & set(numbers)
