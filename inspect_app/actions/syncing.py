"""What the actions and screens know of the sync: a run is somebody else's work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from storage.store import Store


class SyncView(Protocol):
    """How things stand. `trouble` is a kind of sync/errors.py, or None."""

    @property
    def unsent(self) -> int: ...
    @property
    def photos_unsent(self) -> int: ...
    @property
    def running(self) -> bool: ...
    @property
    def last_ok_ms(self) -> int | None: ...
    @property
    def trouble(self) -> str | None: ...
    @property
    def refused(self) -> int: ...


class Syncing(Protocol):
    """The agent that decides when to run."""

    @property
    def state(self) -> SyncView: ...
    def on_change(self, told: Callable[[], None]) -> object: ...
    async def sync_now(self) -> object: ...
    def saved(self) -> None:
        """A change was made: run soon."""


class Joining(Protocol):
    """Joins a school by the office's code; raises an error with `kind`, a trouble of sync/errors.py."""

    def __call__(self, store: Store, text: str) -> Awaitable[None]: ...
