"""The original of a photo: from this device, else from the server when there is a network."""

from __future__ import annotations

from inspect_app.devices.ports import Device
from storage.store import Store
from sync.photos import fetch_original
from sync.session import transport_for


async def original_photo(store: Store, device: Device, sha256: str) -> bytes:
    """The photo in full, verified by its hash, and kept here from now on. Raises SyncError."""
    held = await device.photos.read(sha256)
    if held is not None:
        return held
    return await fetch_original(store, transport_for(store, device.wire), device.photos, sha256)
