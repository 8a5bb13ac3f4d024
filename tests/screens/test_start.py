"""Opening the app: where nothing can be kept nothing may be recorded, and each reason has its sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from inspect_app.app import run_app
from inspect_app.devices.ports import Refusal
from tests.screens.headless import Screen, run
from tests.screens.running import shown
from tests.screens.school import Phone, new_phone, school_phone


@asynccontextmanager
async def started(phone: Phone) -> AsyncIterator[Screen]:
    """The app as main.py starts it."""
    screen = Screen()
    await run_app(screen.page, phone.fake.device, lambda store, device: phone.agent, phone.join)
    await screen.settle()
    yield screen
    screen.session.close()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("storage_refused", "无痕浏览"),
        ("storage_taken", "应用已在另一个窗口打开"),
        ("not_secure", "不是安全连接"),
    ],
)
def test_a_place_that_keeps_nothing_is_named(reason: str, words: str, tmp_path: Path) -> None:
    """One sentence; a second window may take over."""
    phone = school_phone(tmp_path)
    phone.fake.storage.refusal = Refusal(reason)

    async def work() -> None:
        async with started(phone) as screen:
            assert screen.shows(words)
            assert (screen.find("take-over") is not None) == (reason == "storage_taken")

    run(work)


def test_a_second_window_takes_over(tmp_path: Path) -> None:
    """The other lets go, and the app goes on with its records."""
    phone = school_phone(tmp_path)
    phone.fake.storage.refusal = Refusal("storage_taken")

    async def work() -> None:
        async with started(phone) as screen:
            await screen.tap("take-over")
            await screen.settle()
            assert screen.shows("重点部位巡查 · 早巡")

    run(work)


def test_a_broken_database_is_told_and_left_alone(tmp_path: Path) -> None:
    """Not a byte of it is changed."""
    phone = new_phone(tmp_path)
    phone.store.close()
    broken = tmp_path / "inspect.db"
    for leftover in tmp_path.glob("inspect.db-*"):
        leftover.unlink()
    broken.write_bytes(b"not a database" * 1000)

    async def work() -> None:
        async with started(phone) as screen:
            assert screen.shows("本机的记录读不出来")

    run(work)
    assert broken.read_bytes() == b"not a database" * 1000


def test_a_phone_that_is_full_opens_and_says_so_at_the_first_write(tmp_path: Path) -> None:
    """Opening writes nothing, so that what is here can be seen, sent and given out."""
    phone = school_phone(tmp_path)
    phone.check("r2")

    async def work() -> None:
        async with started(phone) as screen:
            assert screen.shows("重点部位巡查 · 早巡")

    phone.store.db.conn.commit()
    before = phone.store.db.execute("pragma data_version").fetchone()[0]
    run(work)
    assert phone.store.db.execute("pragma data_version").fetchone()[0] == before


def test_a_full_disk_at_the_start_can_be_tried_again(tmp_path: Path) -> None:
    """One sentence and one button; when there is room the app goes on with its records."""
    phone = school_phone(tmp_path)
    phone.fake.storage.refusal = Refusal("storage_full")

    async def work() -> None:
        async with started(phone) as screen:
            assert screen.shows("手机空间已满")
            await screen.tap("take-over")
            await screen.settle()
            assert screen.shows("重点部位巡查 · 早巡")

    run(work)


def test_leaving_leads_back_to_the_door(tmp_path: Path) -> None:
    """Everything sent, then gone: the next person finds an empty phone."""
    phone = school_phone(tmp_path)
    phone.store.db.execute("update change set rev = seq")
    phone.store.db.conn.commit()

    async def work() -> None:
        async with started(phone) as screen:
            await screen.tap("tab-me")
            await screen.tap("leave")
            await screen.tap("ask-yes")
            await screen.settle()
            assert screen.shows("加入学校")

    run(work)
    assert phone.store.rows("select id from person") == []


@pytest.mark.parametrize(("width", "is_column"), [(390, False), (1440, True)])
def test_the_schools_door_is_a_column_on_a_wide_window(width: int, is_column: bool, tmp_path: Path) -> None:
    """Its buttons do not run over a whole desk, and a computer is told how a computer installs."""
    phone = new_phone(tmp_path)
    phone.fake.shell.is_installed = False

    async def work() -> None:
        async with shown(phone, width=width) as screen:
            assert (screen.find("door-column") is not None) == is_column
            assert screen.shows("地址栏") == is_column
            assert screen.shows("苹果手机") != is_column
            assert screen.find("join") is not None

    run(work)


def test_a_window_that_grows_gets_the_rail(tmp_path: Path) -> None:
    """At 1000 pixels the bar below goes and the rail comes, and back."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with started(phone) as screen:
            assert screen.find("tab-today") is not None
            resized = {"width": 1440.0, "height": 900.0}
            await screen.session.dispatch_event(screen.page._i, "resize", resized)
            await screen.settle(6)
            assert screen.find("tab-today") is None

    run(work)
