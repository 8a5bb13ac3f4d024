"""The office's pick-up cards: made, changed, retired; the photos of those who may come."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from assets_qr.code import new_code
from inspect_app.actions.photos import keep_picture, whole_picture
from inspect_app.devices.ports import Device
from inspect_app.gate.pickup import Allowed, Card, allowed_values, read_allowed
from storage.change import new_id
from storage.queries.pickups import PickupCard
from storage.store import Author, Edit, Store

PORTRAIT = "allowed"
"""What a photo of a card is of."""
Portraits = Mapping[str, tuple[int, int, int]]
"""Of photos that were just chosen, by SHA-256: bytes, width and height in pixels."""


async def keep_portrait(store: Store, device: Device, raw: bytes) -> tuple[str, tuple[int, int, int]]:
    """A photo that was chosen or taken, on disk; its SHA-256, and size, width and height. No record names it yet.

    Raises Refusal(picture_unreadable, picture_too_large, storage_full).
    """
    picture = await device.pictures.prepare(await whole_picture(device, raw))
    sha256 = await keep_picture(store, device, picture)
    return sha256, (len(picture.jpeg), picture.width, picture.height)


def card_of(held: PickupCard) -> Card:
    """A card as the form holds it; the guardian agreed when it was made."""
    return Card(
        held.child,
        held.class_name,
        held.teacher or "",
        held.teacher_phone or "",
        read_allowed(held.allowed_json),
        held.note or "",
        consent=True,
    )


def keep_pickup(
    store: Store,
    author: Author,
    card: Card,
    portraits: Portraits,
    held: PickupCard | None = None,
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> str:
    """Make a card, or change `held`; its id. The records of new photos are written with it."""
    card_id = held.id if held else new_id(author.at_ms)
    fields = {
        "child": card.child.strip(),
        "class_name": card.class_name.strip(),
        "teacher": card.teacher.strip(),
        "teacher_phone": card.teacher_phone.strip(),
        "allowed": allowed_values(card.named),
        "note": card.note.strip(),
    }
    if held is None:
        fields |= {"code": new_code(random_bytes).text, "state": "used"}
    edits = [Edit("pickup", card_id, fields)]
    edits += [_photo(author, card_id, each, portraits) for each in card.named if each.photo in portraits]
    store.write(author, edits)
    return card_id


def retire_pickup(store: Store, author: Author, card_id: str) -> None:
    """Lost, or the child has left: who shows it at the gate is told so."""
    store.write(author, [Edit("pickup", card_id, {"state": "retired"})])


def _photo(author: Author, card_id: str, who: Allowed, portraits: Portraits) -> Edit:
    size, width, height = portraits[who.photo]
    fields = {
        "sha256": who.photo,
        "size": size,
        "width": width,
        "height": height,
        "about_kind": "pickup",
        "about_id": card_id,
        "item": PORTRAIT,
        "taken_ms": author.at_ms,
    }
    return Edit("photo", new_id(author.at_ms), fields)
