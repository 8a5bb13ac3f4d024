"""The database in the browser's private file system (OPFS): see packer/web/worker/opfs.js."""

from __future__ import annotations

from typing import Any

from inspect_app.devices.ports import DatabasePlace
from inspect_app.devices.web.javascript import answered, half
from inspect_app.devices.web.shell import order

DATABASE = "inspect.db"


class WebStorage:
    """The pool of file handles is exclusive: a second tab is refused with storage_taken."""

    async def open(self) -> DatabasePlace:
        return await self._place(half().storage.open())

    async def take_over(self) -> DatabasePlace:
        return await self._place(half().storage.takeOver())

    async def room_left(self) -> int | None:
        left = await half().storage.roomLeft()
        return None if left is None else int(left)

    async def _place(self, opening: Any) -> DatabasePlace:
        folder = await answered(opening, "storage_refused")
        storage = half().storage
        kept = await storage.persisted()
        if not kept:
            order("askPersist")
        return DatabasePlace(
            path=f"{folder}/{DATABASE}",
            journal="truncate",
            flush=storage.flush,
            persisted=None if kept is None else bool(kept),
        )
