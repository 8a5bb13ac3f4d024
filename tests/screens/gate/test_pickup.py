"""A pick-up card at the gate: faces to compare, one tap hands over, anybody else is refused and the teacher named."""

from __future__ import annotations

import asyncio
from pathlib import Path

from inspect_app.actions.office.pickups import keep_pickup, keep_portrait, retire_pickup
from inspect_app.gate.pickup import Allowed, Card
from storage.queries.pickups import collections, pickup_card
from tests.gate.desk import gate_phone
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone


def a_card(phone: Phone) -> str:
    """小明's card: his mother with a photo, his father without."""
    sha256, size = asyncio.run(keep_portrait(phone.store, phone.fake.device, phone.raw))
    allowed = (Allowed("李梅", "妈妈", "13800001234", sha256), Allowed("王强", "爸爸"))
    card = Card("小明", "大一班", "陈老师", "13611112222", allowed, consent=True)
    return keep_pickup(phone.store, phone.author(), card, {sha256: size})


def code_of_card(phone: Phone, card_id: str) -> str:
    card = pickup_card(phone.store.db, card_id)
    assert card is not None
    return card.code


def test_a_scanned_card_shows_the_child_and_the_faces_and_one_tap_hands_over(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    card_id = a_card(phone)

    async def work() -> None:
        async with shown(phone, f"/q/{code_of_card(phone, card_id)}") as screen:
            assert screen.shows("小明")
            assert screen.shows("大一班 · 陈老师")
            assert screen.find("face-0").content.src == phone.raw
            assert screen.shows("卡上没有照片")
            assert not latin_words(screen.texts())
            await screen.tap("hand-0")
            assert screen.shows("已由 李梅 · 妈妈 接走")
        async with shown(phone, f"/pickup/{card_id}") as screen:
            assert screen.shows("已由 李梅 · 妈妈 接走")

    run(work)
    assert [(each.result, each.gate) for each in collections(phone.store.db, card_id)] == [("handed", "南门")]


def test_anybody_else_is_refused_and_the_class_teacher_is_a_tap_away(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    card_id = a_card(phone)

    async def work() -> None:
        async with shown(phone, f"/pickup/{card_id}") as screen:
            await screen.tap("somebody-else")
            assert screen.shows("小明留在这里")
            assert screen.shows("请联系班主任：陈老师")
            assert screen.find("call-teacher").url.url == "tel:13611112222"
            await screen.type("who", "自称舅舅")
            await screen.tap("refuse")
            assert screen.find("call-teacher") is not None
            assert screen.find("hand-0") is None

    run(work)
    assert [(each.result, each.who) for each in collections(phone.store.db, card_id)] == [
        ("refused", "自称舅舅")
    ]


def test_the_guard_goes_back_to_the_card_without_refusing(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    card_id = a_card(phone)

    async def work() -> None:
        async with shown(phone, f"/pickup/{card_id}") as screen:
            await screen.tap("somebody-else")
            await screen.tap("refuse-not")
            assert screen.find("hand-0") is not None

    run(work)
    assert collections(phone.store.db, card_id) == []


def test_a_retired_card_hands_nobody_over(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    card_id = a_card(phone)
    retire_pickup(phone.store, phone.author(), card_id)

    async def work() -> None:
        async with shown(phone, f"/pickup/{card_id}") as screen:
            assert screen.find("card-retired") is not None
            assert screen.find("hand-0") is None
            assert screen.find("call-teacher") is not None

    run(work)


def test_on_a_phone_that_does_not_hold_the_gate_a_card_shows_no_child(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    card_id = a_card(phone)
    code = code_of_card(phone, card_id)
    phone.store.set_settings(role="teacher")

    async def work() -> None:
        for address in (f"/pickup/{card_id}", f"/q/{code}"):
            async with shown(phone, address) as screen:
                assert not screen.shows("小明")
                assert not screen.shows("大一班")

    run(work)
