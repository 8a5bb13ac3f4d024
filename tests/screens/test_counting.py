"""盘点 on the phone: one scan after the other, what is still expected, wholly offline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspect_app.actions import counting
from inspect_app.actions.binding import bind
from inspect_app.actions.office.stocktakes import close_stocktake, open_stocktake
from inspect_app.stocktake.scope import Scope
from storage.queries import counts
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, latin_words, shown
from tests.screens.school import Phone, code_of, school_phone
from tests.screens.test_lending import sign

ROOM, PROJECTOR, DESKS = code_of(2), code_of(5001), code_of(5002)
"""Room r2 with the projector a1; the batch a2 of 45 stands in r3."""


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return school_phone(tmp_path)


def begun(phone: Phone) -> str:
    return open_stocktake(phone.store, phone.author(), "期末盘点", "end", Scope(), term="2026-2027-1")


def kept(phone: Phone, count: str) -> list[counts.Count]:
    return counts.counts(phone.store.db, count)


async def type_code(screen: PhoneScreen, code: str) -> None:
    await screen.tap("type-code")
    await screen.type("code", code)
    await screen.tap("code-count")
    await screen.settle()


def test_today_leads_to_the_count_and_its_rooms(phone: Phone) -> None:
    count = begun(phone)

    async def work() -> None:
        async with shown(phone) as screen:
            await screen.tap(f"count-{count}")
            await screen.settle()
            assert screen.shows("应在未扫")
            assert screen.shows("0/20")
            await screen.tap("room-r2")
            await screen.settle()
            assert screen.shows("投影仪")
            assert not latin_words(screen.texts())

    run(work)


def test_a_door_label_says_where_i_am_and_the_next_label_counts(phone: Phone) -> None:
    count = begun(phone)

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/count") as screen:
            await type_code(screen, ROOM)
            assert screen.shows("教学楼A 102")
            await type_code(screen, PROJECTOR)
            assert screen.shows("已盘到")
            await type_code(screen, PROJECTOR)
            assert screen.shows("您")
            assert [(each.thing, each.room_id) for each in kept(phone, count)] == [("a1", "r2")]
            await type_code(screen, code_of(888))
            assert screen.shows("盘盈")
            assert set(latin_words(screen.texts())) <= {"VRP"}  # letters of the code

    run(work)


def test_a_batch_asks_how_many_and_a_slip_is_taken_back(phone: Phone) -> None:
    count = begun(phone)

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/count") as screen:
            await type_code(screen, DESKS)
            await screen.tap("how-many")
            await screen.type("quantity", "40")
            await screen.tap("quantity-save")
            await screen.settle()
            assert {each.quantity for each in kept(phone, count)} == {45, 40}
            await type_code(screen, PROJECTOR)
            await screen.tap("take-back")
            await screen.settle()
            assert "void" in {each.verdict for each in kept(phone, count)}
            assert screen.shows("已撤回")

    run(work)


def test_a_damaged_thing_keeps_its_words_and_its_photo(phone: Phone) -> None:
    count = begun(phone)

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/count") as screen:
            await type_code(screen, PROJECTOR)
            await screen.tap("damaged")
            await screen.settle()
            await screen.type("words", "镜头裂了")
            await screen.settle()
            await screen.tap("finding-send")
            await screen.settle()
            told = {(each.thing, each.condition, each.note) for each in kept(phone, count)}
            assert ("a1", "damaged", "镜头裂了") in told

    run(work)


def test_what_was_looked_for_in_vain_needs_a_reason(phone: Phone) -> None:
    count = begun(phone)

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/room/r2") as screen:
            await screen.tap("waiting-a1")
            await screen.settle()
            await screen.tap("not-found")
            await screen.settle()
            await screen.choose("reason-0")
            await screen.settle()
            await screen.tap("reason-yes")
            await screen.settle()
            (only,) = kept(phone, count)
            assert (only.thing, only.verdict) == ("a1", "not_found")
            assert only.reason

    run(work)


def test_a_closed_count_takes_nothing_and_says_so(phone: Phone) -> None:
    count = begun(phone)
    close_stocktake(phone.store, phone.author(), count)

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/count") as screen:
            await type_code(screen, PROJECTOR)
            assert screen.shows("已结束")
            assert kept(phone, count) == []
            await screen.browse(f"/stocktake/{count}")
            await screen.settle()
            assert screen.find("count-scan") is None

    run(work)


def test_who_may_not_count_is_offered_nothing(phone: Phone) -> None:
    count = begun(phone)
    phone.store.set_settings(role="teacher")

    async def work() -> None:
        async with shown(phone) as screen:
            assert screen.find(f"count-{count}") is None
            await screen.browse(f"/stocktake/{count}")
            await screen.settle()
            assert screen.find("count-scan") is None
            assert screen.find("sign-office") is None

    run(work)


def test_a_count_is_signed_on_the_phone(phone: Phone) -> None:
    """The picture lies with the count, its caption who signed."""
    count = begun(phone)

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}") as screen:
            await screen.tap("sign-keeper")
            await screen.settle()
            await sign(screen, "张军")
            await screen.settle()
            (held,) = counts.signatures_about(phone.store.db, count, "signature:")
            assert (held.item, held.caption) == ("signature:keeper", "张军")
            assert screen.shows("张军")

    run(work)


def test_a_second_person_sees_what_the_first_one_found(phone: Phone) -> None:
    """Who, when, how many; another number is said to be a difference, on the panel and in the room's list."""
    count = begun(phone)
    edit = counting.count_edit(
        replace(phone.author(), person="p2"),
        count,
        "a2",
        {"verdict": "found", "room_id": "r3", "quantity": 41, "arrival": "listed"},
    )
    phone.store.write(replace(phone.author(), person="p2"), [edit])

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/count") as screen:
            await type_code(screen, code_of(3))
            await type_code(screen, DESKS)
            assert screen.shows("盘到 41")
            await screen.tap("how-many")
            await screen.type("quantity", "43")
            await screen.tap("quantity-save")
            await screen.settle()
            assert screen.shows("有分歧，由办公室裁定")
            await screen.browse(f"/stocktake/{count}/room/r3")
            await screen.settle()
            assert screen.shows("有分歧")
            assert screen.shows("盘到 41")
            assert screen.shows("盘到 43")
            await screen.browse(f"/stocktake/{count}")
            await screen.settle()
            assert screen.shows("有分歧 1")
            assert not latin_words(screen.texts())

    run(work)


def test_an_old_label_is_counted_and_said_to_be_old(phone: Phone) -> None:
    count = begun(phone)
    bind(phone.store, phone.author(), code_of(888), "a1")

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/count") as screen:
            await type_code(screen, PROJECTOR)
            assert screen.shows("已盘到")
            assert screen.shows("的旧标签")
            await screen.tap("print-again")
            await screen.settle()
            assert screen.shows("已列入待打印标签")
            assert screen.shows("旧标签")

    run(work)
    assert [each.thing for each in kept(phone, count)] == ["a1"]


def test_a_room_without_anything_in_the_ledger_says_what_to_do_there(phone: Phone) -> None:
    """It is not called counted through: nobody may have been there."""
    count = begun(phone)
    phone.write(Edit("room", "r90", {"campus_id": "c1", "building": "综合楼", "number": "490"}))

    async def work() -> None:
        async with shown(phone, f"/stocktake/{count}/room/r90") as screen:
            assert screen.shows("账上这里没有东西")
            assert not screen.shows("这里都盘完了")
            assert screen.find("scan-here") is not None

    run(work)
