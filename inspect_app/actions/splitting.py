"""Split a batch card into several, in one transaction: the old card keeps its number and code, new ones follow."""

from __future__ import annotations

from collections.abc import Sequence

from inspect_app.actions.lending import standing_of_asset
from inspect_app.ledger.refusal import LedgerRefusal
from inspect_app.ledger.splitting import Part, split_batch
from storage.change import new_id
from storage.queries import assets
from storage.queries.assets import Asset
from storage.store import Author, Edit, Store

CARRIED = ("name", "class_code", "model", "unit", "acquired", "funding", "room_id", "place_text", "keeper", "state",
           "brand", "supplier", "department", "warranty_until", "life_months", "residual_permille",
           "note")  # fmt: skip
"""Not the serial number, the code and the label: each thing has its own."""


def split_preview(store: Store, asset_id: str, parts: Sequence[int]) -> tuple[Part, ...]:
    """What the cards will be. Raises LedgerRefusal."""
    asset = assets.asset(store.db, asset_id)
    if asset is None:
        raise LedgerRefusal("asset_gone")
    taken = _numbers_like(store, asset.number)
    out = standing_of_asset(store, asset_id).out
    return split_batch(asset.quantity, asset.value_fen, asset.number, parts, taken, out)


def split_asset(store: Store, author: Author, asset_id: str, parts: Sequence[int]) -> tuple[str, ...]:
    """The ids of all cards, the old one first. Raises LedgerRefusal; nothing is half done then."""
    asset = assets.asset(store.db, asset_id)
    if asset is None:
        raise LedgerRefusal("asset_gone")
    made = split_preview(store, asset_id, parts)
    first = Edit("asset", asset_id, _amounts(made[0], with_number=False))
    new = [Edit("asset", new_id(author.at_ms), _fields(asset, part)) for part in made[1:]]
    store.write(author, [first, *new])
    return (asset_id, *(edit.row_id for edit in new))


def _fields(asset: Asset, part: Part) -> dict[str, object]:
    carried = {name: getattr(asset, name) for name in CARRIED}
    fields = {**carried, **_amounts(part, with_number=True), "split_from": asset.id}
    return {name: value for name, value in fields.items() if value is not None}


def _amounts(part: Part, *, with_number: bool) -> dict[str, object]:
    fields: dict[str, object] = {"quantity": part.quantity}
    if part.value_fen is not None:
        fields["value_fen"] = part.value_fen
    if with_number and part.number:
        fields["number"] = part.number
    return fields


def _numbers_like(store: Store, number: str | None) -> frozenset[str]:
    if not number:
        return frozenset()
    sql = "select number from asset where number >= ? and number < ?"
    found = store.db.execute(sql, [f"{number}-", f"{number}-\U0010ffff"])
    return frozenset(row[0] for row in found)
