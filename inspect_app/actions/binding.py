"""Bind a label that belongs to nothing yet to an asset: offline, on the spot."""

from __future__ import annotations

from typing import Literal

from assets_qr import code as label_code
from storage.queries import assets, labels, places
from storage.queries.assets import Asset
from storage.store import Author, Edit, Store

Reason = Literal["taken", "former", "gone", "no_code"]


class BindingRefused(Exception):
    """Nothing was written. `taken`: the label is on `name` already; `former`: it was the label of `name` before;
    `gone`: the asset is not on this phone; `no_code`: the text is no code of ours.
    """

    def __init__(self, reason: Reason, name: str = "") -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name


def bind(store: Store, author: Author, code: str, asset_id: str) -> str | None:
    """Make `code` the asset's label and give its former code, which is known as its old label from then on. None
    where it had none. A former label goes back only to its own asset. Raises BindingRefused.
    """
    parsed = label_code.parse(code)
    if isinstance(parsed, label_code.NotOurs):
        raise BindingRefused("no_code")
    holder = owner_of(store, parsed.text)
    asset = assets.asset(store.db, asset_id)
    if asset is None:
        raise BindingRefused("gone")
    if holder is not None:
        raise BindingRefused("taken", holder)
    former = labels.asset_of_former_code(store.db, parsed.text)
    if former not in (None, asset_id):
        raise BindingRefused("former", _title(assets.asset(store.db, former or "")))
    bound = Edit("asset", asset_id, {"code": parsed.text, "label": "bound"})
    store.write(author, [bound, *label_edits(author, asset_id, asset.code, parsed.text)])
    return asset.code


def label_edits(author: Author, asset_id: str, *codes: str | None) -> list[Edit]:
    """These codes lead to the asset for good: the one that it carries, and those that it carried."""
    fields = {"asset_id": asset_id, "bound_ms": author.at_ms}
    return [Edit("label", code, fields) for code in codes if code]


def want_new_label(store: Store, author: Author, asset_id: str) -> None:
    """Its label is worn, gone or an old one: the office finds it among those to print."""
    store.write(author, [Edit("asset", asset_id, {"label": "worn"})])


def owner_of(store: Store, code: str) -> str | None:
    """The name of what carries this code: an asset with its number, or a room."""
    asset = assets.asset_of_code(store.db, code)
    if asset is not None:
        return _title(asset)
    room = places.room_of_code(store.db, code)
    return None if room is None else f"{room.building} {room.number}"


def _title(asset: Asset | None) -> str:
    return " ".join(part for part in (asset.name, asset.number) if part) if asset is not None else ""


def asset_of_old_label(store: Store, text: str) -> str | None:
    """The asset that an old label or a typed old number means: by our code, else by its number in the ledger."""
    parsed = label_code.parse(text)
    if isinstance(parsed, label_code.Code):
        found = assets.asset_of_code(store.db, parsed.text)
        former = found.id if found is not None else labels.asset_of_former_code(store.db, parsed.text)
        if former is not None:
            return former
    return assets.asset_id_of_number(store.db, text.strip())
