"""Photos as files in a folder, each under the SHA-256 of its bytes: flushed before its name exists."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


class FolderPhotos:
    """A folder two levels deep. Async because the browser's twin must be; these calls do not wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    async def keep(self, content: bytes) -> str:
        """Store bytes, on disk when it returns. Raises OSError when the disk is full; then nothing is left."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".part")
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    async def held(self) -> frozenset[str]:
        return frozenset(path.name for path in self._folder.glob("??/*") if len(path.name) == 64)

    async def drop(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)
