"""The queue in which the batches of one device wait for each other."""

from __future__ import annotations

import asyncio
from unittest import mock

from sync.server import turns
from sync.server.turns import Turns


async def visit(queue: Turns, device: str, seconds: float, order: list[str]) -> None:
    async with queue.queued(device) as turn:
        await asyncio.sleep(seconds)
        await turn.come()
        order.append(f"{device} {seconds}")


def order_of(*visits: tuple[str, float]) -> list[str]:
    async def story() -> list[str]:
        queue, order = Turns(), list[str]()
        await asyncio.gather(*(visit(queue, device, seconds, order) for device, seconds in visits))
        return order

    return asyncio.run(story())


def test_who_came_first_is_served_first_though_the_second_was_ready_before() -> None:
    assert order_of(("a", 0.05), ("a", 0.01), ("a", 0.02)) == ["a 0.05", "a 0.01", "a 0.02"]


def test_devices_do_not_wait_for_each_other() -> None:
    assert order_of(("a", 0.2), ("b", 0.01)) == ["b 0.01", "a 0.2"]


def test_nobody_waits_for_ever_for_a_phone_that_left() -> None:
    with mock.patch.object(turns, "WAIT_SECONDS", 0.01):
        assert order_of(("a", 0.5), ("a", 0.02)) == ["a 0.02", "a 0.5"]


def test_a_request_that_failed_lets_the_next_one_in() -> None:
    async def story() -> list[str]:
        queue, order = Turns(), list[str]()
        try:
            async with queue.queued("a"):
                raise OSError("full")
        except OSError:
            pass
        await visit(queue, "a", 0, order)
        return order

    assert asyncio.run(story()) == ["a 0"]
