"""Batches of one device, taken in the order in which they came: the shorter one is read first otherwise.

A courtesy within one process. What holds in any case is the link that a batch names (push.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

# A phone that left in the middle of a batch must not hold up its next visit for longer.
WAIT_SECONDS = 2.0


class Turns:
    """Who of each device came last and is not done yet."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Event] = {}

    @asynccontextmanager
    async def queued(self, token: str) -> AsyncIterator[Turn]:
        """A place in the queue of one device, from here to the end of the block."""
        done = asyncio.Event()
        before, self._last[token] = self._last.get(token), done
        try:
            yield Turn(before)
        finally:
            done.set()
            if self._last.get(token) is done:
                del self._last[token]


class Turn:
    """One request's place behind another."""

    def __init__(self, before: asyncio.Event | None) -> None:
        self._before = before

    async def come(self) -> None:
        """Wait until the one before is done, but not for ever."""
        if self._before is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._before.wait(), WAIT_SECONDS)
