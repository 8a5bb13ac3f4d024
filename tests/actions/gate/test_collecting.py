"""A child goes home with who is on its card, and with nobody else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from inspect_app.actions.gate.collecting import CardRetired, hand_over_child, refuse_collection
from inspect_app.actions.gate.post import Post
from inspect_app.actions.office.pickups import card_of, keep_pickup, keep_portrait, retire_pickup
from inspect_app.gate.pickup import Allowed, Card
from storage.queries.pickups import (
    PickupCard,
    classes,
    collections,
    pickup_card,
    pickup_cards,
    pickup_of_code,
)
from tests.screens.school import Phone, school_phone

POST = Post("c1", "南门")
MOTHER = Allowed("李梅", "妈妈", "13800001234")


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    made = school_phone(tmp_path)
    made.store.set_settings(role="office")
    return made


def a_card(phone: Phone, **more: object) -> PickupCard:
    whole = {"teacher": "陈老师", "teacher_phone": "13900001111", **more}
    card = Card("小明", "大一班", allowed=(MOTHER, Allowed()), consent=True, **whole)  # type: ignore[arg-type]
    held = pickup_card(phone.store.db, keep_pickup(phone.store, phone.author(), card, {}))
    assert held is not None
    return held


def test_a_card_is_found_by_its_code_and_by_what_stands_on_it(phone: Phone) -> None:
    card = a_card(phone)
    assert pickup_of_code(phone.store.db, card.code) == card
    for typed in ("小明", "大一", "陈", card.code[:5] + "-" + card.code[5:]):
        assert [each.id for each in pickup_cards(phone.store.db, typed)] == [card.id]
    assert pickup_cards(phone.store.db, "小红") == []
    assert classes(phone.store.db) == [("大一班", "陈老师", "13900001111")]


def test_a_card_is_changed_with_what_it_held_and_keeps_its_code(phone: Phone) -> None:
    card = a_card(phone)
    father = Allowed("王强", "爸爸")
    changed = card_of(card)
    keep_pickup(
        phone.store,
        phone.author(),
        Card(changed.child, "大二班", allowed=(*changed.allowed, father), consent=True),
        {},
        card,
    )
    held = pickup_card(phone.store.db, card.id)
    assert held is not None
    assert (held.code, held.class_name) == (card.code, "大二班")
    assert card_of(held).allowed == (MOTHER, father)


def test_the_photo_of_who_may_come_goes_with_the_card_into_the_gates_stream(phone: Phone) -> None:
    """Other roles' phones never hear of it."""
    sha256, size = asyncio.run(keep_portrait(phone.store, phone.fake.device, phone.raw))
    mother = Allowed("李梅", "妈妈", photo=sha256)
    card_id = keep_pickup(
        phone.store, phone.author(), Card("小明", "大一班", allowed=(mother,), consent=True), {sha256: size}
    )
    photo = phone.store.rows("select stream, about_id, sha256, caption from photo")[0]
    assert photo == {"stream": "gate", "about_id": card_id, "sha256": sha256, "caption": None}


def test_who_came_and_who_was_refused_stands_in_two_records(phone: Phone) -> None:
    card = a_card(phone)
    refuse_collection(phone.store, phone.author(), POST, card, " 自称舅舅 ")
    phone.fake.clock.pass_ms(1000)
    hand_over_child(phone.store, phone.author(), POST, card, MOTHER)
    told = [(each.result, each.who) for each in collections(phone.store.db, card.id)]
    assert told == [("handed", "李梅 · 妈妈"), ("refused", "自称舅舅")]


def test_by_a_retired_card_nobody_is_handed_over(phone: Phone) -> None:
    card = a_card(phone)
    retire_pickup(phone.store, phone.author(), card.id)
    held = pickup_of_code(phone.store.db, card.code)
    assert held is not None
    with pytest.raises(CardRetired):
        hand_over_child(phone.store, phone.author(), POST, held, MOTHER)
    assert collections(phone.store.db, card.id) == []
    assert pickup_cards(phone.store.db) == []
    assert [each.id for each in pickup_cards(phone.store.db, state="retired")] == [card.id]
