"""The ledger's lines."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.places import pattern


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


_ASSET = """
    select asset.id, asset.number, asset.name, model, brand, unit, quantity, value_fen, acquired, room_id,
           coalesce(room.building || ' ' || room.number, place_text, ''), asset.keeper, asset.state, serial,
           asset.note, asset.code
      from asset left join room on room.id = room_id
"""


def asset(db: Database, asset_id: str) -> Asset | None:
    row = db.execute(f"{_ASSET} where asset.id = :id", {"id": asset_id}).fetchone()
    return Asset(*row) if row else None


def asset_of_code(db: Database, code: str) -> Asset | None:
    row = db.execute(f"{_ASSET} where asset.code = :code", {"code": code}).fetchone()
    return Asset(*row) if row else None


def search_assets(db: Database, text: str, *, limit: int, skip: int = 0) -> list[Asset]:
    """Lines whose name, number, model, place, keeper or code contains `text`, by number."""
    sql = f"""{_ASSET}
        where :text = '' or asset.name || ' ' || coalesce(asset.number, '') || ' ' || coalesce(model, '') ||
              ' ' || coalesce(place_text, '') || ' ' || coalesce(asset.keeper, '') || ' ' ||
              coalesce(asset.code, '') || ' ' || coalesce(serial, '') like :like escape '\\'
        order by asset.number, asset.id limit :limit offset :skip
    """
    found = db.execute(sql, {"text": text, "like": pattern(text), "limit": limit, "skip": skip})
    return [Asset(*row) for row in found]


def assets_in_room(db: Database, room_id: str, *, limit: int, skip: int = 0) -> list[Asset]:
    sql = f"{_ASSET} where room_id = :room order by asset.number, asset.id limit :limit offset :skip"
    return [Asset(*row) for row in db.execute(sql, {"room": room_id, "limit": limit, "skip": skip})]


def count_assets_in_room(db: Database, room_id: str) -> int:
    sql = "select count(*) from asset where room_id = :room"
    return int(db.execute(sql, {"room": room_id}).fetchone()[0])


def count_assets(db: Database) -> int:
    return int(db.execute("select count(*) from asset").fetchone()[0])
