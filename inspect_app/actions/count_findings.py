"""What is more than a scan: damaged, not found, a thing without a label. Each is one transaction on this phone."""

from __future__ import annotations

from collections.abc import Sequence

from inspect_app.actions.counting import NotCounted, checked_quantity, count_edit, open_stocktake_row
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from inspect_app.stocktake.scanning import meaning_of
from inspect_app.stocktake.thing import UNLABELLED_PREFIX, Thing, code_of_thing
from inspect_app.views.stocktake import counted_things, things_by_id
from storage.change import new_id
from storage.queries.stocktakes import Stocktake
from storage.store import Author, Edit, Store


def say_damaged(
    store: Store,
    author: Author,
    stocktake_id: str,
    thing: str,
    room_id: str | None,
    words: str,
    photos: Sequence[KeptPhoto] = (),
    *,
    quantity: int | None = None,
) -> str:
    """The thing is here and damaged; `quantity` of a batch. Photos lie with the record. Raises NotCounted."""
    row = open_stocktake_row(store, stocktake_id)
    card = things_by_id(store, [thing]).get(thing)
    fields: dict[str, object] = {
        "verdict": meaning_of(card, room_id, None, is_inside=True).verdict,
        "room_id": room_id,
        "condition": "damaged",
        "quantity": None if quantity is None else checked_quantity(quantity),
        "note": words.strip() or None,
        "code": code_of_thing(thing) or None,
        "arrival": "listed",
    }
    edit = count_edit(author, row.id, thing, fields)
    pictures = [photo_edit(photo, "count", edit.row_id) for photo in photos]
    store.write(author, [*_rest_of_batch(store, author, row, card, room_id), edit, *pictures])
    return edit.row_id


def _rest_of_batch(
    store: Store, author: Author, row: Stocktake, card: Thing | None, room_id: str | None
) -> list[Edit]:
    """Who says that three of a batch are damaged does not say that the others are gone: a batch that this room
    has not counted yet is counted whole.
    """
    if card is None or not card.is_batch:
        return []
    counted = counted_things(store, row.id, [card.id]).get(card.id)
    if counted is not None and counted.is_found:
        return []
    verdict = meaning_of(card, room_id, None, is_inside=True).verdict
    fields: dict[str, object] = {"verdict": verdict, "room_id": room_id, "quantity": card.quantity}
    return [count_edit(author, row.id, card.id, fields | {"arrival": "listed"})]


def say_not_found(
    store: Store, author: Author, stocktake_id: str, asset_ids: Sequence[str], reason: str
) -> list[str]:
    """Somebody looked for these and did not find them, for one reason. Raises NotCounted(no_reason...)."""
    row = open_stocktake_row(store, stocktake_id)
    if not reason.strip():
        raise NotCounted("no_reason")
    known = things_by_id(store, asset_ids)
    if len(known) < len(set(asset_ids)):
        raise NotCounted("unknown_thing")
    edits = [
        count_edit(
            author,
            row.id,
            thing.id,
            {"verdict": "not_found", "room_id": thing.room_id, "reason": reason.strip(), "arrival": "listed"},
        )
        for thing in known.values()
    ]
    store.write(author, edits)
    return [edit.row_id for edit in edits]


def count_surplus(
    store: Store,
    author: Author,
    stocktake_id: str,
    words: str,
    room_id: str | None,
    photos: Sequence[KeptPhoto] = (),
    *,
    quantity: int | None = None,
) -> str:
    """A thing without a label that the ledger does not name here; `words` say what it is. Raises NotCounted."""
    row = open_stocktake_row(store, stocktake_id)
    if not words.strip():
        raise NotCounted("no_name")
    fields: dict[str, object] = {
        "verdict": "nobody",
        "room_id": room_id,
        "note": words.strip(),
        "quantity": None if quantity is None else checked_quantity(quantity),
        "arrival": "listed",
    }
    edit = count_edit(author, row.id, UNLABELLED_PREFIX + new_id(author.at_ms), fields)
    store.write(author, [edit, *(photo_edit(photo, "count", edit.row_id) for photo in photos)])
    return edit.row_id
