"""The office opens a number in a visit's detail, saves what is kept about a person, and erases it."""

from __future__ import annotations

import asyncio
import io
import zipfile
from pathlib import Path

import pytest

from inspect_app.actions.office import openings as opening_actions
from inspect_app.gate_keys.publishing import keep_key
from inspect_app.routes import route_to
from inspect_app.screens.wide.gate import opening as opening_screen
from inspect_app.screens.wide.gate.person import FILE_NAME
from storage.queries import openings
from storage.store import Edit
from sync.server.console import Console
from tests.gate_keys.school import NUMBER
from tests.gate_keys.test_opening import sign_in
from tests.screens.headless import run
from tests.screens.running import latin_words
from tests.screens.wide.office import Office, new_office, see, wide

GROUPED = "110105 19491231 002X"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """One visit, sealed, ended; the number lies in it."""
    made = new_office(tmp_path)
    with Console(tmp_path / "data") as console:
        console.sync()
        keep_key(console, tmp_path / "data")
    guard = made.phone("guard", "guard")
    sign_in(guard, "v1")
    guard.write(
        Edit("visit", "v1", {"phone": "13900001234", "out_ms": 1_795_131_900_000, "out_how": "tapped"})
    )
    made.sync(guard)
    made.sync()
    return made


def test_the_number_is_shown_after_a_reason_and_hidden_after_its_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In sight only after the server has put it on record; then gone by itself, and nowhere in the store."""
    monkeypatch.setattr(opening_screen, "SHOWN_SECONDS", 2)

    async def work() -> None:
        async with wide(office.computer, "/visit-log/v1") as screen:
            await see(screen, "110***********002X")
            await screen.tap("open-number")
            await screen.settle(8)
            assert not screen.shows("110105")
            await screen.choose("reason-0")
            assert set(latin_words(screen.texts())) <= {"X"}
            await screen.tap("reason-yes")
            await see(screen, GROUPED)
            for _ in range(60):
                await screen.settle(10)
                if not screen.shows(GROUPED):
                    break
            assert not screen.shows("110105")

    run(work)
    office.sync()
    assert [each.reason for each in openings.openings_of(office.computer.store.db, "v1")] == ["公安机关查询"]
    files = [each for each in office.folder.rglob("*") if each.is_file()]
    assert not [each for each in files if NUMBER.encode() in each.read_bytes()]


def test_the_detail_of_a_visit_offers_the_number_to_the_office_only(office: Office) -> None:
    """Masked for everybody; the button is not there for a guard on a wide window."""

    async def work() -> None:
        async with wide(office.computer, "/visit-log/v1") as screen:
            await see(screen, "110***********002X")
            assert screen.find("open-number") is not None
            office.computer.store.set_settings(role="guard")
            screen.desk.changed()
            await screen.settle(8)
            assert screen.find("open-number") is None

    run(work)


def test_all_about_a_person_is_saved_and_then_erased(office: Office) -> None:
    """Found by name and phone, saved as one file without the name in its own name, counted, erased."""

    async def work() -> None:
        async with wide(office.computer, "/visit-log/v1") as screen:
            await see(screen, "110***********002X")
            await screen.tap("all-about-person")
            await screen.settle(8)
            await screen.tap("person-find")
            await see(screen, "来访记录 1")
            assert set(latin_words(screen.texts())) <= {"X"}
            await screen.tap("person-save")
            await see(screen, FILE_NAME)
            await screen.tap("person-count")
            await see(screen, "永久删除")
            await screen.tap("person-erase")
            await see(screen, "服务器上已删除")

    run(work)
    saved = office.computer.fake.shell.saved[FILE_NAME]
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        assert {"person.json", "index.html"} <= set(archive.namelist())
    office.sync()
    assert office.computer.store.rows("select id from visit") == []


def test_a_reason_too_short_is_not_sent(office: Office) -> None:
    async def ask() -> None:
        await opening_actions.open_number(office.computer.store, office.computer.fake.device, "v1", " x ")

    with pytest.raises(opening_actions.NoReason):
        asyncio.run(ask())
    assert not [each for each in office.wire.asked if each.endswith("/number")]


def test_the_page_of_personal_data_asks_about_anybody(office: Office) -> None:
    """Nothing stands in the fields, so nothing can be asked for yet; then nobody of that name is found."""

    async def work() -> None:
        async with wide(office.computer, route_to("privacy")) as screen:
            await screen.tap("all-about-person")
            await screen.settle(8)
            assert screen.find("person-find").disabled
            await screen.type("person-name", "陈伟")
            await screen.type("person-phone", "13600006666")
            await screen.tap("person-find")
            await see(screen, "没有保存这个人的信息")

    run(work)
