"""The office changes a card, or many at once: what was typed is checked field by field, the same for both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.actions.moving import Move, move_edits
from inspect_app.ledger.card import CARD_FIELDS, Typed, read_card
from storage.change import new_id
from storage.json_text import dump
from storage.queries import asset_list, assets, bulk_changes
from storage.queries.assets import Asset
from storage.queries.bulk_changes import BulkLine
from storage.store import Author, Edit, Store

CHUNK = 200
"""Cards in one transaction of a bulk change: between two of them it can be stopped."""
RECORD_BYTES = 40_000
"""Of old values in one record: a change may have 64 KB on its way."""
MOVED = ("room_id", "keeper", "state")
"""Fields whose change is a move, with a reason."""
ONE_EACH = frozenset({"name", "number", "serial", "quantity", "value_fen"})
"""Fields that are never the same for many things on purpose."""
BULK_FIELDS = (*MOVED, "label", *(name for name in CARD_FIELDS if name not in ONE_EACH))


def checked(store: Store, asset_id: str | None, texts: Mapping[str, str]) -> Typed:
    """What was typed for a card, None for a new one; another card's number is a problem of the field."""
    asset = assets.asset(store.db, asset_id) if asset_id else None
    typed = read_card(texts, asset._asdict() if asset else {})
    number = typed.changes.get("number")
    if number and _is_taken(store, number, asset_id):
        return Typed(typed.changes, {**typed.problems, "number": "number_taken"})
    return typed


def _is_taken(store: Store, number: str, asset_id: str | None) -> bool:
    sql = "select 1 from asset where number = ? and id is not ? limit 1"
    return store.db.execute(sql, [number, asset_id]).fetchone() is not None


def save_card(store: Store, author: Author, asset_id: str | None, typed: Typed) -> str:
    """Write what differs; the id of the card, a new one where there was none. Raises ValueError with problems."""
    if typed.problems or (asset_id is None and "name" not in typed.changes):
        raise ValueError("a field is wrong")
    fields = dict(typed.changes)
    if asset_id is None:
        asset_id = new_id(author.at_ms)
        fields = {
            "quantity": 1,
            "state": "in_use",
            **{name: value for name, value in fields.items() if value},
        }
    if fields:
        store.write(author, [Edit("asset", asset_id, fields)])
    return asset_id


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One field and the value that all are to have; `reason` is asked for where it is a move."""

    field: str
    value: Any
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One card of the preview."""

    asset: Asset
    old: Any
    new: Any


def preview(store: Store, asset_ids: Sequence[str], change: BulkChange) -> tuple[Line, ...]:
    """The cards that would change, with old and new; those that are so already are left out."""
    found = asset_list.assets_by_id(store.db, list(asset_ids))
    lines = (Line(asset, _held(asset, change.field), change.value) for asset in found)
    return tuple(line for line in lines if line.old != line.new)


def _held(asset: Asset, field: str) -> Any:
    return (asset.state or "in_use") if field == "state" else getattr(asset, field)


@dataclass(frozen=True, slots=True)
class Done:
    """What a bulk change has written: its id in the history, and the lines."""

    change_id: str
    change: BulkChange
    lines: tuple[Line, ...]


async def change_all(
    store: Store,
    author: Author,
    lines: Sequence[Line],
    change: BulkChange,
    goes_on: Callable[[int], bool],
    undoes: str = "",
) -> Done:
    """Write the lines of a preview, a chunk a transaction; `goes_on`, asked after each, may stop it.

    Beside each chunk stands a record of it with the old values, by which it can be taken back later.
    """
    done: list[Line] = []
    change_id = new_id(author.at_ms)
    for start in range(0, len(lines), CHUNK):
        chunk = lines[start : start + CHUNK]
        edits = [edit for line in chunk for edit in _edits(line.asset, change, line.new, author)]
        store.write(author, [*edits, *_records(chunk, change, change_id, undoes, author)])
        done += chunk
        await asyncio.sleep(0)
        if not goes_on(len(done)):
            break
    return Done(change_id, change, tuple(done))


def _records(
    chunk: Sequence[Line], change: BulkChange, change_id: str, undoes: str, author: Author
) -> list[Edit]:
    """What stood on each card before, in parts that a change can carry; a part for each value that was set."""
    said: dict[str, Any] = {"change_id": change_id, "field": change.field, "at_ms": author.at_ms}
    said |= {name: text for name, text in (("reason", change.reason), ("undoes", undoes)) if text}
    parts: list[tuple[Any, list[Any]]] = []
    size = RECORD_BYTES
    for line in sorted(chunk, key=lambda line: str(line.new)):
        card = [line.asset.id, line.old]
        size += len(dump(card).encode())
        if size > RECORD_BYTES or parts[-1][0] != line.new:
            parts.append((line.new, []))
            size = 0
        parts[-1][1].append(card)
    return [
        Edit("bulk_change", new_id(author.at_ms), {**said, "value": value, "cards": cards})
        for value, cards in parts
    ]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the cards that somebody has changed since: they stay as they are."""

    done: Done
    changed_since: tuple[Asset, ...]
    gone: int


async def undo_change(
    store: Store, author: Author, line: BulkLine, reason: str, goes_on: Callable[[int], bool]
) -> Undone:
    """Give back the old values of a change in the history, where nobody has changed them since."""
    old = dict(bulk_changes.cards_of(store.db, line.id))
    now = asset_list.assets_by_id(store.db, list(old))
    kept = [asset for asset in now if _held(asset, line.field) == line.value]
    others = tuple(asset for asset in now if _held(asset, line.field) not in (line.value, old[asset.id]))
    back = [Line(asset, line.value, old[asset.id]) for asset in kept]
    change = BulkChange(line.field, None, reason)
    done = await change_all(store, author, back, change, goes_on, undoes=line.id)
    return Undone(done, others, len(old) - len(now))


def _edits(asset: Asset, change: BulkChange, value: Any, author: Author) -> Sequence[Edit]:
    if change.field in MOVED and value is not None:
        return move_edits(asset, _move(change, value), author.at_ms)
    return (Edit("asset", asset.id, {change.field: value}),)


def _move(change: BulkChange, value: str) -> Move:
    fields = {name: value if change.field == name else None for name in MOVED}
    return Move(change.reason, fields["room_id"], fields["keeper"], fields["state"])
