"""A phone whose clock ran years ahead keeps no visitor for years, and what a cabinet was told earlier goes too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.retention.due import DAY_MS, Due, Held, due
from inspect_app.retention.run import run_retention
from storage.store import Edit
from sync.server.console import Console, wall_ms
from tests.retention.gatehouse import Gatehouse
from tests.retention.test_due import ago, limits

AHEAD = ago(-20_000)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Gatehouse]:
    made = Gatehouse(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (Held("visit", "v", ago(91), {"in_ms": AHEAD}), [Due("visit", "visit", "v")]),
        (Held("visit", "v", ago(89), {"in_ms": AHEAD}), []),
        (Held("passage", "p", ago(91), {"at_ms": AHEAD}), [Due("things", "passage", "p")]),
        (Held("sign_out", "s", ago(91), {"out_ms": AHEAD}), [Due("visit", "sign_out", "s")]),
        (Held("shift", "s", ago(181), {"began_ms": AHEAD}), [Due("shift", "shift", "s")]),
        (Held("left_item", "l", ago(91), {"state": "fetched", "fetched_ms": AHEAD}),
         [Due("things", "left_item", "l")]),
        (Held("expected", "e", ago(800), {"day": "2206-10-19"}), [Due("expected", "expected", "e")]),
        (Held("expected", "e", ago(1), {"day": "2027-10-19"}), []),
    ],
)  # fmt: skip
def test_a_moment_after_the_change_that_tells_it_is_not_believed(held: Held, expected: list[Due]) -> None:
    assert due([held], limits()) == expected


def test_an_identity_photo_with_a_wrong_moment_goes_by_the_day_it_was_sent() -> None:
    fields = {"about_kind": "visit", "about_id": "v", "item": "id_paper", "taken_ms": AHEAD}
    visit = Held("visit", "v", ago(8), {"in_ms": ago(8)})
    assert due([visit, Held("photo", "p", ago(8), fields)], limits()) == [Due("id_photo", "photo", "p")]


def give_out(house: Gatehouse, holder: str) -> None:
    house.store.write(house.author(), [Edit("gate_item", "k1", {"state": "out", "holder": holder})])
    house.store.write(house.author(), [Edit("gate_item", "k1", {"state": "in", "holder": None})])
    house.sync()


def test_who_had_a_key_that_is_used_every_day_does_not_stay_in_its_history(house: Gatehouse) -> None:
    """The row is as new as today's use of it, and names nobody: its older lines do."""
    with Console(house.data) as console:
        fields = {"sort": "key", "number": "7", "state": "in", "campus_id": "c1"}
        console.write([Edit("gate_item", "k1", fields)])
    house.sync()
    give_out(house, "司徒借匙")
    assert house.holders(["司徒借匙"]) == ["school", "phone"]
    with Console(house.data) as console:
        assert run_retention(console, house.data, wall_ms() + 89 * DAY_MS).counts == {}
        assert run_retention(console, house.data, wall_ms() + 91 * DAY_MS).counts == {"things": 1}
        assert run_retention(console, house.data, wall_ms() + 91 * DAY_MS).counts == {}
    house.sync()
    assert house.holders(["司徒借匙"]) == []
    assert house.store.rows("select number, state from gate_item") == [{"number": "7", "state": "in"}]
