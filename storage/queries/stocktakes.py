"""Stocktakes, the cards they expect, and what came out of them."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.queries.labels import CARRIES


class Stocktake(NamedTuple):
    """One count; `scope` and `totals` are JSON texts."""

    id: str
    name: str
    sort: str
    term: str | None
    scope: str
    state: str
    opened_ms: int
    closed_ms: int | None
    accepted_ms: int | None
    person_id: str | None
    totals: str | None
    note: str | None


class Card(NamedTuple):
    """A card of the ledger as a count sees it; `place` is where it stands in words."""

    id: str
    name: str
    number: str
    code: str
    class_code: str
    room_id: str | None
    place: str
    keeper: str
    quantity: int
    unit: str
    value_fen: int | None
    state: str


class Place(NamedTuple):
    """A room with what a scope asks of it."""

    id: str
    title: str
    campus_id: str
    building: str
    floor: str


class Moved(NamedTuple):
    """A move that a count's acceptance, or its undoing, has made."""

    asset_id: str
    from_room_id: str | None
    to_room_id: str | None
    from_state: str | None
    to_state: str | None
    quantity: int | None
    moved_ms: int
    id: str


class Standing(NamedTuple):
    """A card as it stands now: what an acceptance may change."""

    id: str
    name: str
    room_id: str | None
    state: str | None
    quantity: int | None


_STOCKTAKE = """
    select id, name, sort, term, scope, state, opened_ms, closed_ms, accepted_ms, person_id, totals, note
      from stocktake
"""
_CARD = """
    select asset.id, asset.name, coalesce(asset.number, ''), coalesce(asset.code, ''),
           coalesce(class_code, ''), room_id, coalesce(room.building || ' ' || room.number, place_text, ''),
           coalesce(asset.keeper, ''), coalesce(quantity, 1), coalesce(unit, ''), value_fen,
           coalesce(asset.state, 'in_use')
      from asset left join room on room.id = room_id
"""
_IN_PLACES = "room.campus_id, room.building, cast(room.floor as integer), room.number, asset.number, asset.id"


def stocktakes(db: Database, *, limit: int = 200) -> list[Stocktake]:
    """The latest first."""
    sql = f"{_STOCKTAKE} order by opened_ms desc, id desc limit :limit"
    return [Stocktake(*row) for row in db.execute(sql, {"limit": limit})]


def open_stocktakes(db: Database) -> list[Stocktake]:
    sql = f"{_STOCKTAKE} where state = 'open' order by opened_ms desc, id desc"
    return [Stocktake(*row) for row in db.execute(sql)]


def stocktake(db: Database, stocktake_id: str) -> Stocktake | None:
    row = db.execute(f"{_STOCKTAKE} where id = :id", {"id": stocktake_id}).fetchone()
    return Stocktake(*row) if row else None


def stocktakes_before(db: Database, stocktake_id: str, *, limit: int) -> list[Stocktake]:
    """The counts that were closed before this one was opened, the latest first."""
    sql = f"""{_STOCKTAKE}
        where state in ('closed', 'accepted') and id != :id and
              opened_ms < (select opened_ms from stocktake where id = :id)
        order by opened_ms desc, id desc limit :limit
    """
    return [Stocktake(*row) for row in db.execute(sql, {"id": stocktake_id, "limit": limit})]


def places(db: Database) -> list[Place]:
    """Every room in the order of the buildings; closed ones too, for things may still stand there."""
    sql = """
        select id, building || ' ' || number, campus_id, building, coalesce(floor, '') from room
         order by campus_id, building, cast(floor as integer), number
    """
    return [Place(*row) for row in db.execute(sql)]


def place(db: Database, room_id: str) -> Place | None:
    """One room, closed or not."""
    sql = "select id, building || ' ' || number, campus_id, building, coalesce(floor, '') from room where id = :id"
    row = db.execute(sql, {"id": room_id}).fetchone()
    return Place(*row) if row else None


def cards(db: Database, rooms_json: str | None = None) -> list[Card]:
    """Cards that are not scrapped, in the order of their places; of these rooms alone where they are given."""
    sql = f"""{_CARD}
        where coalesce(asset.state, 'in_use') != 'scrapped' and
              (:rooms is null or room_id in (select value from json_each(:rooms)))
        order by {_IN_PLACES}
    """
    return [Card(*row) for row in db.execute(sql, {"rooms": rooms_json})]


def cards_by_id(db: Database, ids_json: str) -> list[Card]:
    """Scrapped ones too, in no order."""
    sql = f"{_CARD} where asset.id in (select value from json_each(:ids))"
    return [Card(*row) for row in db.execute(sql, {"ids": ids_json})]


def cards_of_code(db: Database, code: str) -> list[Card]:
    """At most one."""
    return [Card(*row) for row in db.execute(f"{_CARD} where {CARRIES} limit 1", {"code": code})]


def cards_of_number(db: Database, number: str) -> list[Card]:
    """By the ledger's own number, for a label that is gone."""
    sql = f"{_CARD} where asset.number = :number limit 2"
    return [Card(*row) for row in db.execute(sql, {"number": number})]


def assets_of_codes(db: Database, codes_json: str) -> dict[str, str]:
    """Label code to card, for the codes that a card carries by now, or carried before its present one."""
    sql = """
        select label.id, asset_id from label join asset on asset.id = asset_id
         where label.id in (select value from json_each(:codes))
        union all
        select code, id from asset
         where code in (select value from json_each(:codes)) and
               not exists (select 1 from label join asset as held on held.id = label.asset_id
                            where label.id = asset.code and held.code = label.id)
    """
    return dict(db.execute(sql, {"codes": codes_json}).fetchall())


def reconciliation_parts(db: Database, stocktake_id: str) -> list[tuple[int, str]]:
    """(number of the part, its lines as JSON)."""
    sql = "select part, lines from reconciliation where stocktake_id = :id order by part"
    return [tuple(row) for row in db.execute(sql, {"id": stocktake_id})]


def moves_of_stocktake(db: Database, stocktake_id: str) -> list[Moved]:
    """Oldest first."""
    sql = """
        select asset_id, from_room_id, to_room_id, from_state, to_state, quantity, moved_ms, id from move
         where stocktake_id = :id order by moved_ms, id
    """
    return [Moved(*row) for row in db.execute(sql, {"id": stocktake_id})]


def standing_cards(db: Database, ids_json: str) -> list[Standing]:
    sql = """
        select id, name, room_id, coalesce(state, 'in_use'), quantity from asset
         where id in (select value from json_each(:ids))
    """
    return [Standing(*row) for row in db.execute(sql, {"ids": ids_json})]
