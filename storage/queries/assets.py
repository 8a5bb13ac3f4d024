"""The ledger's lines."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.labels import CARRIES


class Asset(NamedTuple):
    """One line of the ledger as lists and cards show it."""

    id: str
    number: str | None
    name: str
    model: str | None
    brand: str | None
    unit: str | None
    quantity: int | None
    value_fen: int | None
    acquired: str | None
    room_id: str | None
    place: str
    keeper: str | None
    state: str | None
    serial: str | None
    note: str | None
    code: str | None
    class_code: str | None = None
    funding: str | None = None
    place_text: str | None = None
    supplier: str | None = None
    department: str | None = None
    warranty_until: str | None = None
    life_months: int | None = None
    residual_permille: int | None = None
    split_from: str | None = None
    label: str | None = None


ASSET = """
    select asset.id, asset.number, asset.name, model, brand, unit, quantity, value_fen, acquired, room_id,
           coalesce(room.building || ' ' || room.number, place_text, ''), asset.keeper, asset.state, serial,
           asset.note, asset.code, class_code, funding, place_text, supplier, department, warranty_until,
           life_months, residual_permille, split_from, label
      from asset left join room on room.id = room_id
"""


def asset(db: Database, asset_id: str) -> Asset | None:
    row = db.execute(f"{ASSET} where asset.id = :id", {"id": asset_id}).fetchone()
    return Asset(*row) if row else None


def asset_of_code(db: Database, code: str) -> Asset | None:
    row = db.execute(f"{ASSET} where {CARRIES} limit 1", {"code": code}).fetchone()
    return Asset(*row) if row else None


def asset_id_of_number(db: Database, number: str) -> str | None:
    """The one asset with this number in the ledger; None where there is none or several."""
    found = db.execute("select id from asset where number = :number limit 2", {"number": number}).fetchall()
    return str(found[0][0]) if len(found) == 1 and number else None


def assets_in_room(db: Database, room_id: str, *, limit: int, skip: int = 0) -> list[Asset]:
    sql = f"{ASSET} where room_id = :room order by asset.number, asset.id limit :limit offset :skip"
    return [Asset(*row) for row in db.execute(sql, {"room": room_id, "limit": limit, "skip": skip})]


def count_assets_in_room(db: Database, room_id: str) -> int:
    sql = "select count(*) from asset where room_id = :room"
    return int(db.execute(sql, {"room": room_id}).fetchone()[0])


def count_assets(db: Database) -> int:
    return int(db.execute("select count(*) from asset").fetchone()[0])
