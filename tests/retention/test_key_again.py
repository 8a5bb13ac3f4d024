"""An office that was away writes the school's settings as it had known them: the gate's key is soon there again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.cli.serve import tend_gate_key
from inspect_app.gate.sealing import SchoolKey, school_key
from inspect_app.retention.daily import tend
from inspect_app.retention.due import DAY_MS
from storage.queries import places
from storage.store import Edit
from sync.server.console import Console, wall_ms
from tests.retention.gatehouse import Gatehouse


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Gatehouse]:
    made = Gatehouse(tmp_path)
    tend_gate_key(made.data)
    yield made
    made.close()


def published(console: Console) -> SchoolKey | None:
    console.sync()
    return school_key(json.loads(places.school_settings(console.store.db) or "{}"))


def test_a_key_that_old_settings_overwrote_is_published_again_at_the_next_look(house: Gatehouse) -> None:
    """Not only in the night: until then no guard's phone could seal a number."""
    at_noon_ms = wall_ms() // DAY_MS * DAY_MS + DAY_MS // 2
    tend(house.data, at_noon_ms)
    with Console(house.data) as console:
        before = published(console)
        school_id = places.school_id(console.store.db) or ""
        console.write([Edit("school", school_id, {"settings": {"prefill_answers": True}})])
        assert published(console) is None
    assert tend(house.data, at_noon_ms + 60_000)
    with Console(house.data) as console:
        assert published(console) == before is not None
        assert json.loads(places.school_settings(console.store.db) or "{}")["prefill_answers"] is True
    assert not tend(house.data, at_noon_ms + 120_000)
