"""Take a photo: made ready, written to disk, and only then shown as kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from inspect_app.actions.drafts import Begun, KeptPhoto
from inspect_app.devices.ports import Device, Picture, Refusal
from inspect_app.marks import Mark
from inspect_app.texts.moments import local
from storage.change import new_id
from storage.photo_transfers import note_kept
from storage.queries import photos
from storage.store import Store


async def keep_photo(
    store: Store, device: Device, raw: bytes, item: str, caption: tuple[str, ...] = ()
) -> KeptPhoto:
    """On disk and noted when this returns. `raw` is a shot, or what the picker of the gallery gave.

    Raises Refusal(picture_unreadable, picture_too_large, storage_full).
    """
    picture = await device.pictures.prepare(await whole_picture(device, raw), caption)
    sha256 = await keep_picture(store, device, picture)
    taken_ms = device.clock.now_ms()
    size = len(picture.jpeg)
    return KeptPhoto(new_id(taken_ms), sha256, size, picture.width, picture.height, item, taken_ms)


async def whole_picture(device: Device, raw: bytes) -> bytes:
    """The bytes of a shot, or of the file that the picker of the gallery stands for.

    Raises Refusal(picture_unreadable, picture_too_large).
    """
    try:
        return await device.shell.chosen_file(raw)
    except Refusal as refusal:
        is_large = refusal.reason == "file_too_large"
        raise Refusal("picture_too_large" if is_large else "picture_unreadable", refusal.detail) from None


async def keep_picture(store: Store, device: Device, picture: Picture) -> str:
    """The SHA-256 of a picture that is now on disk, noted as only here. Raises Refusal(storage_full)."""
    sha256 = await device.photos.keep(picture.jpeg)
    with store.durable.transaction() as db:
        note_kept(db, sha256, len(picture.jpeg), picture.thumbnail)
    return sha256


async def draw_on_photo(store: Store, device: Device, photo: KeptPhoto, marks: Sequence[Mark]) -> KeptPhoto:
    """The photo with the marks burnt in, as another file under the same id; the old file stays until it is
    forgotten. Raises Refusal(picture_unreadable, storage_full).
    """
    content = await device.photos.read(photo.sha256)
    if content is None:
        raise Refusal("picture_unreadable", "the file is not on this device")
    picture = await device.pictures.draw(content, marks)
    sha256 = await keep_picture(store, device, picture)
    size = len(picture.jpeg)
    return replace(photo, sha256=sha256, size=size, width=picture.width, height=picture.height)


def caption_of(place: str, person: str, at_ms: int, offset_minutes: int) -> tuple[str, ...]:
    """What is burnt into the corner: time, place, person."""
    moment = local(at_ms, offset_minutes).strftime("%Y-%m-%d %H:%M")
    return tuple(line for line in (f"{moment}  {person}".strip(), place) if line)


def with_photo(begun: Begun, photo: KeptPhoto) -> Begun:
    answer = begun.answer(photo.item)
    named = replace(answer, photos=(*answer.photos, photo.id))
    return replace(begun.answered(named), photos=begun.photos | {photo.id: photo})


def with_redrawn(begun: Begun, photo: KeptPhoto) -> Begun:
    """The photo in place of the one with its id."""
    return replace(begun, photos=begun.photos | {photo.id: photo})


def without_photo(begun: Begun, photo_id: str) -> Begun:
    """The answer no longer names it; the file goes by forget_photo after the draft is saved."""
    photo = begun.photos[photo_id]
    answer = begun.answer(photo.item)
    named = replace(answer, photos=tuple(held for held in answer.photos if held != photo_id))
    left = {key: held for key, held in begun.photos.items() if key != photo_id}
    return replace(begun.answered(named), photos=left)


async def forget_photo(store: Store, device: Device, sha256: str) -> None:
    """Free the room of a photo that no record names."""
    with store.durable.transaction() as db:
        forgotten = photos.forget_photo(db, sha256)
    if forgotten:
        await device.photos.drop(sha256)


async def forget_unnamed(store: Store, device: Device, sha256: str) -> None:
    """The same for the file that a draft has let go; on a full disk it stays, and is merely in the way."""
    with suppress(sqlite3.OperationalError):
        await forget_photo(store, device, sha256)
