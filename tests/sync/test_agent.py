"""The agent that decides when to sync: no answer and no disk ends it for good."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from sync.agent import SyncAgent
from tests.sync.conftest import a_check
from tests.world import Phone, World

Exchange = Callable[[str, str, dict[str, str], bytes], Awaitable[tuple[int, dict[str, str], bytes]]]


def agent_of(world: World, phone: Phone) -> SyncAgent:
    return SyncAgent(phone.store, phone.wire, phone.files, now_ms=lambda: world.now_ms, chance=lambda: 0.5)


def answering(exchange: Exchange, path: str, spoil: Callable[[bytes], bytes]) -> Exchange:
    """The same wire, with the answers of one path spoilt."""

    async def spoilt(method: str, url: str, headers: dict[str, str], body: bytes) -> Any:
        status, kept, answer = await exchange(method, url, headers, body)
        return (status, kept, spoil(answer) if path in url else answer)

    return spoilt


def without_numbers(answer: bytes) -> bytes:
    return json.dumps({"server": json.loads(answer)["server"]}).encode()


@pytest.mark.parametrize(
    ("spoil", "trouble"),
    [
        (without_numbers, "unknown"),
        (lambda answer: answer[: len(answer) // 2], "garbled"),
        (lambda answer: bytes(byte ^ 0x5A for byte in answer), "garbled"),
        (lambda _: b"", "garbled"),
        (lambda _: b"\xef\xbb\xbf\r\n<html>\xc7\xeb\xb5\xc7\xc2\xbc</html>", "not_our_server"),
        (lambda _: b'{"code": 302, "url": "http://portal"}', "not_our_server"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/hello", "/v1/push"])
def test_a_strange_answer_is_named_and_the_next_run_goes_on(
    world: World, inspector: Phone, path: str, spoil: Callable[[bytes], bytes], trouble: str
) -> None:
    """Whichever stage it meets: cut, scrambled, empty, a log-in page in GBK, the right server's without numbers."""
    agent = agent_of(world, inspector)
    world.write(inspector, [a_check(world)])
    exchange = inspector.wire.exchange
    inspector.wire.exchange = answering(exchange, path, spoil)  # type: ignore[method-assign]
    state = world.loop.run(agent.sync_now())
    assert (state.trouble, state.running, state.unsent) == (trouble, False, 1)
    inspector.wire.exchange = exchange  # type: ignore[method-assign]
    state = world.loop.run(agent.sync_now())
    assert (state.trouble, state.running, state.unsent) == (None, False, 0)


def test_a_store_that_fails_at_the_last_note_of_a_run_does_not_end_the_agent(
    world: World, inspector: Phone
) -> None:
    """Everything went well but the note of it: told, and the next run goes on."""
    agent = agent_of(world, inspector)
    assert world.loop.run(agent.sync_now()).trouble is None
    db = inspector.store.db
    db.execute(
        "create temp trigger no_room before update on setting when new.key = 'last_ok_ms' "
        "begin select raise(abort, 'no room'); end"
    )
    state = world.loop.run(agent.sync_now())
    assert (state.trouble, state.running) == ("unknown", False)
    db.execute("drop trigger no_room")
    assert world.loop.run(agent.sync_now()).trouble is None
