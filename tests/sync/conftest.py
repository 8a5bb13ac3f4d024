"""A world without faults, with an office and an inspector whose school is founded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage import log
from storage.change import Change, digest_of, encode
from storage.log import Logged
from storage.store import Edit, Head
from tests.world import ADDRESS, Phone, World

ROOMS = [
    Edit("campus", "c1", {"name": "东"}),
    Edit("campus", "c2", {"name": "西"}),
    Edit("room", "r1", {"campus_id": "c1", "building": "A", "number": "101"}),
    Edit("room", "r2", {"campus_id": "c2", "building": "B", "number": "201"}),
]


def a_check(world: World, room: str = "r1") -> Edit:
    fields = {
        "room_id": room,
        "checklist_id": "k",
        "answers": {},
        "result": "passed",
        "done_ms": world.now_ms,
    }
    return Edit("check", world.new_id(), fields)


def a_fault(world: World, room: str = "r1", **more: Any) -> Edit:
    fields = {"room_id": room, "title": "灯", "state": "open", "found_ms": world.now_ms}
    return Edit("fault", world.new_id(), fields | more)


def ask(
    world: World,
    method: str,
    path: str,
    *,
    phone: Phone | None = None,
    body: Any = b"",
    headers: dict[str, str] | None = None,
) -> tuple[int, Any]:
    """One raw request as a stranger's client would make it: (status, JSON or text)."""
    token = phone.store.setting("token") if phone else None
    given = {"Authorization": f"Bearer {token}"} if token else {}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    if not isinstance(body, bytes):
        given["Content-Type"] = "application/json"
    status, _, answer = world.loop.run(
        world.app.exchange(method, ADDRESS + path, given | (headers or {}), content)
    )
    try:
        return status, json.loads(answer)
    except ValueError:
        return status, answer


def push(world: World, phone: Phone, *lines: str | bytes) -> list[list[Any]]:
    """Hand in lines as they are; the answers."""
    body = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    status, answer = ask(
        world, "POST", f"/v1/push?epoch={world.school.identity.epoch}", phone=phone, body=body
    )
    assert status == 200, answer
    return answer["answers"]


def forge(phone: Phone, **values: Any) -> Change:
    """The next change of this phone, with whatever a test wants to be wrong about it."""
    head = phone.store.head()
    clock = head.clock.tick(1_788_000_000_000)
    usual = Change(
        "i", "core", "room", "r9", {"campus_id": "c1", "building": "A", "number": "9"}, {}, clock.stamp,
        clock.device, head.seq + 1, None, 1, 480, head.link,
    )  # fmt: skip
    return usual._replace(**values)


def slip_in(phone: Phone, change: Change, line: str | None = None) -> None:
    """Put a change into the outbox that the store itself would have refused."""
    line = line or encode(change)
    clock = phone.store.head().clock
    with phone.store.durable.transaction() as db:
        log.append(db, [Logged(change, change.stamp, None, digest_of(line), line)])
        phone.store._save_head(db, Head(clock.witness(change.stamp), change.seq, digest_of(line).hex()))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, seed=0)
    yield made
    made.close()


@pytest.fixture
def office(world: World) -> Phone:
    phone = world.add_phone("office")
    world.write(phone, ROOMS)
    world.sync(phone)
    return phone


@pytest.fixture
def inspector(world: World, office: Phone) -> Phone:
    phone = world.add_phone("inspector")
    world.sync(phone)
    return phone


@pytest.fixture
def teacher(world: World, office: Phone) -> Phone:
    phone = world.add_phone("teacher")
    world.sync(phone)
    return phone
