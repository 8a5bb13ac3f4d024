"""The original of a photo: from this device, else from the server when there is a network."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from inspect_app.devices.ports import Device
from storage import fetched_originals
from storage.store import Store
from sync.photos import fetch_original
from sync.session import transport_for


async def original_photo(
    store: Store, device: Device, sha256: str, *, most_bytes: int = fetched_originals.MOST_BYTES
) -> bytes:
    """The photo in full, verified by its hash. Raises SyncError.

    It is kept here; of those that were fetched so the oldest go, when together they are above `most_bytes`.
    """
    held = await device.photos.read(sha256)
    if held is not None:
        return held
    content = await fetch_original(store, transport_for(store, device.wire), device.photos, sha256)
    with suppress(sqlite3.OperationalError):  # a full disk: the next one that is looked at makes room
        with store.durable.transaction() as db:
            fetched_originals.note_fetched(db, sha256, len(content))
        await _make_room(store, device, most_bytes)
    return content


async def _make_room(store: Store, device: Device, most_bytes: int) -> None:
    gone = fetched_originals.too_many(store.db, await device.photos.held(), most_bytes)
    for sha256 in gone:
        await device.photos.drop(sha256)
    if gone:
        with store.durable.transaction() as db:
            fetched_originals.note_dropped(db, gone)
