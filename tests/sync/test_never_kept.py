"""No cache, in a browser or on the way, keeps an answer of the server: an erase could not reach it there."""

from __future__ import annotations

import json

import pytest

from storage.store import Edit
from tests.sync.test_erasing import VISIT
from tests.world import ADDRESS, Phone, World


@pytest.fixture
def guard(world: World, office: Phone) -> Phone:
    phone = world.add_phone("guard")
    world.sync(phone)
    return phone


def headers_of(world: World, phone: Phone, method: str, path: str, body: object = None) -> dict[str, str]:
    given = {"Authorization": f"Bearer {phone.store.setting('token')}"}
    content = b"" if body is None else json.dumps(body).encode()
    if body is not None:
        given["Content-Type"] = "application/json"
    status, headers, _ = world.loop.run(world.app.exchange(method, ADDRESS + path, given, content))
    assert status == 200, path
    return {name.lower(): value for name, value in headers.items()}


def test_no_answer_about_visitors_is_kept_by_a_cache(world: World, guard: Phone) -> None:
    world.write(guard, [Edit("visit", "v", VISIT)])
    photo = world.photograph(guard, "visit", "v")
    world.sync(guard)
    epoch = world.school.identity.epoch
    asked: list[tuple[str, str, object]] = [
        ("GET", f"/v1/pull?stream=gate&epoch={epoch}", None),
        ("GET", "/v1/snapshot?stream=gate", None),
        ("POST", "/v1/rows", {"rows": [["visit", "v"]]}),
        ("GET", f"/v1/photos/{photo}", None),
        ("GET", f"/v1/photos/{photo}/thumbnail", None),
        ("POST", "/v1/hello", {"protocol": 1, "now": world.now_ms}),
    ]
    for method, path, body in asked:
        assert headers_of(world, guard, method, path, body)["cache-control"] == "no-store", path
