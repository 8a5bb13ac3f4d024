"""An exchange that is on its way while its device works."""

from __future__ import annotations

import asyncio

import pytest

from sync.under_way import under_way


def test_the_question_has_left_before_the_device_begins_to_store() -> None:
    """Storing holds the event loop: what had not left by then would only wait."""
    told: list[str] = []

    async def exchange() -> str:
        for _ in range(20):  # a client passes a few locks before it writes to its socket
            await asyncio.sleep(0)
        told.append("left")
        await asyncio.sleep(0.01)
        return "page"

    async def story() -> str:
        async with under_way(exchange()) as asking:
            told.append("stored")
            return await asking

    assert asyncio.run(story()) == "page"
    assert told == ["left", "stored"]


def test_it_is_called_off_where_storing_fails() -> None:
    """A full disk ends the run: no answer may come to a device that has stopped listening."""
    ended: list[str] = []

    async def exchange() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("called off")

    async def story() -> None:
        async with under_way(exchange()):
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        asyncio.run(story())
    assert ended == ["called off"]


def test_its_own_failure_comes_where_the_answer_is_awaited() -> None:
    """What came before is stored by then."""
    stored: list[str] = []

    async def exchange() -> None:
        raise ConnectionError("cut")

    async def story() -> None:
        async with under_way(exchange()) as asking:
            stored.append("page")
            await asking

    with pytest.raises(ConnectionError, match="cut"):
        asyncio.run(story())
    assert stored == ["page"]
