"""Damage: what was broken or lost, who pays how much, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


class Damage(NamedTuple):
    """One damage with the names that belong to it. `asset` is empty where the ledger has no card for the thing.

    `other_receipt` is the number of a second receipt, where two computers took the payment unseen.
    """

    id: str
    asset_id: str
    what: str
    state: str
    found_ms: int
    room_id: str | None
    loan_id: str | None
    handover_id: str | None
    quantity: int
    payer: str | None
    cost_fen: int | None
    amount_fen: int | None
    person_id: str | None
    approved_by: str | None
    approved_ms: int | None
    receipt: str | None
    paid_ms: int | None
    note: str | None
    asset: str
    number: str | None
    unit: str | None
    place: str
    person: str
    approver: str
    photos: int
    other_receipt: str | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class DamageFilter:
    """What to show. `view` is reported, approved, paid, waived or all; times are UTC ms, 0 asks for nothing."""

    view: str = "reported"
    text: str = ""
    found_from_ms: int = 0
    found_until_ms: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Amounts in fen of what a filter finds."""

    count: int
    cost_fen: int
    amount_fen: int
    paid_fen: int


_FROM = """
      from damage
      left join asset on asset.id = damage.asset_id
      left join room on room.id = coalesce(damage.room_id, asset.room_id)
      left join person on person.id = damage.person_id
      left join person as approver on approver.id = damage.approved_by
"""
STATE = "case when damage.receipt is null then damage.state else 'paid' end"
AMOUNT = "coalesce(json_extract(damage.paid, '$.amount_fen'), damage.amount_fen)"
PAYER = "coalesce(json_extract(damage.paid, '$.payer'), damage.payer)"
"""A damage whose receipt is out is paid, as the receipt says, whatever another computer decided meanwhile."""

_DAMAGE = f"""
    select damage.id, damage.asset_id, what, {STATE}, found_ms, damage.room_id, loan_id, handover_id,
           coalesce(damage.quantity, 1), {PAYER}, cost_fen, {AMOUNT}, person_id, approved_by, approved_ms,
           receipt, paid_ms, damage.note, coalesce(asset.name, ''), asset.number, asset.unit,
           coalesce(room.building || ' ' || room.number, asset.place_text, ''), coalesce(person.name, ''),
           coalesce(approver.name, ''), (select count(*) from photo where about_id = damage.id),
           json_extract(damage.losers, '$.receipt[1]'), damage.losers <> '{{}}'
    {_FROM}
"""
_WANTED = f"""
     where (:view = 'all' or {STATE} = :view) and
           (:found_from_ms = 0 or found_ms >= :found_from_ms) and
           (:found_until_ms = 0 or found_ms < :found_until_ms) and
           (:text = '' or what || ' ' || coalesce(payer, '') || ' ' || coalesce(asset.name, '') || ' ' ||
             coalesce(asset.number, '') || ' ' || coalesce(receipt, '') || ' ' ||
             coalesce(room.building || ' ' || room.number, '') || ' ' || coalesce(damage.note, '')
             like :like escape '\\')
"""


def damage(db: Database, damage_id: str) -> Damage | None:
    row = db.execute(f"{_DAMAGE} where damage.id = :id", {"id": damage_id}).fetchone()
    return _made(row) if row else None


def damage_list(db: Database, wanted: DamageFilter, *, limit: int, skip: int = 0) -> list[Damage]:
    """The newest first."""
    sql = f"{_DAMAGE} {_WANTED} order by found_ms desc, damage.id limit :limit offset :skip"
    return [_made(row) for row in db.execute(sql, _values(wanted) | {"limit": limit, "skip": skip})]


def damage_ids(db: Database, wanted: DamageFilter) -> list[str]:
    return [row[0] for row in db.execute(f"select damage.id {_FROM} {_WANTED}", _values(wanted))]


def damage_totals(db: Database, wanted: DamageFilter) -> Totals:
    sql = f"""
        select count(*), coalesce(sum(cost_fen), 0), coalesce(sum({AMOUNT}), 0),
               coalesce(sum(case when {STATE} = 'paid' then {AMOUNT} end), 0)
        {_FROM} {_WANTED}
    """
    return Totals(*db.execute(sql, _values(wanted)).fetchone())


def damages_of_asset(db: Database, asset_id: str, *, limit: int = 20) -> list[Damage]:
    sql = f"{_DAMAGE} where damage.asset_id = :asset order by found_ms desc, damage.id limit :limit"
    return [_made(row) for row in db.execute(sql, {"asset": asset_id, "limit": limit})]


def damages_of_handover(db: Database, handover_id: str) -> list[Damage]:
    sql = f"{_DAMAGE} where handover_id = :handover order by found_ms, damage.id"
    return [_made(row) for row in db.execute(sql, {"handover": handover_id})]


def receipts_like(db: Database, head: str) -> list[str]:
    """The numbers that begin with `head` and were ever given, as far as is known here: those that stand, those that
    lost to another receipt for the same damage, and those that this device gave itself.
    """
    sql = """
        select number from (
          select receipt as number from damage
           union select json_extract(losers, '$.receipt[1]') from damage where losers <> '{}'
           union select json_extract(line, '$.fields.receipt') from change
                  where kind = 'damage' and line is not null)
         where substr(number, 1, length(:head)) = :head
    """
    return [row[0] for row in db.execute(sql, {"head": head})]


def _values(wanted: DamageFilter) -> dict[str, object]:
    return asdict(wanted) | {"like": pattern(wanted.text)}


def _made(row: Sequence[object]) -> Damage:
    return Damage._make((*row[:-1], bool(row[-1])))
