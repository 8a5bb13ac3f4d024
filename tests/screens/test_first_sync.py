"""The minutes in which a device belongs to a school and does not hold it yet."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from storage.snapshot import stage
from sync.agent import SyncState
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import Phone, new_phone


def joined_phone(folder: Path, **state: object) -> Phone:
    """A phone that has joined and holds nothing yet."""
    phone = new_phone(folder)
    phone.store.become("phone0001", server="s1", school="示范学校", person="p1", role="office")
    phone.agent.state = SyncState(**state)  # type: ignore[arg-type]
    return phone


@pytest.mark.parametrize("width", [390, 1440], ids=["phone", "desktop"])
def test_a_school_on_its_way_is_not_called_empty(tmp_path: Path, width: int) -> None:
    """No word of rounds that are not planned, and no counts of nothing, before the first sync has ended."""
    phone = joined_phone(tmp_path, running=True)

    async def work() -> None:
        async with shown(phone, width=width) as screen:
            assert screen.shows("正在取回学校的数据")
            assert screen.find("no-rounds") is None
            assert screen.find("no-routes") is None

    run(work)


@pytest.mark.parametrize("width", [390, 1440], ids=["phone", "desktop"])
def test_a_first_sync_that_failed_is_told_and_tried_again(tmp_path: Path, width: int) -> None:
    """The reason stands there in place of a ring that turns for ever, with the button beside it."""
    phone = joined_phone(tmp_path, trouble="offline")

    async def work() -> None:
        async with shown(phone, width=width) as screen:
            assert screen.shows("服务器暂时连不上")
            await screen.tap("fetch-again")

    run(work)


@pytest.mark.parametrize("width", [390, 1440], ids=["phone", "desktop"])
def test_a_school_that_has_nothing_yet_says_so_after_the_first_sync(tmp_path: Path, width: int) -> None:
    """Then an empty school is the truth, and the screens teach how to fill it."""
    phone = joined_phone(tmp_path, last_ok_ms=1_795_130_000_000)

    async def work() -> None:
        async with shown(phone, width=width) as screen:
            assert screen.find("arriving") is None
            assert screen.find("no-rounds" if width == 390 else "no-routes") is not None

    run(work)


@pytest.mark.parametrize("width", [390, 1440], ids=["phone", "desktop"])
def test_a_first_sync_tells_how_much_has_come(tmp_path: Path, width: int) -> None:
    """The badge counts the pages that lie ready, and stops counting when the sync has ended."""
    phone = joined_phone(tmp_path, running=True)

    async def work() -> None:
        async with shown(phone, width=width) as screen:
            await screen.settle(5)
            with phone.store.durable.transaction() as db:
                stage(db, "assets", 1, "")
                stage(db, "assets", 2, "")
            await asyncio.sleep(1)
            await screen.settle(5)
            assert screen.shows("已取回 4,000")
            phone.agent.become(last_ok_ms=1_795_130_000_000)
            await screen.settle(5)
            assert not screen.shows("已取回")

    run(work)
