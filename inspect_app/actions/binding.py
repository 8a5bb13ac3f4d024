"""Bind a label that belongs to nothing yet to an asset: offline, on the spot."""

from __future__ import annotations

from typing import Literal

from assets_qr import code as label_code
from storage.queries import assets, places
from storage.store import Author, Edit, Store

Reason = Literal["taken", "gone", "no_code"]


class BindingRefused(Exception):
    """Nothing was written. `taken`: the label is on `name` already; `gone`: the asset is not on this phone;
    `no_code`: the text is no code of ours.
    """

    def __init__(self, reason: Reason, name: str = "") -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name


def bind(store: Store, author: Author, code: str, asset_id: str) -> str | None:
    """Make `code` the asset's label and give its former code, which no label may carry any longer: what is
    scanned of it afterwards is unknown. None where it had none. Raises BindingRefused.
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
    store.write(author, [Edit("asset", asset_id, {"code": parsed.text, "label": "bound"})])
    return asset.code


def owner_of(store: Store, code: str) -> str | None:
    """The name of what carries this code: an asset with its number, or a room."""
    asset = assets.asset_of_code(store.db, code)
    if asset is not None:
        return " ".join(part for part in (asset.name, asset.number) if part)
    room = places.room_of_code(store.db, code)
    return None if room is None else f"{room.building} {room.number}"


def asset_of_old_label(store: Store, text: str) -> str | None:
    """The asset that an old label or a typed old number means: by our code, else by its number in the ledger."""
    parsed = label_code.parse(text)
    if isinstance(parsed, label_code.Code):
        found = assets.asset_of_code(store.db, parsed.text)
        if found is not None:
            return found.id
    return assets.asset_id_of_number(store.db, text.strip())
