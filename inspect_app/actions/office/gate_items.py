"""Passes and keys that the office puts out of use: they stay in the log, and their numbers are free again."""

from __future__ import annotations

from collections.abc import Iterable

from inspect_app.actions.gate.items import held_item
from storage.store import Author, Edit, Store


def retire_items(store: Store, author: Author, item_ids: Iterable[str]) -> tuple[int, int]:
    """(how many were put out of use, how many are out with somebody and stayed as they are)."""
    found = [held for held in (held_item(store, item_id) for item_id in item_ids) if held is not None]
    out = [held for held in found if held.state == "out"]
    going = [held for held in found if held.state in ("in", "lost")]
    if going:
        store.write(author, [Edit("gate_item", held.item.id, {"state": "retired"}) for held in going])
    return len(going), len(out)
