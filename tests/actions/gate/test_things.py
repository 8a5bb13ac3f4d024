"""Passages, things left, the cabinet: what each act writes, and what it refuses without a trace."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

import pytest

from assets_qr.code import Code, parse
from inspect_app.actions.gate import items
from inspect_app.actions.gate.items import ItemNotThere, NumbersTaken, Taker, held_item
from inspect_app.actions.gate.left_items import Left, NotKept, fetch_left, keep_left, put_back
from inspect_app.actions.gate.passages import PassageGone, Passing, correct_passage, record_passage
from inspect_app.actions.gate.post import Post, gate_post
from inspect_app.actions.gate.signing_out import sign_out, sign_out_by_pass
from inspect_app.actions.photos import keep_photo
from storage.queries import left_items, passages, photos
from storage.queries.passages import PassageFilter
from storage.store import Edit
from tests.gate.desk import MINUTE_MS, PASS_CODES, gate_phone, let_in, visit
from tests.lending.desk import changes, row
from tests.screens.school import Phone

DAY_MS = 86_400_000


def today(phone: Phone, **more: str) -> PassageFilter:
    now_ms = phone.fake.clock.now_ms()
    return PassageFilter(now_ms - DAY_MS, now_ms + DAY_MS, **more)


def passed(phone: Phone, **said: str) -> str:
    return record_passage(phone.store, phone.author(), gate_post(phone.store), Passing("in", **said))


def test_a_passage_names_the_visit_of_its_vehicle(tmp_path: Path) -> None:
    """However the plate is typed; a visit that has ended is no longer meant."""
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone, plate="粤B12345")
    first = passed(phone, plate="粤b·12345", goods="桶装水 20 桶")
    held = passages.passage(phone.store.db, first)
    assert held is not None
    assert (held.visit_id, held.plate, held.gate, held.campus_id) == (visit_id, "粤B12345", "南门", "c1")
    sign_out(phone.store, phone.author(), [visit_id], "tapped", "南门")
    later = passages.passage(phone.store.db, passed(phone, plate="粤B12345"))
    assert later is not None
    assert later.visit_id is None


def test_nothing_passes_without_a_plate_or_goods(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    before = changes(phone)
    with pytest.raises(ValueError, match="plate or goods"):
        passed(phone, driver="刘师傅", plate=" · ")
    assert changes(phone) == before


def test_a_correction_takes_the_place_of_what_stood_and_keeps_it(tmp_path: Path) -> None:
    """Of two corrections the newest stands; when and where it passed are the first record's."""
    phone = gate_phone(tmp_path)
    first = passed(phone, plate="粤B12345", goods="课桌 10 张")
    at_ms = phone.fake.clock.now_ms()
    for goods in ("课桌 12 张", "课桌 21 张"):
        phone.fake.clock.pass_ms(MINUTE_MS)
        correct_passage(phone.store, phone.author(), first, Passing("out", goods=goods))
    (held,) = passages.passage_list(phone.store.db, today(phone), limit=10)
    assert (held.id, held.goods, held.direction, held.plate) == (first, "课桌 21 张", "out", None)
    assert (held.at_ms, held.versions) == (at_ms, 3)
    assert passages.count_passages(phone.store.db, today(phone)) == {"in": 0, "out": 1}
    assert len(phone.store.rows("select id from passage")) == 3
    with pytest.raises(PassageGone):
        correct_passage(phone.store, phone.author(), "nobody", Passing("in", goods="x"))


def test_a_correction_stands_although_the_first_phones_clock_ran_ahead(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    phone.fake.clock.pass_ms(60 * MINUTE_MS)
    first = passed(phone, goods="课桌 10 张")
    phone.fake.clock.wall_ms -= 30 * MINUTE_MS
    correct_passage(phone.store, phone.author(), first, Passing("in", goods="课桌 12 张"))
    held = passages.passage(phone.store.db, first)
    assert held is not None
    assert held.goods == "课桌 12 张"


def test_passages_are_found_by_plate_goods_and_direction(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    passed(phone, plate="粤B12345", goods="桶装水")
    record_passage(phone.store, phone.author(), gate_post(phone.store), Passing("out", goods="旧桌椅"))
    found = lambda **more: [  # noqa: E731
        each.goods for each in passages.passage_list(phone.store.db, today(phone, **more), limit=10)
    ]
    assert found(text="B123") == ["桶装水"]
    assert found(direction="out") == ["旧桌椅"]
    assert found(text="100%") == []
    assert found(campus_id="c2") == []


def test_photos_of_a_passage_and_its_correction_lie_together_in_the_gates_stream(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    photo = lambda: asyncio.run(keep_photo(phone.store, phone.fake.device, phone.raw, ""))  # noqa: E731
    post = gate_post(phone.store)
    first = record_passage(phone.store, phone.author(), post, Passing("in", goods="水"), [photo()])
    correct_passage(phone.store, phone.author(), first, Passing("in", goods="水 2 桶"), [photo()])
    assert len(photos.photos_about(phone.store.db, first)) == 2
    assert {each["stream"] for each in phone.store.rows("select stream from photo")} == {"gate"}
    held = passages.passage(phone.store.db, first)
    assert held is not None
    assert held.photos == 2


def test_a_thing_is_kept_fetched_and_put_back(tmp_path: Path) -> None:
    """The longest kept stands first."""
    phone = gate_phone(tmp_path)
    post = gate_post(phone.store)
    bag = keep_left(phone.store, phone.author(), post, Left("书包", "李敏", "妈妈", "13900001111"))
    phone.fake.clock.pass_ms(MINUTE_MS)
    keep_left(phone.store, phone.author(), post, Left("水杯"))
    db = phone.store.db
    assert [each.what for each in left_items.left_items(db, "kept", limit=9)] == ["书包", "水杯"]
    fetch_left(phone.store, phone.author(), bag, " 李敏 ")
    (fetched,) = left_items.left_items(db, "fetched", limit=9)
    assert (fetched.fetched_by, fetched.fetched_ms) == ("李敏", phone.fake.clock.now_ms())
    with pytest.raises(NotKept):
        fetch_left(phone.store, phone.author(), bag, "别人")
    put_back(phone.store, phone.author(), bag)
    assert left_items.count_left_items(db, "kept") == 2
    with pytest.raises(ValueError, match="what was left"):
        keep_left(phone.store, phone.author(), post, Left("  "))


def test_passes_are_added_each_with_a_code_of_its_own(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    random = Random(1)  # noqa: S311
    made = items.add_items(
        phone.store, phone.author(), "c1", "pass", items.numbered(6, 55), random_bytes=random.randbytes
    )
    codes = {row(phone, "gate_item", item_id)["code"] for item_id in made}
    assert len(codes) == 50
    assert all(isinstance(parse(code), Code) for code in codes)
    assert row(phone, "gate_item", made[0])["number"] == "6"


def test_a_number_that_is_there_adds_nothing(tmp_path: Path) -> None:
    """A retired one's number is free again; a key may have the number of a pass."""
    phone = gate_phone(tmp_path)
    before = changes(phone)
    with pytest.raises(NumbersTaken) as taken:
        items.add_items(phone.store, phone.author(), "c1", "pass", ["5", "6"])
    assert taken.value.numbers == ("5",)
    for numbers in ([], ["7", "7"], [" "]):
        with pytest.raises(ValueError, match="numbers"):
            items.add_items(phone.store, phone.author(), "c1", "pass", numbers)
    assert changes(phone) == before
    phone.write(Edit("gate_item", "pass5", {"state": "retired"}))
    items.add_items(phone.store, phone.author(), "c1", "pass", ["5"])
    items.add_items(phone.store, phone.author(), "c1", "key", ["1"], name="配电室")


@pytest.mark.parametrize(("first", "last"), [(0, 5), (5, 4), (1, 501)])
def test_a_run_of_numbers_is_within_reason(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="run"):
        items.numbered(first, last)


def test_a_key_goes_to_a_person_and_comes_back_without_a_trace_of_them(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    (key,) = items.add_items(phone.store, phone.author(), "c1", "key", ["1"], name="配电室")
    items.give_out(phone.store, phone.author(), key, Taker("李敏", person_id="p2"))
    held = held_item(phone.store, key)
    assert held is not None
    assert (held.state, held.holder, held.since_ms) == ("out", "李敏", phone.fake.clock.now_ms())
    with pytest.raises(ItemNotThere):
        items.give_out(phone.store, phone.author(), key, Taker("别人"))
    items.take_back(phone.store, phone.author(), key)
    kept = row(phone, "gate_item", key)
    assert (kept["state"], kept["holder"], kept["person_id"], kept["out_ms"]) == ("in", None, None, None)


def test_a_visitors_name_stands_on_the_visit_alone(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone)
    (key,) = items.add_items(phone.store, phone.author(), "c1", "key", ["1"], name="器材室")
    items.give_out(phone.store, phone.author(), key, Taker("张三", visit_id=visit_id))
    assert row(phone, "gate_item", key)["holder"] is None
    held = held_item(phone.store, key)
    assert held is not None
    assert (held.holder, held.phone, held.is_left) == ("张三", "13800005678", False)
    sign_out(phone.store, phone.author(), [visit_id], "tapped", "南门")
    left = held_item(phone.store, key)
    assert left is not None
    assert left.is_left


def test_a_pass_given_to_a_visitor_later_ends_the_visit_at_any_gate(tmp_path: Path) -> None:
    """It was forgotten at the sign-in; from now on it stands on the visit."""
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone)
    items.give_out(phone.store, phone.author(), "pass4", Taker("张三", visit_id=visit_id))
    held = visit(phone, visit_id)
    assert (held.pass_no, held.pass_code) == ("4", PASS_CODES["4"])
    outcome = sign_out_by_pass(phone.store, phone.author(), Post("c1", "北门"), PASS_CODES["4"])
    assert (outcome.result, outcome.visit_ids) == ("signed_out", (visit_id,))
    assert row(phone, "gate_item", "pass4")["state"] == "in"


def test_a_lost_key_is_found_again(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    items.call_lost(phone.store, phone.author(), "pass1", "掉了")
    with pytest.raises(ItemNotThere):
        items.give_out(phone.store, phone.author(), "pass1", Taker("李敏"))
    with pytest.raises(ValueError, match="a word"):
        items.call_lost(phone.store, phone.author(), "pass2", " ")
    items.take_back(phone.store, phone.author(), "pass1")
    assert (row(phone, "gate_item", "pass1")["state"], row(phone, "gate_item", "pass1")["note"]) == (
        "in",
        None,
    )


def test_a_label_leads_to_its_pass_and_no_other_code_does(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    held = items.item_of_label(phone.store, f"HTTPS://SCHOOL/Q/{PASS_CODES['2']}")
    assert held is not None
    assert held.item.number == "2"
    assert items.item_of_label(phone.store, "https://u.wechat.com/abc") is None
