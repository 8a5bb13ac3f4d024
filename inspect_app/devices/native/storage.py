"""The database as a plain file. SQLite itself syncs each commit, so `flush` has nothing left to do."""

from __future__ import annotations

import shutil
from pathlib import Path

from inspect_app.devices.ports import DatabasePlace, Refusal

DATABASE = "inspect.db"


class NativeStorage:
    """One folder on disk. SQLite's own locks let several processes share it, so nothing is ever taken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def open(self) -> DatabasePlace:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal("storage_refused", str(error)) from error
        return DatabasePlace(str(self._folder / DATABASE), "wal", _nothing_to_flush, None)

    async def take_over(self) -> DatabasePlace:
        return await self.open()

    async def room_left(self) -> int | None:
        return shutil.disk_usage(self._folder).free if self._folder.exists() else None


def _nothing_to_flush() -> None:
    return None
