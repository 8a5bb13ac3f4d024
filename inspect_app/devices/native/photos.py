"""Photos as files of a folder: the store's own folder, its refusals told as a device's."""

from __future__ import annotations

import errno
from pathlib import Path

from inspect_app.devices.ports import Refusal
from storage import photo_files


class FolderPhotos(photo_files.FolderPhotos):
    """The native side of the PhotoFiles port. The folder is made with the first photo, not at the app's start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, content: bytes) -> str:
        try:
            return await super().keep(content)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise Refusal("storage_full" if full else "storage_refused", str(error)) from error
