"""Two batches on their way at once: each names the line that it follows, so that none jumps the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest

import sync.push
from storage import log
from storage.change import digest_of, encode, new_id
from sync.errors import SyncError
from tests.sync.conftest import a_check, ask, forge
from tests.world import Phone, World

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def small_batches() -> Iterator[None]:
    """Three changes a batch, where two thousand would only take longer."""
    with mock.patch.object(sync.push, "PUSH_CHANGES_LIMIT", 3):
        yield


class Way:
    """A phone's way to the server that knows of pushes: how many are on it, and what befalls each."""

    def __init__(self, world: World, phone: Phone) -> None:
        self.world, self.asked, self.statuses = world, 0, []
        self.now = self.most = 0
        phone.wire.exchange = self.exchange  # type: ignore[method-assign]

    async def exchange(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        if "/v1/push" not in url:
            return await self.world.app.exchange(method, url, headers, body)
        nth, self.asked = self.asked, self.asked + 1
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            answer = await self.pass_on(nth, (method, url, headers, body))
        finally:
            self.now -= 1
        self.statuses.append(answer[0])
        return answer

    async def pass_on(self, nth: int, request: Any) -> Answer:
        return await self.world.app.exchange(*request)


class FirstIsSlow(Way):
    """The first push reaches the server when the second was answered."""

    async def pass_on(self, nth: int, request: Any) -> Answer:
        while nth == 0 and not self.statuses:
            await asyncio.sleep(0.001)
        return await super().pass_on(nth, request)


class FirstIsLost(Way):
    """The first push never reaches the server; the second does."""

    async def pass_on(self, nth: int, request: Any) -> Answer:
        if nth == 0:
            while not self.statuses:
                await asyncio.sleep(0.001)
            raise ConnectionError("no route")
        return await super().pass_on(nth, request)


def numbers_held(world: World, phone: Phone) -> list[int]:
    """The sequence numbers of a phone's checks in the order of the server's revisions."""
    sql = "select seq from change where device = ? and kind = 'check' order by rev"
    return [row[0] for row in world.server.execute(sql, [phone.store.device])]


def with_checks(world: World, phone: Phone, count: int) -> None:
    world.write(phone, [a_check(world) for _ in range(count)])


def test_two_batches_are_on_their_way_at_once_and_stored_in_their_order(
    world: World, inspector: Phone
) -> None:
    with_checks(world, inspector, 11)
    way = Way(world, inspector)
    assert world.sync(inspector).accepted == 11
    assert (way.most, len(way.statuses)) == (2, 4)
    held = numbers_held(world, inspector)
    assert held == sorted(held)


def test_batches_that_overtake_each_other_go_one_by_one_from_then_on(world: World, inspector: Phone) -> None:
    """A slow network must not carry every batch twice."""
    with_checks(world, inspector, 17)
    way = FirstIsSlow(world, inspector)
    assert world.sync(inspector).accepted == 17
    assert way.asked == 6 + 3
    held = numbers_held(world, inspector)
    assert (len(held), held) == (17, sorted(held))


def test_where_the_first_batch_is_lost_nothing_of_the_second_is_taken(world: World, inspector: Phone) -> None:
    """Otherwise its numbers would stand there with a hole before them. The next run brings all."""
    with_checks(world, inspector, 5)
    way = FirstIsLost(world, inspector)
    assert isinstance(world.sync(inspector), SyncError)
    assert numbers_held(world, inspector) == []
    way.asked = 99
    assert world.sync(inspector).accepted == 5


def test_a_batch_that_names_a_line_not_held_is_out_of_order(world: World, office: Phone) -> None:
    change = forge(office)
    path = f"/v1/push?epoch={world.school.identity.epoch}&link="
    body = encode(change).encode()
    assert ask(world, "POST", path + "ab" * 32, phone=office, body=body)[1]["error"] == "out_of_order"
    assert (
        ask(world, "POST", path + change.previous, phone=office, body=body)[1]["answers"][0][1] == "accepted"
    )
    follows = forge(office, id=new_id(2), row="r8", seq=change.seq + 1, previous=digest_of(body).hex())
    answer = ask(world, "POST", path + follows.previous, phone=office, body=encode(follows).encode())[1]
    assert answer["answers"][0][1] == "accepted"


def test_behind_a_forked_batch_nothing_is_taken(world: World, inspector: Phone) -> None:
    """The twin sent first. What this phone has goes in again under its new identity, once."""
    with_checks(world, inspector, 1)
    world.sync(inspector)
    twin = world.clone(inspector)
    with_checks(world, inspector, 1)
    with_checks(world, twin, 8)
    before = twin.store.device
    way = Way(world, twin)
    world.sync(inspector)
    assert not isinstance(world.sync(twin), SyncError)
    assert twin.store.device != before
    assert way.most == 2
    assert len(numbers_held(world, twin)) == 8
    assert log.outbox_count(twin.store.db) == 0
