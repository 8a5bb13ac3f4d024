"""The fourth and fifth stage: photos go up in parts, verified by their hash; thumbnails come down,
and the few pictures of how things should look in full.

Record first or photo first, both are fine: the server lists what it still wants.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

from storage import photo_transfers
from storage.store import Store
from sync.errors import SyncError
from sync.protocol import PHOTO_PART_BYTES
from sync.transport import Transport

GUIDES_A_RUN = 20
_JPEG_START, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


class PhotoFiles(Protocol):
    """The photos kept on this device, by the SHA-256 of their bytes (hex)."""

    async def keep(self, content: bytes) -> str: ...
    async def read(self, sha256: str) -> bytes | None: ...
    async def drop(self, sha256: str) -> None: ...


async def send_photos(store: Store, transport: Transport, files: PhotoFiles) -> int:
    """Send every photo that only this device holds. One that fails for itself holds up no other."""
    sent = 0
    for sha256 in photo_transfers.unsent(store.db):
        content = await files.read(sha256)
        if content is None:
            _note(store, sha256, "gone", "")
        elif await _send_photo(store, transport, sha256, content):
            sent += 1
    return sent


async def _send_photo(store: Store, transport: Transport, sha256: str, content: bytes) -> bool:
    try:
        offset = int((await transport.call(f"/v1/photos/{sha256}/state", {"size": len(content)}))["have"])
        while offset < len(content):
            offset = await _send_part(transport, sha256, content, offset)
    except SyncError as error:
        if error.kind != "refused":
            raise
        _note(store, sha256, "here", error.detail)
        return False
    _note(store, sha256, "sent", "")
    return True


async def _send_part(transport: Transport, sha256: str, content: bytes, offset: int) -> int:
    part = content[offset : offset + PHOTO_PART_BYTES]
    path = f"/v1/photos/{sha256}?offset={offset}&size={len(content)}"
    have = int((await transport.send_part(path, part))["have"])
    if have <= offset:
        raise SyncError("server", "a photo part was not kept")
    return have


def _note(store: Store, sha256: str, state: str, trouble: str) -> None:
    with store.durable.transaction() as db:
        photo_transfers.set_state(db, sha256, state, trouble)


async def fetch_thumbnails(store: Store, transport: Transport, *, most: int = 100) -> int:
    """Fetch thumbnails of others' photos, newest first."""
    fetched = 0
    for sha256 in photo_transfers.without_thumbnail(store.db, most):
        try:
            thumbnail = await transport.fetch(f"/v1/photos/{sha256}/thumbnail")
        except SyncError as error:
            if error.kind != "refused":
                raise
            continue
        if not (thumbnail.startswith(_JPEG_START) and thumbnail.endswith(_JPEG_END)):
            raise SyncError("not_our_server", "a thumbnail is no picture, or cut")
        with store.durable.transaction() as db:
            photo_transfers.keep_thumbnail(db, sha256, thumbnail)
        fetched += 1
    return fetched


async def fetch_guides(
    store: Store, transport: Transport, files: PhotoFiles, *, most: int = GUIDES_A_RUN
) -> int:
    """Fetch pictures of how things should look in full: they are looked at where there is no network."""
    fetched = 0
    for sha256 in photo_transfers.guides_without_original(store.db, most):
        try:
            await fetch_original(store, transport, files, sha256)
        except SyncError as error:
            if error.kind != "refused":
                raise
            continue
        _note(store, sha256, "sent", "")
        fetched += 1
    return fetched


async def fetch_original(store: Store, transport: Transport, files: PhotoFiles, sha256: str) -> bytes:
    """An original, from this device or the server; verified before it is believed. Raises SyncError."""
    held = await files.read(sha256)
    if held is not None:
        return held
    content = await transport.fetch(f"/v1/photos/{sha256}")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SyncError("not_our_server", "the photo's bytes are not the photo's")
    await files.keep(content)
    return content
