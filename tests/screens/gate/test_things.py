"""What the guard writes down beside visitors: passages, things left, passes and keys. By taps, in Chinese."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.gate import items
from inspect_app.actions.gate.items import Taker
from storage.queries import form_drafts, gate_items, left_items, passages
from storage.queries.passages import PassageFilter
from storage.store import Edit
from tests.gate.desk import PASS_CODES, gate_phone, let_in, names_inside
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone


def every_passage(phone: Phone) -> list[passages.Passage]:
    return passages.passage_list(phone.store.db, PassageFilter(0, 2**45), limit=9)


def test_a_lorry_is_written_down_linked_and_corrected(tmp_path: Path) -> None:
    """The plate is put in capitals, its visitor is named before anything is saved, the draft is kept meanwhile."""
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone, plate="粤B12345")

    async def work() -> None:
        async with shown(phone, "/passages") as screen:
            assert screen.shows("今天还没有登记")
            await screen.tap("new-passage")
            assert screen.find("passage-save").disabled
            await screen.type("passage-plate", "粤b·12345")
            assert screen.shows("张三 正开这辆车在校内")
            await screen.type("passage-goods", "桶装水 20 桶")
            await screen.type("host-name", "李")
            await screen.tap("host-name-p2")
            await screen.tap("photo-passage")
            await screen.settle(6)
            await screen.tap("shutter")
            await screen.settle(6)
            assert not latin_words(
                [each for each in screen.texts() if "B12345" not in each and "b·" not in each]
            )
            assert len(form_drafts.forms(phone.store.db)) == 1
            await screen.tap("passage-save")
            (held,) = every_passage(phone)
            assert (held.plate, held.visit_id, held.host_name, held.photos) == (
                "粤B12345",
                visit_id,
                "李敏",
                1,
            )
            assert form_drafts.forms(phone.store.db) == []
            await screen.tap(f"passage-{held.id}")
            assert screen.find("to-visit") is not None
            await screen.tap("correct")
            await screen.type("passage-goods", "桶装水 2 桶")
            await screen.tap("answer-direction-out")
            await screen.tap("passage-save")
            assert screen.shows("已更正")

    run(work)
    (held,) = every_passage(phone)
    assert (held.goods, held.direction, held.versions) == ("桶装水 2 桶", "out", 2)


def test_an_unusual_plate_is_told_and_kept(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/passages/new") as screen:
            await screen.type("passage-plate", "abc12345")
            assert screen.shows("ABC12345 不像内地车牌")
            await screen.tap("passage-save")

    run(work)
    assert every_passage(phone)[0].plate == "ABC12345"


def test_a_bag_is_kept_and_fetched(tmp_path: Path) -> None:
    """For whom by typing two letters; fetched by one tap on that name."""
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/left-items") as screen:
            assert screen.shows("现在没有寄存的东西")
            await screen.tap("new-left")
            assert screen.find("left-save").disabled
            await screen.type("left-what", "书包")
            await screen.type("for-whom", "李敏")
            await screen.tap("for-whom-p2")
            await screen.type("left-left-by", "妈妈")
            await screen.type("left-phone", "13800005678")
            assert not latin_words(screen.texts())
            await screen.tap("left-save")
            (held,) = left_items.left_items(phone.store.db, "kept", limit=9)
            assert screen.shows("未领取 1")
            await screen.tap(f"left-{held.id}")
            assert screen.find("call-left").url.url == "tel:13800005678"
            await screen.tap("fetch")
            await screen.choose("reason-0")
            await screen.tap("reason-yes")
            assert screen.shows("李敏 已领取")
            assert screen.find("put-back") is not None

    run(work)
    (held,) = left_items.left_items(phone.store.db, "fetched", limit=9)
    assert (held.what, held.for_whom, held.fetched_by) == ("书包", "李敏", "李敏")


def test_a_key_goes_out_by_name_and_back_by_its_label(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    (key,) = items.add_items(phone.store, phone.author(), "c1", "key", ["1"], name="配电室")
    code = gate_items.gate_item(phone.store.db, key)

    async def work() -> None:
        async with shown(phone, "/gate-items") as screen:
            assert screen.shows("访客证：空闲 5，在外 0")
            await screen.tap(f"item-{key}")
            await screen.type("taker-name", "李")
            await screen.tap("taker-p2")
            assert screen.find("item-back") is not None
            await screen.tap("back")
            assert screen.shows("钥匙：空闲 0，在外 1")
            assert code is not None
            phone.fake.codes.live = (str(code.code),)
            await screen.tap("scan-item")
            await screen.settle(60)

    run(work)
    held = items.held_item(phone.store, key)
    assert held is not None
    assert held.state == "in"


def test_taking_back_a_visitors_pass_signs_the_visitor_out(tmp_path: Path) -> None:
    """One tap in the list; the sentence on the button's icon says so."""
    phone = gate_phone(tmp_path)
    let_in(phone, pass_no="3", pass_code=PASS_CODES["3"])

    async def work() -> None:
        async with shown(phone, "/gate-items") as screen:
            assert screen.find("back-pass3").icon.semantics_label == "收证并离校"
            await screen.tap("back-pass3")
            assert screen.shows("空闲 5，在外 0")

    run(work)
    assert names_inside(phone) == []


def test_a_pass_that_stands_on_no_visit_but_went_to_one_signs_out_too(tmp_path: Path) -> None:
    """As an older version wrote it."""
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone)
    phone.write(Edit("gate_item", "pass2", {"state": "out", "visit_id": visit_id}))

    async def work() -> None:
        async with shown(phone, "/gate-items") as screen:
            await screen.tap("back-pass2")
            assert screen.shows("空闲 5，在外 0")

    run(work)
    assert names_inside(phone) == []


def test_a_lost_key_is_said_how_and_found_again(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    (key,) = items.add_items(phone.store, phone.author(), "c1", "key", ["1"], name="配电室")
    items.give_out(phone.store, phone.author(), key, Taker("外来师傅"))

    async def work() -> None:
        async with shown(phone, f"/gate-items/{key}") as screen:
            await screen.tap("item-lost")
            await screen.choose("reason-1")
            await screen.tap("reason-yes")
            assert screen.shows("没有归还")
            await screen.tap("item-found")
            assert screen.find("taker-name") is not None

    run(work)


def test_an_empty_cabinet_says_who_fills_it(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    phone.store.db.execute("delete from gate_item")

    async def work() -> None:
        async with shown(phone, "/gate-items") as screen:
            assert screen.shows("由总务处添加并打印标签")
            assert screen.find("scan-item") is None

    run(work)


def test_what_was_begun_is_on_the_first_screen(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/passages/new") as screen:
            await screen.type("passage-goods", "旧课桌")
            screen.desk.go("/left-items/new")
            await screen.settle()
            await screen.type("left-what", "书包")
            screen.desk.go("/")
            await screen.settle()
            assert screen.shows("出入登记未保存")
            assert screen.shows("寄存未保存")
            await screen.tap("begun-passage-new")
            assert screen.find("passage-goods").value == "旧课桌"

    run(work)
