"""Move assets, hand them to another keeper, change their state: with a reason, in one transaction an action.

Each asset's card is changed and a record of the move is written beside it, which stays when the card moves on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.ledger.refusal import LedgerRefusal
from storage.change import new_id
from storage.queries import asset_list
from storage.queries.asset_list import AssetFilter
from storage.queries.assets import Asset
from storage.store import Author, Edit, Store

STATES = ("in_use", "idle", "repair", "to_scrap", "scrapped")


@dataclass(frozen=True, slots=True)
class Move:
    """What changes; None stays as it is. `keeper` is a name, `room_id` a room's id, `state` one of STATES."""

    reason: str
    room_id: str | None = None
    keeper: str | None = None
    state: str | None = None


def move_assets(store: Store, author: Author, asset_ids: Iterable[str], move: Move) -> int:
    """How many were moved; those that are so already are left as they are.

    Raises LedgerRefusal: no_reason, asset_gone, nothing_moves.
    """
    if not move.reason.strip():
        raise LedgerRefusal("no_reason")
    wanted = list(dict.fromkeys(asset_ids))
    found = asset_list.assets_by_id(store.db, wanted)
    if not wanted or len(found) < len(wanted):
        raise LedgerRefusal("asset_gone")
    edits = [edit for asset in found for edit in move_edits(asset, move, author.at_ms)]
    if not edits:
        raise LedgerRefusal("nothing_moves")
    store.write(author, edits)
    return len(edits) // 2


def hand_over(store: Store, author: Author, wanted: AssetFilter, to_keeper: str, reason: str) -> int:
    """Everything that a keeper has, or that stands in a room, to another keeper. How many cards it was.

    Raises LedgerRefusal: no_reason, nothing_moves.
    """
    if not to_keeper.strip():
        raise LedgerRefusal("nothing_moves")
    ids = asset_list.asset_ids(store.db, wanted)
    if not ids or wanted.is_empty:
        raise LedgerRefusal("nothing_moves")
    return move_assets(store, author, ids, Move(reason, keeper=to_keeper.strip()))


def move_edits(asset: Asset, move: Move, at_ms: int, stocktake_id: str | None = None) -> Sequence[Edit]:
    """The card's change and the record of it; none when nothing changes."""
    patch = _patch(asset, move)
    if not patch:
        return ()
    said: dict[str, Any] = {"asset_id": asset.id, "reason": move.reason.strip(), "moved_ms": at_ms}
    held = {"room_id": asset.room_id, "keeper": asset.keeper, "state": asset.state or "in_use"}
    for name in ("room_id", "keeper", "state"):
        if name in patch:
            said |= {f"from_{name}": held[name], f"to_{name}": patch[name]}
    if asset.quantity is not None:
        said["quantity"] = asset.quantity
    if stocktake_id is not None:
        said["stocktake_id"] = stocktake_id
    kept = {name: value for name, value in said.items() if value is not None}
    return Edit("asset", asset.id, patch), Edit("move", new_id(at_ms), kept)


def _patch(asset: Asset, move: Move) -> dict[str, Any]:
    wanted = {"room_id": move.room_id, "keeper": (move.keeper or "").strip() or None, "state": move.state}
    held = {"room_id": asset.room_id, "keeper": asset.keeper, "state": asset.state or "in_use"}
    return {name: value for name, value in wanted.items() if value is not None and value != held[name]}
