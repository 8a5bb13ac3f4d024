"""Phones without a screen: the real store on a real file, the real session code, a wire that counts bytes."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import httpx

from storage.photo_files import FolderPhotos
from storage.store import Author, Edit, Store
from sync.enrol import Invitation, enrol
from sync.http_wire import STALL_SECONDS, HttpWire
from sync.session import run
from tests.benchmarks.device_log import OFFSET_MINUTES

WRITE_AT_ONCE = 1000
Found = TypeVar("Found")


class CountedStream(httpx.AsyncByteStream):
    """A body whose bytes are counted as they leave the socket, before anything is unpacked."""

    def __init__(self, body: httpx.AsyncByteStream, counted: Callable[[int], None]) -> None:
        self._body, self._counted = body, counted

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._body:
            self._counted(len(part))
            yield part

    async def aclose(self) -> None:
        await self._body.aclose()


@cache
def certificates() -> ssl.SSLContext:
    """Read once, not for each exchange that is timed: these servers speak no TLS, and the peer reads none."""
    return ssl.create_default_context()


class CountingTransport(httpx.AsyncHTTPTransport):
    """Counts the bytes of bodies, both ways, as they are on the wire."""

    def __init__(self) -> None:
        super().__init__(verify=certificates())
        self.bytes = self.exchanges = 0

    def count(self, size: int) -> None:
        self.bytes += size

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.exchanges += 1
        self.count(int(request.headers.get("content-length", 0)))
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = CountedStream(response.stream, self.count)
        return response


class Phone:
    """One device in a folder of its own."""

    def __init__(self, folder: Path, *, journal: str = "wal") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.store = Store.open(str(folder / "store.db"), journal=journal)
        self.photos = FolderPhotos(folder / "photos")
        self.wire_bytes = self.exchanges = 0

    def close(self) -> None:
        self.store.close()

    def online(self, work: Callable[[HttpWire], Awaitable[Found]]) -> Found:
        """Do something with a wire to the server; its bytes are counted anew."""

        async def connected() -> Found:
            counting = CountingTransport()
            wire = HttpWire(httpx.AsyncClient(transport=counting, timeout=httpx.Timeout(STALL_SECONDS)))
            try:
                return await work(wire)
            finally:
                self.wire_bytes, self.exchanges = counting.bytes, counting.exchanges
                await wire.close()

        return asyncio.run(connected())

    def join(self, address: str, code: str, now_ms: int) -> None:
        """Enrol; nothing is fetched yet."""
        self.online(
            lambda wire: enrol(self.store, wire, Invitation(address, code), label="phone", now_ms=now_ms)
        )

    def sync(self, now_ms: int) -> int:
        """One whole run. Gives how many changes were received."""
        return self.online(lambda wire: run(self.store, wire, self.photos, now_ms=now_ms)).received

    def record(self, edits: Sequence[Edit], at_ms: int) -> None:
        """Write edits, many in one transaction: this prepares a benchmark."""
        for start in range(0, len(edits), WRITE_AT_ONCE):
            self.store.write(Author(None, at_ms, OFFSET_MINUTES), edits[start : start + WRITE_AT_ONCE])
