"""One exchange on its way while this device stores what came before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

# Time for a request to leave. Storing a page holds the event loop: what has not left by then would wait.
DEPARTURE_SECONDS = 0.002

Answer = TypeVar("Answer")


@asynccontextmanager
async def under_way(exchange: Coroutine[Any, Any, Answer]) -> AsyncIterator[asyncio.Task[Answer]]:
    """Send it off; the block works meanwhile and awaits the answer last. Called off where the block fails."""
    sending = asyncio.ensure_future(exchange)
    try:
        await asyncio.wait([sending], timeout=DEPARTURE_SECONDS)
        yield sending
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
