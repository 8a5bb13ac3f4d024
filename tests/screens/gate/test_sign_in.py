"""Signing in on the phone: who was here before by two letters, new ones, flaws in words, drafts without numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inspect_app.actions.gate.old_drafts import DAY_MS
from inspect_app.devices.ports import Refusal
from inspect_app.gate.sealing import NUMBER_FIELD, as_base64url, key_id, seal_info
from storage.queries import visits
from storage.queries.visits import Visit
from storage.store import Edit
from tests.gate.desk import MASKED, MINUTE_MS, NUMBER, gate_phone, let_in, names_inside, visit
from tests.screens.headless import Screen, run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone
from tests.screens.test_full_phone import NOT_SAVED, no_room

DAY_IN_WORDS = "19491231"
PUBLIC = as_base64url(b"\x04" + bytes(range(64)))


def newest(phone: Phone) -> Visit:
    return visits.open_visits(phone.store.db)[0]


def settings(phone: Phone, **gate: Any) -> None:
    key = {"id": key_id(PUBLIC), "public": PUBLIC}
    phone.write(Edit("school", "school", {"settings": {"gate": gate, "gate_key": key}}))


def everything_stored(phone: Phone) -> str:
    """Every value of every table."""
    tables = [row["name"] for row in phone.store.rows("select name from sqlite_master where type = 'table'")]
    return "\n".join(str(phone.store.rows(f'select * from "{name}"')) for name in tables)


async def tap_after(screen: Screen, key: str) -> None:
    await screen.tap(key)
    await screen.settle(6)


def test_a_returning_visitor_is_signed_in_with_five_taps_and_two_letters(tmp_path: Path) -> None:
    """Two letters, the person, the look at the paper, how the host agreed, done."""
    phone = gate_phone(tmp_path)
    first = let_in(phone, plate="京A12345")
    phone.fake.clock.pass_ms(3 * DAY_MS)

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            await screen.tap("sign-in")
            await screen.type("name", "张三")
            assert screen.shows("138****5678")
            assert not screen.shows("13800005678")
            await screen.tap(f"known-{first}")
            assert (screen.find("name").value, screen.find("phone").value) == ("张三", "13800005678")
            assert screen.find("plate").value == "京A12345"
            assert screen.find("id-checked").value is False
            await screen.switch("id-checked", on=True)
            await screen.choose("consent-called")
            await tap_after(screen, "sign-in-save")
            assert screen.desk.where.place.name == "visits"
            assert screen.shows("张三已登记")

    run(work)
    held = newest(phone)
    assert held.id != first
    assert (held.id_masked, held.id_sealed, held.id_checked_ms) == (MASKED, None, phone.fake.clock.now_ms())
    assert (held.consent, held.consent_by, held.host_id) == ("called", "李敏", "p2")
    assert phone.store.rows("select * from form_draft") == []


def test_who_is_offered_below_a_field_stands_above_the_keyboard(tmp_path: Path) -> None:
    """Two rows have room below the name and below whom to see; no room is kept below a field that offers nothing."""
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            room = {key: screen.find(key).scroll_padding.bottom for key in ("name", "host", "phone", "plate")}
            assert (room["name"], room["host"]) == (200, 200)
            assert room["phone"] == room["plate"] == 20

    run(work)


def test_many_forms_begun_leave_those_inside_in_sight(tmp_path: Path) -> None:
    """The latest two, and one tap to the others."""
    phone = gate_phone(tmp_path)
    let_in(phone, "李四", phone="")

    async def work() -> None:
        for number in range(4):
            async with shown(phone, f"/visits/new/new.{number}") as screen:
                await screen.type("name", f"客人{number}")
            phone.fake.clock.pass_ms(MINUTE_MS)
        async with shown(phone, "/visits") as screen:
            begun = [key for key in screen.all_keys() if key.startswith("begun-sign-in-")]
            assert begun == ["begun-sign-in-new.3", "begun-sign-in-new.2"]
            assert screen.shows("还有 2 份没登记完")
            await screen.tap("begun-more")
            assert len([key for key in screen.all_keys() if key.startswith("begun-sign-in-")]) == 4

    run(work)


def test_the_last_four_digits_of_the_phone_find_them_too(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    first = let_in(phone)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.type("name", "5678")
            await screen.tap(f"known-{first}")
            assert screen.find("name").value == "张三"
            assert screen.find(f"known-{first}") is None

    run(work)


def test_a_new_visitor_is_signed_in_and_the_number_is_sealed_when_its_field_is_left(tmp_path: Path) -> None:
    """From then on it is masked on the screen; neither the draft nor any table ever held it."""
    phone = gate_phone(tmp_path)
    settings(phone)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.choose("sort-parent")
            await screen.type("name", "赵六")
            await screen.type("answer-child", "赵小六 一年级")
            await screen.type("phone", "139 1234 5678")
            await screen.type("id-number", NUMBER.lower())
            assert DAY_IN_WORDS not in everything_stored(phone)
            await screen.event("id-number", "blur")
            await screen.settle(6)
            assert screen.find("id-number") is None
            assert screen.find("id-masked").value == MASKED
            assert not screen.shows(DAY_IN_WORDS)
            await screen.choose("reason-看望学生")
            await screen.type("host", "李")
            await screen.tap("host-p2")
            await screen.choose("consent-message")
            await screen.tap("companions-more")
            await screen.tap("companions-more")
            await screen.type("companion-names", "甲、乙")
            await screen.choose("pass-pass2")
            await screen.type("plate", "ABC")
            assert not latin_words([text for text in screen.texts() if text not in ("ABC", MASKED)])
            await tap_after(screen, "sign-in-save")

    run(work)
    held = newest(phone)
    assert (held.name, held.phone, held.reason, held.people) == ("赵六", "13912345678", "看望学生", 3)
    assert (held.companion_names, held.pass_no, held.answers) == (
        ("甲", "乙"),
        "2",
        {"child": "赵小六 一年级"},
    )
    assert (held.id_kind, held.id_masked) == ("身份证", MASKED)
    sealed = phone.fake.sealer.opened[held.id_sealed or ""]
    assert sealed == (seal_info("school", held.id, NUMBER_FIELD), NUMBER)
    assert DAY_IN_WORDS not in everything_stored(phone)


def test_a_number_still_in_its_field_is_sealed_by_saving(tmp_path: Path) -> None:
    """The thumb goes straight to the button."""
    phone = gate_phone(tmp_path)
    settings(phone, consent_needed=False)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.choose("sort-other")
            await screen.type("name", "赵六")
            await screen.type("id-number", NUMBER)
            await tap_after(screen, "sign-in-save")

    run(work)
    assert newest(phone).id_masked == MASKED
    assert newest(phone).id_sealed


def test_without_a_key_of_the_school_only_the_mask_is_kept_and_it_is_said(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    phone.write(Edit("school", "school", {"settings": {"gate": {"consent_needed": False}}}))

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            assert screen.shows("学校还没有封存钥匙")
            await screen.choose("sort-other")
            await screen.type("name", "赵六")
            await screen.type("id-number", NUMBER)
            await tap_after(screen, "sign-in-save")

    run(work)
    assert (newest(phone).id_masked, newest(phone).id_sealed) == (MASKED, None)


def test_a_phone_that_cannot_seal_says_so_and_keeps_the_mask_alone(tmp_path: Path) -> None:
    """The visitor is let in all the same; the number is gone."""
    phone = gate_phone(tmp_path)
    settings(phone, consent_needed=False)
    phone.fake.sealer.refusal = Refusal("not_sealed")

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.choose("sort-other")
            await screen.type("name", "赵六")
            await screen.type("id-number", NUMBER)
            await tap_after(screen, "sign-in-save")

    run(work)
    assert (newest(phone).id_masked, newest(phone).id_sealed) == (MASKED, None)
    assert DAY_IN_WORDS not in everything_stored(phone)


def test_every_flaw_of_a_number_has_its_sentence_and_stops(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    said = {
        "1101051949": "18 位",
        "A1010519491231002X": "只有数字",
        "11010519491331002X": "出生日期",
        NUMBER[:-1] + "1": "校验位不符",
    }

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            for number, words in said.items():
                await screen.type("id-number", number)
                await screen.event("id-number", "blur")
                await screen.settle(6)
                assert screen.shows(words), number
            await tap_after(screen, "sign-in-save")
            assert screen.desk.where.place.name == "sign_in"
            await screen.choose("paper-护照")
            await screen.type("id-number", "E12345678")
            await screen.event("id-number", "blur")
            await screen.settle(6)
            assert screen.find("id-masked").value == "*******78"

    run(work)
    assert names_inside(phone) == []


def test_what_is_missing_is_said_in_sentences_which_go_as_it_is_filled_in(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await tap_after(screen, "sign-in-save")
            assert screen.shows("请选择来访类别")
            assert screen.shows("请输入姓名")
            await screen.choose("sort-delivery")
            await screen.type("name", "赵六")
            assert not screen.shows("请选择来访类别")
            await tap_after(screen, "sign-in-save")
            assert screen.shows("请填写：送什么、送到哪里")
            await screen.type("phone", "12345678901")
            assert screen.shows("电话号码不对")

    run(work)
    assert names_inside(phone) == []


def test_no_papers_needs_a_reason(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    settings(phone, consent_needed=False)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.choose("sort-other")
            await screen.type("name", "赵六")
            await screen.choose("paper--")
            await tap_after(screen, "sign-in-save")
            assert screen.shows("没有证件要说明原因")
            await screen.choose("no-paper-未带证件")
            await tap_after(screen, "sign-in-save")

    run(work)
    assert (newest(phone).no_papers, newest(phone).id_kind) == ("未带证件", None)


def test_who_is_on_the_refused_list_is_stopped(tmp_path: Path) -> None:
    """The button sleeps until a reason stands there; stopping leaves no trace of the person."""
    phone = gate_phone(tmp_path)
    let_in(phone)
    phone.write(
        Edit("barred", "b1", {"name": "张三", "reason": "滋事", "state": "active", "since_ms": 1,
                              "phone": "13800005678"})
    )  # fmt: skip

    async def work() -> None:
        async with shown(phone, f"/visits/new/again.{newest(phone).id}") as screen:
            assert screen.shows("滋事")
            assert screen.find("sign-in-save").disabled
            await screen.type("override", "校长同意")
            assert not screen.find("sign-in-save").disabled
            await tap_after(screen, "barred-stop")
            assert screen.desk.where.place.name != "sign_in"

    run(work)
    assert phone.store.rows("select * from form_draft") == []
    assert len(phone.store.rows("select * from visit")) == 1


def test_somebody_of_the_same_name_goes_on_once_the_paper_was_looked_at(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    phone.write(Edit("barred", "b1", {"name": "赵六", "reason": "滋事", "state": "active", "since_ms": 1}))

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.type("name", "赵六")
            assert screen.find("sign-in-save").disabled
            await screen.tap("barred-other")
            assert not screen.find("sign-in-save").disabled

    run(work)


def test_who_is_expected_is_filled_in_and_arrives(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    fields = {"name": "钱七", "day": "2026-11-20", "code": "7K3F9XW2QM", "state": "waiting", "sort": "official",
              "host_name": "李敏", "host_id": "p2", "companions": 2, "plate": "京A12345"}  # fmt: skip
    phone.write(Edit("expected", "e1", fields))

    async def work() -> None:
        async with shown(phone, "/visits/new/expected.e1") as screen:
            assert screen.find("name").value == "钱七"
            await screen.type("answer-unit", "区教育局")
            await screen.choose("paper-工作证")
            await screen.switch("id-checked", on=True)
            await tap_after(screen, "sign-in-save")

    run(work)
    held = newest(phone)
    assert (held.consent, held.people, held.expected_id) == ("expected", 3, "e1")
    assert phone.store.rows("select state, visit_id from expected") == [
        {"state": "arrived", "visit_id": held.id}
    ]


def test_the_fire_brigade_is_in_with_three_taps_and_shows_papers_later(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.choose("sort-emergency")
            assert screen.find("id-number") is None
            await screen.type("name", "消防二中队")
            await screen.type("answer-unit", "消防")
            await tap_after(screen, "sign-in-save")
            assert screen.shows("证件待补")
            visit_id = newest(phone).id
            await screen.tap(f"visit-{visit_id}")
            await screen.tap("take-papers")
            await tap_after(screen, "papers-save")
            assert screen.shows("请选择出示的证件")
            await screen.choose("paper-工作证")
            await screen.type("id-number", "XF20260042")
            await tap_after(screen, "papers-save")
            assert screen.find("take-papers") is None
            assert not screen.shows("证件待补")

    run(work)
    assert (newest(phone).papers_later, newest(phone).id_kind) == (None, "工作证")


def test_somebody_who_came_with_them_joins_the_group(tmp_path: Path) -> None:
    """Host and consent are theirs too; the name and the paper are not."""
    phone = gate_phone(tmp_path)
    first = let_in(phone)

    async def work() -> None:
        async with shown(phone, f"/visit/{first}") as screen:
            await screen.tap("add-member")
            assert screen.find("name").value == ""
            await screen.type("name", "李四")
            await screen.type("answer-child", "张小四")
            await screen.type("id-number", NUMBER)
            await tap_after(screen, "sign-in-save")
            assert screen.shows("2 人一起来的")

    run(work)
    assert visit(phone, first).group_id == newest(phone).group_id == first
    assert newest(phone).host_name == "李敏"


def test_a_killed_app_goes_on_where_it_was_without_the_number(tmp_path: Path) -> None:
    """What was typed stands on the gate's screen; the number that was not sealed is gone."""
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.type("name", "赵六")
            await screen.type("id-number", NUMBER)
        assert DAY_IN_WORDS not in everything_stored(phone)
        async with shown(phone, "/visits") as screen:
            await screen.tap("begun-sign-in--")
            assert screen.find("name").value == "赵六"
            assert screen.find("id-number").value == ""

    run(work)


def test_a_pass_that_somebody_has_and_a_visitor_who_is_still_inside_are_told(tmp_path: Path) -> None:
    """Before a second visit or a doubled pass comes of it."""
    phone = gate_phone(tmp_path)
    first = let_in(phone, pass_no="3")

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.type("name", "张三")
            assert screen.find(f"known-{first}") is not None
            assert screen.shows("还在校")
            await screen.type("pass-no", "3")
            assert screen.shows("这张证在张三手里")
            await screen.type("pass-no", "4")
            assert not screen.shows("这张证在张三手里")

    run(work)


def test_two_visitors_may_be_signed_in_side_by_side(tmp_path: Path) -> None:
    """While one looks for the paper the next one is signed in; what was begun waits on the list."""
    phone = gate_phone(tmp_path)
    settings(phone, consent_needed=False)

    async def work() -> None:
        async with shown(phone, "/visits") as screen:
            await screen.tap("sign-in")
            await screen.type("name", "赵六")
            await screen.tap("back")
            phone.fake.clock.pass_ms(MINUTE_MS)
            await screen.tap("sign-in")
            assert screen.find("name").value == ""
            await screen.choose("sort-other")
            await screen.type("name", "钱七")
            await screen.choose("paper-工作证")
            await screen.switch("id-checked", on=True)
            await tap_after(screen, "sign-in-save")
            (begun,) = [key for key in screen.all_keys() if key.startswith("begun-sign-in-")]
            await screen.tap(begun)
            assert screen.find("name").value == "赵六"

    run(work)
    assert names_inside(phone) == ["钱七"]


def test_other_phones_hold_nothing_of_visitors_and_say_so(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    phone.store.set_settings(role="teacher")

    async def work() -> None:
        for route in ("/visits", "/visits/new/-"):
            async with shown(phone, route) as screen:
                assert screen.find("not-the-gate") is not None

    run(work)


def test_a_draft_of_the_gate_lives_for_a_day(tmp_path: Path) -> None:
    """It names somebody from outside; its photos go with it."""
    phone = gate_phone(tmp_path)
    settings(phone, photo="needed")

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.type("name", "赵六")
            await screen.tap("photo-face")
            await screen.settle(6)
            await screen.tap("shutter")
            await screen.settle(10)
        (draft,) = phone.store.rows("select content from form_draft")
        assert [each["item"] for each in json.loads(draft["content"])["photos"]] == ["face"]
        assert len(phone.fake.photos.files) == 1
        phone.fake.clock.pass_ms(DAY_MS - MINUTE_MS)
        async with shown(phone, "/visits") as screen:
            assert screen.find("begun-sign-in--") is not None
        phone.fake.clock.pass_ms(2 * MINUTE_MS)
        async with shown(phone, "/visits") as screen:
            await screen.settle(6)
            assert screen.find("begun-sign-in--") is None

    run(work)
    assert phone.store.rows("select * from form_draft") == []
    assert phone.fake.photos.files == {}


def test_a_school_that_wants_photos_asks_for_one(tmp_path: Path) -> None:
    """The photo of the face and the one of the paper are told apart: they are kept for other times."""
    phone = gate_phone(tmp_path)
    settings(phone, photo="needed", consent_needed=False)

    async def work() -> None:
        async with shown(phone, "/visits/new/-") as screen:
            await screen.choose("sort-other")
            await screen.type("name", "赵六")
            await screen.choose("paper-工作证")
            await screen.switch("id-checked", on=True)
            await tap_after(screen, "sign-in-save")
            assert screen.shows("请拍一张")
            for item in ("face", "id_paper"):
                await screen.tap(f"photo-{item}")
                await screen.settle(6)
                await screen.tap("shutter")
                await screen.settle(10)
            await tap_after(screen, "sign-in-save")

    run(work)
    found = phone.store.rows("select item, about_kind, about_id from photo order by item")
    assert [each["item"] for each in found] == ["face", "id_paper"]
    assert {(each["about_kind"], each["about_id"]) for each in found} == {("visit", newest(phone).id)}


def test_a_typing_error_is_put_right_on_the_visit(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone, pass_no="3")

    async def work() -> None:
        async with shown(phone, f"/visit/{visit_id}") as screen:
            assert not screen.shows(DAY_IN_WORDS)
            await screen.tap("correct")
            await screen.type("correct-phone", "123")
            await screen.tap("correct-save")
            assert screen.shows("电话号码不对")
            await screen.type("correct-phone", "13900001111")
            await screen.type("correct-pass_no", "4")
            await screen.tap("correct-save")
            assert screen.shows("13900001111")
            assert screen.shows("已更正 · 访客证号码、电话")
            assert not latin_words([text for text in screen.texts() if MASKED not in text])

    run(work)
    states = {row["id"]: row["state"] for row in phone.store.rows("select id, state from gate_item")}
    assert (states["pass3"], states["pass4"]) == ("in", "out")


def test_a_full_phone_says_so_and_keeps_the_form(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    first = let_in(phone)

    async def work() -> None:
        async with shown(phone, f"/visits/new/again.{first}") as screen:
            await screen.switch("id-checked", on=True)
            await screen.choose("consent-called")
            with no_room(phone):
                await tap_after(screen, "sign-in-save")
            assert screen.shows(NOT_SAVED)
            assert screen.desk.where.place.name == "sign_in"
            assert screen.find("name").value == "张三"

    run(work)
    assert len(phone.store.rows("select * from form_draft")) == 1
