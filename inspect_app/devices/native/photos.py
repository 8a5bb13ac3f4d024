"""Photos as files of a folder, each under the SHA-256 of its bytes."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from inspect_app.devices.ports import Refusal

UNFINISHED = ".part"


class FolderPhotos:
    """A photo is written beside its place, synced, and renamed: never half there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._folder / sha256
        if not path.exists():
            try:
                self._write(path, content)
            except OSError as error:
                full = error.errno in (errno.ENOSPC, errno.EDQUOT)
                raise Refusal("storage_full" if full else "storage_refused", str(error)) from error
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        path = self._folder / sha256
        return path.read_bytes() if path.is_file() else None

    async def held(self) -> frozenset[str]:
        if not self._folder.is_dir():
            return frozenset()
        return frozenset(path.name for path in self._folder.iterdir() if path.suffix != UNFINISHED)

    async def drop(self, sha256: str) -> None:
        (self._folder / sha256).unlink(missing_ok=True)

    def _write(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(UNFINISHED)
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
