"""Snapshot pages on the wire: squeezed for those who can read that, the same page for all."""

from __future__ import annotations

import asyncio
import gzip

import httpx
import pytest

from storage.store import Edit
from sync.http_wire import HttpWire
from sync.protocol import BrokenPage, read_page
from sync.server.app import make_app
from tests.world import Phone, World

ADDRESS = "http://school"


def fetched(world: World, phone: Phone, stream: str, accepted: str) -> tuple[dict[str, str], bytes]:
    """One snapshot page: headers, and the body as it came over the wire."""

    async def ask() -> tuple[dict[str, str], bytes]:
        transport = httpx.ASGITransport(app=make_app(world.school))
        headers = {"Authorization": f"Bearer {phone.store.setting('token')}", "Accept-Encoding": accepted}
        async with (
            httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client,
            client.stream("GET", f"/v1/snapshot?stream={stream}&after=", headers=headers) as answer,
        ):
            return dict(answer.headers), b"".join([part async for part in answer.aiter_raw()])

    return asyncio.run(ask())


def with_a_ledger(world: World, office: Phone) -> None:
    world.write(office, [Edit("asset", f"a{n:03}", {"name": f"学生课桌椅{n}"}) for n in range(200)])
    world.sync(office)


def test_a_page_is_the_same_squeezed_and_plain(world: World, office: Phone) -> None:
    """And it is a fifth of the size at most."""
    with_a_ledger(world, office)
    _, plain = fetched(world, office, "assets", "identity")
    headers, squeezed = fetched(world, office, "assets", "gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert read_page(gzip.decompress(squeezed).decode())[1] == read_page(plain.decode())[1]
    assert len(squeezed) * 5 < len(plain)


def test_who_does_not_ask_gets_plain_text_and_so_does_a_short_page(world: World, office: Phone) -> None:
    """A cache on the way is told that it depends on the asker."""
    with_a_ledger(world, office)
    headers, _ = fetched(world, office, "assets", "identity")
    assert "content-encoding" not in headers
    assert headers["vary"] == "Accept-Encoding"
    headers, page = fetched(world, office, "patrol/c1", "gzip")
    assert "content-encoding" not in headers
    assert read_page(page.decode())


@pytest.mark.parametrize("spoilt", [b"no gzip at all", gzip.compress(b"x" * 5000)[:-20]])
def test_a_page_that_was_spoilt_on_the_way_is_a_lost_connection_or_a_broken_page(spoilt: bytes) -> None:
    """What cannot be unpacked is told as any other cut answer; what unpacks in part has no end."""

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(spoilt))

    async def ask() -> bytes:
        wire = HttpWire(httpx.AsyncClient(transport=httpx.MockTransport(answer)))
        return (await wire.exchange("GET", ADDRESS, {}, b""))[2]

    with pytest.raises((ConnectionError, BrokenPage)):
        read_page(asyncio.run(ask()).decode())
