"""The office need not wait for the night, and nobody else may ask."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.cli.serve import whole_app
from inspect_app.retention.due import DAY_MS
from sync.http_wire import HttpWire
from sync.server.console import wall_ms
from sync.server.devices import mint_device
from sync.server.school import School
from tests.retention.gatehouse import ADDRESS, Gatehouse


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Gatehouse]:
    made = Gatehouse(tmp_path)
    made.sign_in("司徒九十", wall_ms() - 91 * DAY_MS)
    made.sync()
    yield made
    made.close()


def ask(house: Gatehouse, role: str) -> tuple[int, bytes]:
    school = School(house.data, wall_ms)
    with school.database.writer() as db:
        _, token = mint_device(db, role=role, person=None, scope=None, label=role, now_ms=1)
    app = whole_app(school, house.phone, house.data)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    wire = HttpWire.into_app(app)
    status, _, body = asyncio.run(wire.exchange("POST", f"{ADDRESS}/v1/office/retention", headers, b"{}"))
    return status, body


def test_the_office_erases_what_is_due_now(house: Gatehouse) -> None:
    status, body = ask(house, "office")
    assert status == 200
    assert b'"visit":1' in body.replace(b" ", b"")
    assert house.holders(["司徒九十"]) == ["phone"]


@pytest.mark.parametrize("role", ["guard", "teacher", "inspector", "repairer", "canteen", "viewer"])
def test_nobody_else_may(house: Gatehouse, role: str) -> None:
    assert ask(house, role)[0] == 403
    assert "school" in house.holders(["司徒九十"])
