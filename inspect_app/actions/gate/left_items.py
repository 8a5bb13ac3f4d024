"""Things left at the gate: put away, fetched, put back when that was a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from inspect_app.actions.gate.post import Post
from storage.change import new_id
from storage.queries import left_items
from storage.store import Author, Edit, Store


class NotKept(Exception):
    """Somebody fetched it already, or it is not on this device. Nothing was recorded."""

    kind = "not_kept"


@dataclass(frozen=True, slots=True)
class Left:
    """What was left, for whom and by whom, as it was said."""

    what: str
    for_whom: str = ""
    left_by: str = ""
    phone: str = ""
    note: str = ""


def keep_left(store: Store, author: Author, post: Post, left: Left, photos: Sequence[KeptPhoto] = ()) -> str:
    """The thing's id. Raises ValueError where nobody said what it is."""
    if not left.what.strip():
        raise ValueError("what was left is not said")
    item_id = new_id(author.at_ms)
    said = {
        "what": left.what,
        "for_whom": left.for_whom,
        "left_by": left.left_by,
        "phone": left.phone,
        "note": left.note,
        "gate": post.gate,
    }
    fields = {name: " ".join(value.split()) for name, value in said.items() if value.strip()}
    place = {"campus_id": post.campus_id, "left_ms": author.at_ms, "state": "kept"}
    photo_edits = [photo_edit(photo, "left_item", item_id) for photo in photos]
    store.write(author, [Edit("left_item", item_id, fields | place), *photo_edits])
    return item_id


def fetch_left(store: Store, author: Author, item_id: str, by: str) -> None:
    """Somebody took it with them. Raises NotKept; ValueError without a name."""
    if not by.strip():
        raise ValueError("who fetched it is not said")
    _held(store, item_id, "kept")
    fields = {"state": "fetched", "fetched_ms": author.at_ms, "fetched_by": " ".join(by.split())}
    store.write(author, [Edit("left_item", item_id, fields)])


def put_back(store: Store, author: Author, item_id: str) -> None:
    """It is still here: the fetching was a slip. Raises NotKept."""
    _held(store, item_id, "fetched")
    store.write(
        author, [Edit("left_item", item_id, {"state": "kept", "fetched_ms": None, "fetched_by": None})]
    )


def _held(store: Store, item_id: str, state: str) -> None:
    held = left_items.left_item(store.db, item_id)
    if held is None or held.state != state:
        raise NotKept
