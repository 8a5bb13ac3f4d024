"""The office's pick-up cards and refused list in a wide window."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest

from inspect_app.actions.office.barring import Barring, bar
from inspect_app.actions.office.calls import transport_of
from inspect_app.actions.office.pickup_paper import fetch_cards
from inspect_app.actions.office.pickups import keep_pickup
from inspect_app.gate.pickup import Allowed, Card, read_allowed
from storage.photo_transfers import thumbnail
from storage.queries import barred, pickups
from sync.errors import SyncError
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, latin_words
from tests.screens.school import Phone, school_phone
from tests.screens.wide.office import ADDRESS, new_office, see, wide, with_agent

CARD = Card("小明", "大一班", "陈老师", "13611112222", (Allowed("李梅", "妈妈"),), consent=True)


def office_desk(tmp_path: Path) -> Phone:
    phone = school_phone(tmp_path)
    phone.store.set_settings(role="office")
    return phone


async def choose_file(screen: PhoneScreen, key: str, content: bytes) -> None:
    await screen.tap(key)
    await screen.desk.pictures._came(SimpleNamespace(files=[SimpleNamespace(name="a.jpg", bytes=content)]))
    await screen.settle(6)


def test_the_office_makes_a_card_with_a_photo_once_the_guardian_agreed(tmp_path: Path) -> None:
    phone = office_desk(tmp_path)

    async def work() -> None:
        async with wide(phone, "/pickups") as screen:
            await screen.tap("pickup-new")
            await screen.settle(6)
            await screen.type("child", "小明")
            await screen.type("class_name", "大一班")
            await screen.type("name-0", "李梅")
            await screen.choose("relation-0-妈妈")
            await choose_file(screen, "portrait-0", phone.raw)
            await screen.tap("pickup-save")
            assert screen.find("flaw-consent") is not None
            assert pickups.pickup_cards(phone.store.db) == []
            assert screen.shows("敏感个人信息")
            await screen.switch("consent", on=True)
            assert not latin_words(screen.texts())
            await screen.tap("pickup-save")
            assert screen.desk.where.place.name == "pickup"

    run(work)
    (card,) = pickups.pickup_cards(phone.store.db)
    (mother,) = read_allowed(card.allowed_json)
    assert (mother.name, mother.relation) == ("李梅", "妈妈")
    assert thumbnail(phone.store.db, mother.photo) is not None
    assert phone.store.rows("select about_id, stream from photo") == [{"about_id": card.id, "stream": "gate"}]


def test_a_class_that_is_known_fills_in_its_teacher(tmp_path: Path) -> None:
    phone = office_desk(tmp_path)
    keep_pickup(phone.store, phone.author(), CARD, {})

    async def work() -> None:
        async with wide(phone, "/pickup/new") as screen:
            await screen.choose("class-大一班")
            assert screen.find("teacher").value == "陈老师"
            assert screen.find("teacher_phone").value == "13611112222"

    run(work)


def test_a_person_is_taken_off_a_card_and_the_rest_stays(tmp_path: Path) -> None:
    phone = office_desk(tmp_path)
    both = Card("小明", "大一班", allowed=(Allowed("李梅", "妈妈"), Allowed("王强", "爸爸")), consent=True)
    card_id = keep_pickup(phone.store, phone.author(), both, {})

    async def work() -> None:
        async with wide(phone, f"/pickup/{card_id}") as screen:
            await screen.tap("drop-0")
            assert screen.find("name-0").value == "王强"
            await screen.tap("person-add")
            await screen.type("name-1", "李奶奶")
            await screen.tap("pickup-save")

    run(work)
    card = pickups.pickup_card(phone.store.db, card_id)
    assert card is not None
    assert [each.name for each in read_allowed(card.allowed_json)] == ["王强", "李奶奶"]


def test_a_card_is_retired_after_a_question_and_found_among_the_retired(tmp_path: Path) -> None:
    phone = office_desk(tmp_path)
    card_id = keep_pickup(phone.store, phone.author(), CARD, {})

    async def work() -> None:
        async with wide(phone, f"/pickup/{card_id}") as screen:
            await screen.tap("pickup-retire")
            await screen.tap("ask-yes")
            await screen.settle(6)
            assert screen.find(f"pickup-{card_id}") is None
            await screen.choose("pickup-state-retired")
            assert screen.find(f"pickup-{card_id}") is not None

    run(work)


def test_cards_are_printed_by_the_server(tmp_path: Path, font: Path) -> None:
    """The computer syncs first, so that the server holds what was made a moment ago."""
    office = new_office(tmp_path)
    computer = office.computer
    with_agent(office)
    keep_pickup(computer.store, computer.author(), CARD, {})

    async def work() -> None:
        async with wide(computer, "/pickups") as screen:
            await screen.tap("print-cards")
            await see(screen, "接送卡已保存为文件", 30)

    computer.store.set_settings(address=ADDRESS)
    run(work)
    (content,) = computer.fake.shell.saved.values()
    assert content.startswith(b"%PDF-")


def test_only_the_office_has_cards_printed(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    guard = office.phone("guard", "guard")
    with pytest.raises(SyncError, match="not_allowed"):
        asyncio.run(fetch_cards(transport_of(guard.store, guard.fake.device), ["x"], ADDRESS))


def test_who_is_put_on_the_refused_list_needs_a_reason_and_can_be_lifted(tmp_path: Path) -> None:
    phone = office_desk(tmp_path)

    async def work() -> None:
        async with wide(phone, "/barred") as screen:
            await screen.type("barred-name", "赵明")
            await screen.tap("barred-save")
            assert screen.find("flaw-reason") is not None
            await screen.type("barred-reason", "在校门口闹事")
            await screen.type("barred-until", "2026-12-31")
            assert not latin_words(screen.texts())
            await screen.tap("barred-save")
            (row,) = barred.barred_list(phone.store.db)
            assert screen.find("barred-name").value == ""
            await screen.tap(f"row-{row.id}")
            assert screen.shows("最后由 王师傅 于 2026-11-20 填写")
            await screen.tap("barred-lift")
            await screen.tap("ask-yes")
            assert screen.shows("已解除")

    run(work)
    assert [(row.state, row.until_day) for row in barred.barred_list(phone.store.db)] == [
        ("lifted", "2026-12-31")
    ]


def test_a_line_is_changed_by_the_office_and_only_looked_at_by_a_guard(tmp_path: Path) -> None:
    phone = office_desk(tmp_path)
    row_id = bar(phone.store, phone.author(), Barring("赵明", "闹事"))

    async def work() -> None:
        async with wide(phone, "/barred") as screen:
            await screen.tap(f"row-{row_id}")
            assert screen.find("barred-reason").value == "闹事"
            await screen.type("barred-reason", "在校门口闹事")
            await screen.tap("barred-save")
        phone.store.set_settings(role="guard")
        async with wide(phone, "/barred") as screen:
            assert screen.shows("在校门口闹事")
            assert screen.find("barred-save") is None

    run(work)
