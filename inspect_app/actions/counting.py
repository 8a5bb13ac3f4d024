"""Count one thing after the other: each tap is one transaction on this phone, with or without a network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assets_qr import code as label_code
from inspect_app.stocktake.folding import Counted
from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.scanning import ScanMeaning, meaning_of
from inspect_app.stocktake.thing import Thing, is_card, thing_of_code
from inspect_app.views.stocktake import counted_things, scope_of, spot_of, things_by_id
from storage.change import new_id
from storage.queries import counts, labels, places, stocktakes
from storage.queries.places import Room
from storage.queries.stocktakes import Stocktake
from storage.store import Author, Edit, Store

Arrival = Literal["scanned", "typed", "listed"]


class NotCounted(ValueError):
    """Nothing was recorded. reason: unknown_stocktake, closed, stranger, mistyped, empty, no_reason, no_name,
    bad_quantity, unknown_thing, unknown_record, several_numbers, settled.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


@dataclass(frozen=True, slots=True)
class RoomScanned:
    """The label of a room: this is where the person stands now."""

    room: Room


@dataclass(frozen=True, slots=True)
class ThingScanned:
    """`record_id` is None where nothing was recorded, because it had been counted before. `thing` is None for a
    label that belongs to nobody; `code` is as on the label, which may be an old one of the thing.
    """

    meaning: ScanMeaning
    thing: Thing | None
    name: str
    code: str
    record_id: str | None

    @property
    def is_old_label(self) -> bool:
        return self.thing is not None and bool(self.code) and self.code != self.thing.code


def count_code(
    store: Store,
    author: Author,
    stocktake_id: str,
    text: str,
    room_id: str | None,
    arrival: Arrival = "scanned",
    *,
    quantity: int | None = None,
) -> RoomScanned | ThingScanned:
    """Count what a label, a typed code or a typed ledger number stands for. Raises NotCounted.

    A thing that was counted already is not recorded again: scanning the same label twice makes one record.
    """
    row = open_stocktake_row(store, stocktake_id)
    code, thing = _read(store, text)
    room = places.room_of_code(store.db, code) if code and thing is None else None
    if room is not None:
        return RoomScanned(room)
    return _count(store, author, row, thing, code, room_id, arrival, quantity)


def count_card(
    store: Store,
    author: Author,
    stocktake_id: str,
    asset_id: str,
    room_id: str | None,
    arrival: Arrival = "listed",
    *,
    quantity: int | None = None,
    again: bool = False,
) -> ThingScanned:
    """Count a card chosen from a list; `again` records it also where it was counted already (it is here now).

    Raises NotCounted.
    """
    row = open_stocktake_row(store, stocktake_id)
    thing = things_by_id(store, [asset_id]).get(asset_id)
    if thing is None:
        raise NotCounted("unknown_thing")
    return _count(store, author, row, thing, thing.code, room_id, arrival, quantity, again=again)


def open_stocktake_row(store: Store, stocktake_id: str) -> Stocktake:
    """Raises NotCounted(unknown_stocktake, closed)."""
    row = stocktakes.stocktake(store.db, stocktake_id)
    if row is None:
        raise NotCounted("unknown_stocktake")
    if row.state != "open":
        raise NotCounted("closed", row.name)
    return row


def _read(store: Store, text: str) -> tuple[str, Thing | None]:
    """(label code, card); the code is '' for a thing named by its ledger number."""
    parsed = label_code.parse(text)
    if not isinstance(parsed, label_code.NotOurs):
        cards = stocktakes.cards_of_code(store.db, parsed.text) or _former(store, parsed.text)
        return parsed.text, Thing(*cards[0]) if cards else None
    cards = stocktakes.cards_of_number(store.db, text.strip()) if text.strip() else []
    if len(cards) == 1:
        return "", Thing(*cards[0])
    if cards:
        raise NotCounted("several_numbers", text.strip())
    reason = "stranger" if parsed.reason == "foreign" else "empty" if parsed.reason == "empty" else "mistyped"
    raise NotCounted(reason)


def _former(store: Store, code: str) -> list[stocktakes.Card]:
    """The card that had this label before its present one."""
    former = labels.asset_of_former_code(store.db, code)
    return stocktakes.cards_by_id(store.db, json.dumps([former])) if former else []


def _count(
    store: Store,
    author: Author,
    row: Stocktake,
    thing: Thing | None,
    code: str,
    room_id: str | None,
    arrival: Arrival,
    quantity: int | None,
    *,
    again: bool = False,
) -> ThingScanned:
    name = thing.id if thing is not None else thing_of_code(code)
    counted = counted_things(store, row.id, [name]).get(name)
    meaning = meaning_of(thing, room_id, counted, is_inside=_is_inside(store, row, thing))
    if meaning.kind == "already" and not again:
        return ThingScanned(meaning, thing, name, code, None)
    pieces = checked_quantity(quantity) if quantity is not None else _pieces(thing)
    fields: dict[str, object] = {
        "verdict": meaning.verdict,
        "room_id": room_id,
        "quantity": pieces,
        "arrival": arrival,
        "code": code or None,
    }
    others = _elsewhere(thing, counted, room_id) if again else ()
    fields["corrects"] = others[-1].id if others else None
    voided: list[dict[str, object]] = [{"verdict": "void", "corrects": each.id} for each in others[:-1]]
    record_id = _write(store, author, row.id, name, [fields, *voided])[0]
    return ThingScanned(meaning, thing, name, code, record_id)


def _elsewhere(thing: Thing | None, counted: Counted | None, room_id: str | None) -> Sequence[CountRecord]:
    """Where others saw a single card before: who says that it is here now knows of them, and corrects them."""
    if thing is None or thing.is_batch or counted is None or room_id is None:
        return ()
    return [each for each in counted.seen if each.room_id != room_id and each.condition is None]


def _pieces(thing: Thing | None) -> int | None:
    """All of a batch, until somebody says a number."""
    return thing.quantity if thing is not None and thing.is_batch else None


def checked_quantity(quantity: int) -> int:
    """Raises NotCounted(bad_quantity)."""
    if not 0 <= quantity <= 1_000_000:
        raise NotCounted("bad_quantity", str(quantity))
    return quantity


def thing_named(store: Store, text: str) -> Thing | None:
    """The card of a label code or a ledger number. Raises NotCounted where the text is neither."""
    return _read(store, text)[1]


def _is_inside(store: Store, row: Stocktake, thing: Thing | None) -> bool:
    scope = scope_of(row)
    if thing is None or scope is None:
        return False
    return scope.covers(thing, spot_of(store, thing.room_id) if scope.has_places else None)


def _write(
    store: Store,
    author: Author,
    stocktake_id: str,
    thing: str,
    many: Iterable[dict[str, object]],
    more: Sequence[Edit] = (),
) -> list[str]:
    edits = [count_edit(author, stocktake_id, thing, fields) for fields in many]
    store.write(author, [*edits, *more])
    return [edit.row_id for edit in edits]


def count_edit(author: Author, stocktake_id: str, thing: str, fields: dict[str, object]) -> Edit:
    whole = {
        "stocktake_id": stocktake_id,
        "thing": thing,
        "asset_id": thing if is_card(thing) else None,
        "at_ms": author.at_ms,
        **fields,
    }
    kept = {name: value for name, value in whole.items() if value is not None}
    return Edit("count", new_id(author.at_ms), kept)


def set_quantity(
    store: Store, author: Author, stocktake_id: str, asset_id: str, room_id: str | None, quantity: int
) -> str:
    """How many of a batch this room holds; corrects what this person said of the room on this phone before.

    Raises NotCounted.
    """
    row = open_stocktake_row(store, stocktake_id)
    thing = things_by_id(store, [asset_id]).get(asset_id)
    if thing is None:
        raise NotCounted("unknown_thing")
    before = _own_number(store, author, stocktake_id, asset_id, room_id)
    fields: dict[str, object] = {
        "verdict": meaning_of(thing, room_id, None, is_inside=True).verdict,
        "room_id": room_id,
        "quantity": checked_quantity(quantity),
        "arrival": before.arrival if before else "listed",
        "corrects": before.id if before else None,
    }
    return _write(store, author, row.id, asset_id, [fields])[0]


def _own_number(
    store: Store, author: Author, stocktake_id: str, asset_id: str, room_id: str | None
) -> CountRecord | None:
    """What this person last said on this phone of how many there are in this room."""
    held = counted_things(store, stocktake_id, [asset_id]).get(asset_id)
    own = [
        each
        for each in (held.seen if held else ())
        if (each.device, each.person_id, each.room_id) == (store.device, author.person, room_id)
        and each.condition != "damaged"
    ]
    return own[-1] if own else None


def take_back(store: Store, author: Author, record_id: str) -> str:
    """One record holds no more; what others recorded of the thing stays. Raises NotCounted."""
    found = counts.count_record(store.db, record_id)
    if found is None:
        raise NotCounted("unknown_record")
    stocktake_id, record = found
    row = open_stocktake_row(store, stocktake_id)
    fields: dict[str, object] = {"verdict": "void", "corrects": record.id}
    return _write(store, author, row.id, record.thing, [fields])[0]


def stocktake_named(store: Store, name: str) -> Stocktake | None:
    """By id, or by name: the latest open one first, then the latest."""
    held = stocktakes.stocktakes(store.db)
    matching = [row for row in held if name in (row.id, row.name)]
    return next((row for row in matching if row.state == "open"), matching[0] if matching else None)
