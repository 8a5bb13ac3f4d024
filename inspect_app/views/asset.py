"""An asset's card: its fields, photos, what belongs to it, and its life from the change log and the moves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage import log
from storage.queries import assets, conflicts, moves, photos, round_log
from storage.queries.assets import Asset
from storage.queries.conflicts import Conflict
from storage.queries.moves import MoveLine
from storage.queries.photos import Photo
from storage.store import Store

LOCAL_CHANGES = 200
SIGNATURE = "signature:"
MOVED = frozenset({"room_id", "keeper", "state"})
"""What a move changes; a change of other fields is never taken for one."""
Told = tuple[str, str | None, str]
"""A change of a row: its stamp, the id of its person, and the change as it was sent."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: `said` are fields with (old, new); old is None where it is not known.

    `reason` comes from the move that belongs to it. `is_first` is the card's beginning.
    """

    at_ms: int
    offset_minutes: int
    person: str
    said: Mapping[str, tuple[Any, Any]]
    reason: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class AssetView:
    """`steps` are newest first; `is_whole` says whether the card's beginning is among them.

    `rooms` are names of rooms that the steps speak of, `origin` the card this was split from, `parts` those split
    from this one.
    """

    asset: Asset
    photos: tuple[Photo, ...]
    steps: tuple[Step, ...]
    rooms: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    is_whole: bool
    origin: Asset | None
    parts: int


def asset_view(store: Store, asset_id: str, told: Sequence[Told] = ()) -> AssetView | None:
    """`told` is what the server knows of the card's changes, beside what this device's log holds."""
    asset = assets.asset(store.db, asset_id)
    if asset is None:
        return None
    moved = moves.moves_of(store.db, asset_id)
    steps = _steps(store, asset_id, told, moved)
    rooms = _rooms_named(steps)
    return AssetView(
        asset,
        tuple(each for each in photos.photos_about(store.db, asset_id) if not _is_signature(each)),
        tuple(reversed(steps)),
        moves.room_names(store.db, sorted(rooms)),
        tuple(conflicts.conflicts_of(store.db, "asset", asset_id)),
        any(step.is_first for step in steps),
        assets.asset(store.db, asset.split_from) if asset.split_from else None,
        moves.count_split_from(store.db, asset_id),
    )


def _is_signature(photo: Photo) -> bool:
    return (photo.item or "").startswith(SIGNATURE)


def _steps(store: Store, asset_id: str, told: Sequence[Told], moved: Sequence[MoveLine]) -> list[Step]:
    """Oldest first. A move and the change of the card that it made are one step."""
    held = log.history(store.db, "asset", asset_id, limit=LOCAL_CHANGES)
    local = [(each["stamp"], each["person"], each["line"]) for each in held if each["line"]]
    known = {stamp: (person, line) for stamp, person, line in sorted([*told, *local])}
    names = dict(
        round_log.names_of(store.db, json.dumps(sorted({p for p, _ in known.values() if p}))).items()
    )
    steps = list(_changes(known.values(), names, {move.moved_ms: move for move in moved}))
    seen = {step.at_ms for step in steps if step.reason}
    steps += [_of_move(move) for move in moved if move.moved_ms not in seen]
    return sorted(steps, key=lambda step: step.at_ms)


def _changes(
    known: Iterable[tuple[str | None, str]], names: Mapping[str, str], moved: Mapping[int, MoveLine]
) -> Iterable[Step]:
    values: dict[str, Any] = {}
    for person, line in known:
        change = json.loads(line)
        fields = change["fields"]
        is_first = not values and "name" in fields
        said = {
            name: (values.get(name), value) for name, value in fields.items() if values.get(name) != value
        }
        values |= fields
        if not said:
            continue
        move = None if is_first or not fields.keys() <= MOVED else moved.get(change["at"])
        if move is not None:
            said = {**said, **_said(move)}
        who = names.get(person or "", "")
        yield Step(change["at"], change["offset"], who, said, move.reason if move else "", is_first)


def _of_move(move: MoveLine) -> Step:
    return Step(move.moved_ms, move.offset_minutes, move.person, _said(move), move.reason)


def _said(move: MoveLine) -> dict[str, tuple[Any, Any]]:
    pairs = {
        "room_id": (move.from_room_id, move.to_room_id),
        "keeper": (move.from_keeper, move.to_keeper),
        "state": (move.from_state, move.to_state),
    }
    return {name: pair for name, pair in pairs.items() if pair[1] is not None}


def _rooms_named(steps: Iterable[Step]) -> set[str]:
    return {room for step in steps for room in step.said.get("room_id", ()) if room}
