"""The evacuation list on the guard's phone: two taps, read out, ticked, ended, read again."""

from __future__ import annotations

from pathlib import Path

from storage.queries import drills
from storage.store import Edit
from tests.gate.desk import MINUTE_MS, gate_phone, let_in
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone

PASSING_BY = {"phone": "", "id_masked": "", "no_papers": "未带证件", "id_kind": "", "id_checked": False}


def full_campus(phone: Phone) -> tuple[str, str]:
    """张三 with two companions and a car, and 周师傅 alone."""
    first = let_in(phone, companions=2, companion_names=("李四", "王五"), plate="粤B12345", pass_no="3")
    phone.fake.clock.pass_ms(MINUTE_MS)
    return first, let_in(phone, "周师傅", **PASSING_BY)


def test_everyone_on_campus_is_read_out_with_companions_car_and_pass(tmp_path: Path) -> None:
    """Nothing has to be begun to see the list; people are counted, not visits; the number can be rung."""
    phone = gate_phone(tmp_path)
    first, _ = full_campus(phone)

    async def work() -> None:
        async with shown(phone, "/evacuation") as screen:
            for words in ("张三", "同行 2 人：李四、王五", "找 李敏", "车牌 粤B12345", "访客证 3", "周师傅"):
                assert screen.shows(words), words
            assert not screen.shows("尚未见到的")
            assert screen.find("heads-on-campus").content.controls[0].value == "4"
            assert screen.find(f"call-{first}").url.url == "tel:13800005678"
            assert not latin_words(screen.texts())

    run(work)


def test_the_list_of_one_campus_says_how_many_are_on_the_others(tmp_path: Path) -> None:
    """A phone at the other campus has nobody to call, and does not say that nobody is there."""
    phone = gate_phone(tmp_path)
    phone.write(Edit("campus", "c9", {"name": "西校区"}))
    visit_id = let_in(phone, companions=2)
    phone.write(Edit("visit", visit_id, {"campus_id": "c9"}))

    async def work() -> None:
        async with shown(phone, "/evacuation") as screen:
            assert screen.find("heads-on-campus").content.controls[0].value == "0"
            assert screen.shows("西校区 3 人")
        phone.write(Edit("visit", visit_id, {"campus_id": "c1"}))
        async with shown(phone, "/evacuation") as screen:
            assert screen.find("elsewhere") is None

    run(work)


def test_the_first_tick_asks_which_roll_call_it_is_and_counts(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    first, second = full_campus(phone)

    async def work() -> None:
        async with shown(phone, "/evacuation") as screen:
            await screen.tap(f"answer-{first}-safe")
            assert drills.drills(phone.store.db, "c1") == []
            await screen.tap("sort-drill")
            assert screen.find("heads-seen").content.controls[0].value == "3"
            phone.fake.clock.pass_ms(MINUTE_MS)
            await screen.tap(f"answer-{second}-unsure")
            assert screen.find("heads-missing").content.controls[0].value == "1"
            await screen.choose("called-missing")
            assert screen.find(f"called-{first}") is None
            assert not latin_words(screen.texts())

    run(work)
    (drill,) = drills.drills(phone.store.db, "c1")
    assert (drill.sort, drill.state) == ("drill", "open")
    assert [(each.visit_id, each.state) for each in drills.ticks(phone.store.db, [drill.id])] == [
        (first, "safe"),
        (second, "unsure"),
    ]


def test_a_finished_roll_call_is_kept_and_opened_again(tmp_path: Path) -> None:
    """Its counts stand in its note too, which outlives the visits."""
    phone = gate_phone(tmp_path)
    first, _ = full_campus(phone)

    async def work() -> None:
        async with shown(phone, "/evacuation") as screen:
            await screen.tap("begin-real")
            await screen.tap(f"answer-{first}-safe")
            await screen.tap("end-drill")
            assert screen.shows("还有 1 人没有见到。")
            await screen.type("drill-note", "操场集合")
            await screen.tap("end-yes")
            (drill,) = drills.drills(phone.store.db, "c1")
            assert drill.note == "名单 4 人，安全 3 人，已离校 0 人，未见 1 人\n操场集合"
            assert screen.find("begin-real") is not None
            await screen.tap(f"drill-{drill.id}")
            assert screen.shows("操场集合")
            assert screen.find(f"called-{first}") is not None
            assert screen.find(f"answer-{first}-safe") is None

    run(work)


def test_a_roll_call_keeps_its_counts_when_its_visits_are_erased(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    fields = {
        "sort": "real",
        "began_ms": 1,
        "ended_ms": 2,
        "state": "closed",
        "campus_id": "c1",
        "note": "名单 4 人",
    }
    phone.write(Edit("drill", "d1", fields))

    async def work() -> None:
        async with shown(phone, "/evacuation/d1") as screen:
            assert screen.shows("名单 4 人")
            assert screen.shows("已到期删除")

    run(work)


def test_an_empty_campus_says_so(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/evacuation") as screen:
            assert screen.shows("现在校内没有访客")
            assert screen.find("begin-real") is None

    run(work)
