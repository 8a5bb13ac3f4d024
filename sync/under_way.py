"""Exchanges on their way while this device stores what came before them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from itertools import islice
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


async def in_turn(
    exchanges: Iterable[Coroutine[Any, Any, Answer]], limit: int
) -> AsyncGenerator[Answer, None]:
    """Their answers in the order of asking. While the reader works on one, `limit` others are on their way.

    To be closed by its reader (`aclosing`): what is still on its way is then called off.
    """
    waiting, sent = iter(exchanges), deque[asyncio.Task[Answer]]()
    try:
        await _send_off(waiting, sent, limit)
        while sent:
            answer = await sent[0]
            sent.popleft()
            await _send_off(waiting, sent, limit)
            yield answer
    finally:
        for sending in sent:
            sending.cancel()
        await asyncio.gather(*sent, return_exceptions=True)


async def _send_off(
    waiting: Iterable[Coroutine[Any, Any, Answer]], sent: deque[asyncio.Task[Answer]], limit: int
) -> None:
    """One after the other, so that they leave in their order."""
    for exchange in islice(waiting, limit - len(sent)):
        sent.append(asyncio.ensure_future(exchange))
        await asyncio.wait(sent, timeout=DEPARTURE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
