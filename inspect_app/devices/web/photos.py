"""Photo files in the browser's private file system, by SHA-256."""

from __future__ import annotations

import hashlib
import json

from inspect_app.devices.web.javascript import answered, as_javascript, half


class WebPhotoFiles:
    """See packer/web/worker/photos.js."""

    async def keep(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        await answered(half().photos.keep(sha256, as_javascript(content)), "storage_refused")
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        found = await answered(half().photos.read(sha256), "storage_refused")
        return None if found is None else bytes(found.to_py())

    async def held(self) -> frozenset[str]:
        return frozenset(json.loads(await answered(half().photos.held(), "storage_refused")))

    async def drop(self, sha256: str) -> None:
        await answered(half().photos.drop(sha256), "storage_refused")
