"""The gate's first screen: who is here, one tap out and back, groups, overdue, closing, the evacuation list."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.gate.post import choose_post, gate_post
from inspect_app.actions.gate.signing_in import sign_in
from inspect_app.actions.gate.signing_out import sign_out
from inspect_app.actions.pins import hashed_pin
from storage.store import Edit
from tests.gate.desk import MINUTE_MS, ZHANG, gate_phone, let_in, names_inside, visit
from tests.screens.headless import Screen, run
from tests.screens.running import latin_words, shown

HOUR_MS = 60 * MINUTE_MS


def lines(screen: Screen) -> list[str]:
    return [key for key in screen.all_keys() if key.startswith("visit-") and not key.endswith("-row")]


def test_a_guard_has_visitors_in_the_bar_and_the_evacuation_two_taps_away(tmp_path: Path) -> None:
    """From any place of the bar; the ledger is not a guard's."""
    phone = gate_phone(tmp_path)

    async def work() -> None:
        for start in ("/", "/tasks", "/me"):
            async with shown(phone, start) as screen:
                assert screen.find("tab-ledger") is None
                await screen.tap("tab-visits")
                await screen.tap("to-evacuation")
                assert screen.desk.where.place.name == "evacuation"
        phone.store.set_settings(role="inspector")
        async with shown(phone, "/") as screen:
            assert screen.find("tab-visits") is None
            assert screen.find("tab-ledger") is not None

    run(work)


def test_one_tap_signs_out_and_another_takes_it_back(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone)

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.find("heads").value == "1"
            await screen.tap(f"leave-{visit_id}")
            assert screen.find("heads").value == "0"
            assert screen.shows("张三已离校。")
            assert visit(phone, visit_id).out_how == "tapped"
            await screen.tap("undo")
            assert screen.find("heads").value == "1"
            assert not latin_words(screen.texts())

    run(work)
    assert names_inside(phone) == ["张三"]
    assert phone.agent.saves == 2


def test_nobody_inside_says_what_to_do(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.shows("输入姓名两个字就能找到")
            await screen.tap("no-visits-button")
            assert screen.desk.where.place.name == "sign_in"

    run(work)


def test_those_who_came_together_leave_with_one_tap(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    let_in(phone, group_id="g")
    let_in(phone, "李四", phone="", group_id="g")
    let_in(phone, "王五", phone="")

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.shows("2 人一起来的")
            await screen.tap("leave-group-g")
            assert names_inside(phone) == ["王五"]
            await screen.tap("undo")
            assert len(names_inside(phone)) == 3

    run(work)


def test_overdue_is_counted_and_stands_first(tmp_path: Path) -> None:
    """By kind: two hours for a parent, nine for a contractor."""
    phone = gate_phone(tmp_path)
    late = let_in(phone)
    let_in(phone, "施工员", phone="", sort="contractor", answers={"company": "甲", "work": "乙"})
    phone.fake.clock.pass_ms(3 * HOUR_MS)
    new = let_in(phone, "李四", phone="")

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.shows("1 人超时")
            assert screen.shows("超时 1 小时")
            assert lines(screen)[:2] == [f"visit-{late}", f"visit-{new}"]
            await screen.choose("visits-overdue")
            assert lines(screen) == [f"visit-{late}"]

    run(work)


def test_after_closing_who_is_inside_is_named_and_let_go_only_when_asked(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone)

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.find("still-inside") is None
        phone.fake.clock.pass_ms(11 * HOUR_MS)
        async with shown(phone, "/visits") as screen:
            assert screen.shows("还有 1 位来访人在校：张三")
            await screen.tap("close-all")
            await screen.tap("ask-no")
            assert names_inside(phone) == ["张三"]
            await screen.tap("close-all")
            await screen.tap("ask-yes")
            assert screen.find("still-inside") is None

    run(work)
    assert visit(phone, visit_id).out_how == "closing"


def test_a_person_of_two_gates_is_one_line_and_leaves_once(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    first = let_in(phone)
    phone.fake.clock.pass_ms(MINUTE_MS)
    second = let_in(phone, gate="北门")

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert (screen.find("heads").value, lines(screen)) == ("1", [f"visit-{first}"])
            await screen.tap(f"visit-{first}")
            assert screen.shows("登记了两次（南门、北门）")
            await screen.tap("sign-out")

    run(work)
    assert visit(phone, first).out_how == visit(phone, second).out_how == "tapped"


def test_a_pass_that_comes_back_is_found_by_its_number_and_many_are_scanned_in_a_row(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone, pass_no="33")
    let_in(phone, "李四", phone="", pass_no="4")

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            await screen.type("visits-search", "33")
            assert lines(screen) == [f"visit-{visit_id}"]
            await screen.tap("to-going_home")
            assert screen.desk.where.place.name == "going_home"

    run(work)


def test_ten_thousand_visitors_come_fifty_at_a_time_and_are_searched(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    known = {"sort": "other", "in_ms": now, "campus_id": "c1"}
    edits = [
        Edit("visit", f"v{n}", {**known, "name": f"访客{n}", "phone": f"{13700000000 + n}"})
        for n in range(10_000)
    ]
    phone.write(*edits)

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.find("heads").value == "10000"
            assert len(lines(screen)) == 50
            await screen.tap("more")
            assert len(lines(screen)) == 100
            await screen.type("visits-search", "访客9999")
            assert lines(screen) == ["visit-v9999"]

    run(work)


def test_who_left_today_can_still_be_looked_at(tmp_path: Path) -> None:
    """Yesterday's are not among them."""
    phone = gate_phone(tmp_path)
    yesterday = let_in(phone, "李四", phone="")
    sign_out(phone.store, phone.author(), [yesterday], "tapped", "")
    phone.fake.clock.pass_ms(24 * HOUR_MS)
    visit_id = let_in(phone)
    sign_out(phone.store, phone.author(), [visit_id], "tapped", "")

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            await screen.choose("visits-left")
            assert lines(screen) == [f"visit-{visit_id}"]
            await screen.type("visits-search", "无此人")
            assert screen.shows("没有找到")

    run(work)


def test_a_school_with_two_gates_asks_once_where_the_phone_stands(tmp_path: Path) -> None:
    """The answer stands in every visit; it can be changed, and a gate that is gone is asked for again."""
    phone = gate_phone(tmp_path)
    phone.write(Edit("school", "school", {"settings": {"gate": {"gates": ["南门", "北门"]}}}))

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.shows("这台手机放在哪个门")
            await screen.choose("gate-1")
            assert screen.find("choose-gate") is None
            assert screen.shows("北门")
        assert gate_post(phone.store).gate == "北门"
        phone.write(Edit("school", "school", {"settings": {"gate": {"gates": ["东门", "西门"]}}}))
        async with shown(phone, "/visits") as screen:
            assert screen.find("choose-gate") is not None

    run(work)
    choose_post(phone.store, "c1", "西门")
    assert gate_post(phone.store) == ("c1", "西门")


def test_the_next_guard_takes_the_phone_from_the_gates_screen(tmp_path: Path) -> None:
    """One tap to the list, guards first; with a PIN it is asked for; visits are then signed by the new one."""
    phone = gate_phone(tmp_path)
    phone.write(
        Edit("person", "p2", {"name": "李敏", "role": "guard", "pin": hashed_pin("2468", "salt")}),
        Edit("person", "p0", {"name": "阿主任", "role": "office"}),
    )

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            assert screen.shows("王师傅")
            await screen.tap("on-duty")
            people = [key for key in screen.all_keys() if key.startswith("person-")]
            assert set(people[:2]) == {"person-p1", "person-p2"}
            await screen.tap("person-p2")
            await screen.type("pin", "1111")
            await screen.tap("pin-go")
            assert screen.shows("密码不对")
            await screen.type("pin", "2468")
            await screen.tap("pin-go")
            assert screen.desk.where.place.name == "visits"
            assert screen.shows("李敏")
            visit_id = sign_in(phone.store, screen.desk.author, ZHANG)
            assert visit(phone, visit_id).changed_by == "p2"

    run(work)
