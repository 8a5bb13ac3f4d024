"""Twenty minutes before the holidays: phones count one school offline, with a bad network, and the office closes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspect_app.actions import counting
from inspect_app.actions.office import stocktakes as office
from inspect_app.stocktake.scope import Scope
from inspect_app.views.stocktake import frozen_lines, stocktake_view
from storage import log
from storage.edits import Author, Edit
from storage.queries import stocktakes
from tests.screens.school import code_of
from tests.world import BEIJING, Phone, World

ROOMS, CARDS = 8, 96


@contextmanager
def world_of(folder: Path, seed: int) -> Iterator[World]:
    world = World(folder, seed)
    try:
        yield world
    finally:
        world.close()


def author(world: World, phone: Phone) -> Author:
    world.now_ms += 1000
    return Author(f"person-{phone.name}", world.wall_ms(phone), BEIJING)


def settle(world: World, phone: Phone) -> None:
    """Over a network without faults, until nothing is left to send."""
    phone.wire.rate = 0.0
    for _ in range(5):
        world.sync(phone)
    assert log.outbox_count(phone.store.db) == 0


def school_of(world: World) -> tuple[Phone, list[Phone]]:
    desk = world.add_phone("office")
    rooms = [
        Edit("room", f"r{n}", {"campus_id": "c1", "building": "A", "number": str(n), "code": code_of(n)})
        for n in range(ROOMS)
    ]
    cards = [
        Edit("asset", f"a{n}", {"name": f"资产{n}", "code": code_of(5000 + n), "room_id": f"r{n % ROOMS}"})
        for n in range(CARDS)
    ]
    world.write(desk, [Edit("campus", "c1", {"name": "本部"}), *rooms, *cards])
    settle(world, desk)
    phones = [world.add_phone("inspector") for _ in range(4)]
    for phone in phones:
        settle(world, phone)
    return desk, phones


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_counted_twice_and_nothing_that_was_scanned_is_missing(tmp_path: Path, seed: int) -> None:
    """Four phones with overlapping halves of the school, wrong clocks, lost and doubled answers."""
    with world_of(tmp_path, seed) as world:
        desk, phones = school_of(world)
        count = office.open_stocktake(desk.store, author(world, desk), "期末", "end", Scope())
        settle(world, desk)
        scanned: set[str] = set()
        for phone in phones:
            settle(world, phone)
            phone.skew_ms = world.random.choice([0, -3_600_000, 240_000])
            phone.wire.rate = 0.3
        for _ in range(200):
            phone, number = world.random.choice(phones), world.random.randrange(CARDS - 10)
            room = f"r{number % ROOMS}"
            counting.count_code(phone.store, author(world, phone), count, code_of(5000 + number), room)
            scanned.add(f"a{number}")
            if world.random.random() < 0.2:
                world.sync(phone)
        for phone in phones:
            settle(world, phone)
        settle(world, desk)
        lines = office.close_stocktake(desk.store, author(world, desk), count)
        assert {line.thing for line in lines if line.kind == "unseen"} == {
            f"a{n}" for n in range(CARDS)
        } - scanned
        assert {line.kind for line in lines} <= {"unseen"}
        view = stocktake_view(desk.store, count)
        assert view is not None
        assert view.progress.found == len(scanned)
        settle(world, desk)
        for phone in phones:
            settle(world, phone)
            row = stocktakes.stocktake(phone.store.db, count)
            assert row is not None
            assert frozen_lines(phone.store, row).lines == lines
            assert stocktake_view(phone.store, count).counted == view.counted  # type: ignore[union-attr]


def test_a_phone_that_was_offline_at_the_closing_is_late_not_lost(tmp_path: Path) -> None:
    """The office closes; the scan arrives; it is shown as late, and counting on takes it in."""
    with world_of(tmp_path, 1) as world:
        desk, (phone, *_) = school_of(world)
        count = office.open_stocktake(desk.store, author(world, desk), "期末", "end", Scope())
        settle(world, desk)
        settle(world, phone)
        counting.count_code(phone.store, author(world, phone), count, code_of(5001), "r1")
        office.close_stocktake(desk.store, author(world, desk), count)
        settle(world, desk)
        settle(world, phone)
        settle(world, desk)
        row, view = stocktakes.stocktake(desk.store.db, count), stocktake_view(desk.store, count)
        assert row is not None
        assert view is not None
        assert [each.thing for each in frozen_lines(desk.store, row).late(view.records)] == ["a1"]
        office.reopen_stocktake(desk.store, author(world, desk), count)
        lines = office.close_stocktake(desk.store, author(world, desk), count)
        assert "a1" not in {line.thing for line in lines}
