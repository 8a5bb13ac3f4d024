"""When to sync: soon after a save, when the network comes back, by hand, and now and then. One run at a time.

Nothing that matters lives here: the outbox is in the database, so a killed app goes on where it was.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from storage import log, photo_transfers
from storage.store import Store
from storage.wall_clock import applied_ms
from sync.backoff import SAVED_SECONDS, wait_seconds
from sync.errors import SyncError
from sync.photos import PhotoFiles
from sync.session import Result, run
from sync.transport import Wire


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the badge tells. `trouble` is one of errors.TROUBLES, `data` its numbers."""

    unsent: int = 0
    photos_unsent: int = 0
    photos_unsent_bytes: int = 0
    refused: int = 0
    running: bool = False
    stage: str = ""
    last_ok_ms: int | None = None
    trouble: str | None = None
    detail: str = ""


class SyncAgent:
    """Runs sessions of one store. `now_ms`, `sleep` and `chance` are handed in, so that tests own time."""

    def __init__(
        self,
        store: Store,
        wire: Wire,
        files: PhotoFiles,
        *,
        now_ms: Callable[[], int],
        chance: Callable[[], float],
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
        app: str = "",
    ) -> None:
        self._store, self._wire, self._files = store, wire, files
        self._now_ms, self._chance, self._sleep, self._app = now_ms, chance, sleep, app
        self._listeners: list[Callable[[], None]] = []
        self._wake = asyncio.Event()
        self._flight: asyncio.Task[SyncState] | None = None
        self._life: asyncio.Task[None] | None = None
        self._failures = 0
        self._retry_after: float | None = None
        self.state = SyncState(last_ok_ms=store.setting("last_ok_ms"))
        self._count()

    def on_change(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` whenever the state has changed. Returns how to stop that."""
        self._listeners.append(told)
        return lambda: self._listeners.remove(told) if told in self._listeners else None

    def saved(self) -> None:
        """Something was recorded: show it as waiting, and sync soon."""
        self._count()
        self._wake.set()

    def network_is_back(self) -> None:
        self._failures = 0
        self._wake.set()

    async def sync_now(self) -> SyncState:
        """Run at once, or join the run that is under way. Never raises: the state tells."""
        if self._flight is None or self._flight.done():
            self._flight = asyncio.ensure_future(self._run())
        return await asyncio.shield(self._flight)

    def begin(self) -> None:
        """Sync for as long as the event loop lives, in the background."""
        self._life = asyncio.ensure_future(self.keep_syncing())

    async def keep_syncing(self) -> None:
        """Sync for as long as the app lives."""
        while True:
            if self._store.device is not None:
                await self.sync_now()
            await self._pause()

    async def _pause(self) -> None:
        """Wait the back-off, or less when something was saved meanwhile."""
        seconds = wait_seconds(self._failures, self.state.trouble, self._chance(), self._retry_after)
        waiting = asyncio.ensure_future(self._wake.wait())
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        sleeping.cancel()
        if self._wake.is_set():
            self._wake.clear()
            await self._sleep(SAVED_SECONDS)

    async def _run(self) -> SyncState:
        self._show(running=True, stage="hello")
        try:
            result = await run(
                self._store,
                self._wire,
                self._files,
                now_ms=self._now_ms(),
                app=self._app,
                stage=lambda name: self._show(stage=name),
            )
            self._succeeded(result)
        except SyncError as error:
            self._failed(error)
        except sqlite3.OperationalError as error:
            kind = "storage_full" if self._store.is_full(error) else "unknown"
            self._failed(SyncError(kind, str(error)))
        except Exception as error:  # an answer that nobody foresaw must not end the syncing for good
            self._failed(SyncError("unknown", repr(error)))
        self._count(running=False, stage="")
        return self.state

    def _succeeded(self, result: Result) -> None:
        self._failures, self._retry_after = 0, None
        now = self._now_ms() + applied_ms(-result.clock_wrong_ms)
        self._show(trouble=None, detail="", last_ok_ms=now)
        self._store.set_settings(last_ok_ms=now)

    def _failed(self, error: SyncError) -> None:
        self._failures += 1
        self._retry_after = error.data.get("retry_after_seconds")
        self._show(trouble=error.kind, detail=error.detail)

    def _count(self, **more: Any) -> None:
        rows = log.outbox_rows(self._store.db) if self._store.device is not None else []
        photos = photo_transfers.unsent_totals(self._store.db)
        self._show(
            unsent=sum(row["refused"] is None for row in rows),
            refused=sum(row["refused"] is not None for row in rows),
            photos_unsent=photos["count"],
            photos_unsent_bytes=photos["bytes"],
            **more,
        )

    def _show(self, **more: Any) -> None:
        before, self.state = self.state, replace(self.state, **more)
        if self.state != before:
            for told in tuple(self._listeners):
                told()
