"""Exchanges that are on their way while their device works."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import aclosing

import pytest

from sync.under_way import in_turn, under_way


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


class Line:
    """Questions of which each takes its own time; who is on its way, and who was called off."""

    def __init__(self, *seconds: float) -> None:
        self.seconds, self.gone, self.called_off = seconds, 0, []
        self.now = self.most = 0

    def questions(self) -> Iterator[Coroutine[None, None, int]]:
        for number, seconds in enumerate(self.seconds):
            self.gone += 1
            yield self._ask(number, seconds)

    async def _ask(self, number: int, seconds: float) -> int:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            self.called_off.append(number)
            raise
        finally:
            self.now -= 1
        if not seconds:
            raise ConnectionError(str(number))
        return number


def test_answers_come_in_the_order_of_asking_though_a_later_one_was_quicker() -> None:
    """And never more than two are on their way."""
    line = Line(0.05, 0.01, 0.03, 0.01, 0.01)

    async def story() -> list[int]:
        async with aclosing(in_turn(line.questions(), 2)) as answers:
            return [answer async for answer in answers]

    assert asyncio.run(story()) == [0, 1, 2, 3, 4]
    assert line.most == 2


def test_what_is_still_on_its_way_is_called_off_when_its_reader_stops() -> None:
    """A fork, or a full disk: nothing more is asked."""
    line = Line(0.01, 60, 60, 60)

    async def story() -> None:
        async with aclosing(in_turn(line.questions(), 2)) as answers:
            async for _ in answers:
                raise OSError("full")

    with pytest.raises(OSError, match="full"):
        asyncio.run(story())
    assert (line.called_off, line.gone) == ([1, 2], 3)


def test_a_failure_is_told_in_its_turn_and_ends_the_line() -> None:
    line = Line(0.03, 0, 60)
    read: list[int] = []

    async def story() -> None:
        async with aclosing(in_turn(line.questions(), 2)) as answers:
            read.extend([answer async for answer in answers])

    with pytest.raises(ConnectionError, match="1"):
        asyncio.run(story())
    assert line.called_off == [2]
