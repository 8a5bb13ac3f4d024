"""Bring a count's surplus into the ledger: a card, its label, its photos and its move; and take it back out."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from inspect_app.actions.binding import label_edits, owner_of
from inspect_app.stocktake.acceptance import LeftAlone
from inspect_app.stocktake.newcomers import Newcomer, Told, newcomer_id, plan_newcomers, strays
from inspect_app.stocktake.reconciliation import Line
from inspect_app.stocktake.thing import code_of_thing
from inspect_app.texts.moments import day_of
from storage.change import new_id
from storage.queries import assets, counts, labels, places, stocktakes
from storage.queries.stocktakes import Stocktake
from storage.store import Author, Edit, Store


def newcomers(
    store: Store, author: Author, row: Stocktake, lines: Iterable[Line], told: Mapping[str, Told]
) -> tuple[tuple[Newcomer, ...], tuple[LeftAlone, ...]]:
    """What accepting would bring in now. The keeper is the room's, where the office says no other."""
    found = strays(lines)
    ids = {newcomer_id(row.id, line.thing) for line in found}
    present = {
        card.id
        for card in stocktakes.standing_cards(store.db, json.dumps(sorted(ids)))
        if card.state != "scrapped"
    }
    codes = {code_of_thing(line.thing) for line in found} - {""}
    taken = {code for code in codes if _is_taken(store, code)}
    with_keeper = {line.thing: _with_keeper(store, line, told.get(line.thing, Told())) for line in found}
    day = day_of(author.at_ms, author.offset_minutes)
    return plan_newcomers(row.id, found, with_keeper, taken, present, day)


def _is_taken(store: Store, code: str) -> bool:
    return owner_of(store, code) is not None or labels.asset_of_former_code(store.db, code) is not None


def _with_keeper(store: Store, line: Line, told: Told) -> Told:
    return Told(told.name, told.keeper or keeper_of(store, line))


def keeper_of(store: Store, line: Line) -> str:
    """Who keeps the room where it was seen."""
    room = places.room(store.db, line.seen_room) if line.seen_room else None
    return room.keeper or "" if room is not None else ""


def newcomer_edits(store: Store, author: Author, row: Stocktake, made: Iterable[Newcomer]) -> list[Edit]:
    """For the transaction of the acceptance."""
    edits = []
    for each in made:
        moved = {"to_room_id": each.fields["room_id"], "to_state": "in_use"}
        edits += [
            Edit("asset", each.asset_id, each.fields),
            *label_edits(author, each.asset_id, each.code),
            *_photo_edits(store, row, each),
            _move(author, row, each.asset_id, moved),
        ]
    return edits


def _photo_edits(store: Store, row: Stocktake, newcomer: Newcomer) -> list[Edit]:
    """The very pictures of the count, as the card's own; those that it has already are let be."""
    edits = []
    for photo in counts.photo_files_of_thing(store.db, row.id, newcomer.thing):
        photo_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{newcomer.asset_id}/{photo.sha256}"))
        if not counts.has_photo(store.db, photo_id):
            about = {"about_kind": "asset", "about_id": newcomer.asset_id}
            edits.append(Edit("photo", photo_id, {**photo._asdict(), **about}))
    return edits


def _move(author: Author, row: Stocktake, asset_id: str, moved: dict[str, Any]) -> Edit:
    fields = {"asset_id": asset_id, "reason": row.name, "moved_ms": author.at_ms, "stocktake_id": row.id}
    kept = {name: value for name, value in moved.items() if value is not None}
    return Edit("move", new_id(author.at_ms), fields | kept)


def leaving_edits(
    store: Store, author: Author, row: Stocktake, lines: Iterable[Line]
) -> tuple[list[Edit], int, tuple[LeftAlone, ...]]:
    """(edits, cards taken out, cards left alone because somebody has changed them since).

    A card that was never in use before has no state to go back to: it is scrapped, and its label is free again.
    """
    edits: list[Edit] = []
    left, gone = [], 0
    for line in strays(lines):
        card = assets.asset(store.db, newcomer_id(row.id, line.thing))
        if card is None or card.state == "scrapped":
            continue
        code = code_of_thing(line.thing) or None
        if (card.room_id, card.state, card.code) != (line.seen_room, "in_use", code):
            left.append(LeftAlone(card.id, card.name, "changed"))
            continue
        gone += 1
        edits += [
            Edit("asset", card.id, {"state": "scrapped", "code": None, "label": None}),
            *([Edit("label", code, {"asset_id": None})] if code else []),
            _move(author, row, card.id, {"from_state": "in_use", "to_state": "scrapped"}),
        ]
    return edits, gone, tuple(left)
