"""Codes of the gate before the camera: what each is, the one act, and passes taken back in a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.actions.gate.expecting import cancel_expected, expect
from inspect_app.gate.expecting import Expecting
from storage.edits import Edit
from storage.queries import gate_items
from tests.gate.desk import PASS_CODES, gate_phone, let_in, names_inside, visit
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, latin_words, shown
from tests.screens.school import Phone, code_of

TODAY, TOMORROW, YESTERDAY = "2026-11-20", "2026-11-21", "2026-11-19"
UNKNOWN = code_of(9999)


async def scan(screen: PhoneScreen, code: str) -> None:
    """Typed on the scanning screen: the same way as seen by the camera."""
    await screen.tap("type-code")
    await screen.type("code", code)
    await screen.tap("code-open")


def sign_outs(phone: Phone) -> list[str]:
    return [row["pass"] for row in phone.store.rows('select "pass" from sign_out')]


def test_the_pass_of_somebody_on_campus_signs_them_out_with_one_tap(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone, pass_no="1")

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await scan(screen, PASS_CODES["1"])
            assert screen.shows("张三")
            assert not latin_words(screen.texts())
            await screen.tap("gate-sign-out")
            assert screen.shows("张三 已登记离校")
            assert screen.find("gate-sign-out") is None

    run(work)
    assert visit(phone, visit_id).out_how == "scanned"


def test_a_pass_that_nobody_here_holds_is_taken_back_for_the_other_gate(tmp_path: Path) -> None:
    """The cabinet's own pass, and one that this phone has never heard of."""
    phone = gate_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await scan(screen, PASS_CODES["4"])
            assert screen.find("pass-free") is not None
            await screen.tap("pass-back")
            await scan(screen, UNKNOWN)
            assert screen.find("not-found-unknown") is not None
            assert screen.find("bind") is None
            await screen.tap("pass-back")

    run(work)
    assert sign_outs(phone) == [PASS_CODES["4"], UNKNOWN]


def test_the_pass_of_who_is_expected_today_leads_to_signing_in(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    own = expect(phone.store, phone.author(), Expecting(name="王芳", day=TODAY, begins="9:00"))

    async def work() -> None:
        async with shown(phone, f"/q/{own.code}") as screen:
            assert screen.shows("王芳")
            await screen.tap("gate-sign-in")
            assert screen.desk.where.place.value("source") == f"expected.{own.id}"

    run(work)


@pytest.mark.parametrize(
    ("day", "notice"), [(TOMORROW, "pass-early"), (TODAY, "pass-cancelled"), (TODAY, "pass-used")]
)
def test_a_pass_that_is_not_good_says_why_and_signs_nobody_in(tmp_path: Path, day: str, notice: str) -> None:
    """Another day, taken back, used before. The guard may still sign them in as anybody else."""
    phone = gate_phone(tmp_path)
    phone.write(Edit("person", "p1", {"phone": "13700001111"}))
    own = expect(phone.store, phone.author(), Expecting(name="王芳", day=day))
    if notice == "pass-cancelled":
        cancel_expected(phone.store, phone.author(), own.id)
    if notice == "pass-used":
        phone.write(Edit("expected", own.id, {"state": "arrived"}))

    async def work() -> None:
        async with shown(phone, f"/q/{own.code}") as screen:
            assert screen.find(notice) is not None
            assert screen.find("gate-sign-in") is None
            assert screen.find("call-host").url.url == "tel:13700001111"
            assert not latin_words(screen.texts())
            await screen.tap("sign-in-anew")
            assert screen.desk.where.place.value("source") is None

    run(work)


def test_a_pass_that_was_used_and_is_shown_again_warns_before_it_signs_anybody_out(tmp_path: Path) -> None:
    """The picture may have been sent on."""
    phone = gate_phone(tmp_path)
    own = expect(phone.store, phone.author(), Expecting(name="王芳", day=TODAY))
    let_in(phone, "王芳", expected_id=own.id, pass_code=own.code)

    async def work() -> None:
        async with shown(phone, f"/q/{own.code}") as screen:
            assert screen.shows("不能再放别人进来")
            assert screen.find("gate-sign-in") is None
            await screen.tap("gate-sign-out")

    run(work)
    assert names_inside(phone) == []


def test_a_pass_of_yesterday_is_over(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    row = {"name": "王芳", "day": YESTERDAY, "code": UNKNOWN, "state": "waiting"}
    phone.write(Edit("expected", "e1", row))

    async def work() -> None:
        async with shown(phone, f"/q/{UNKNOWN}") as screen:
            assert screen.find("pass-late") is not None

    run(work)


def test_a_key_is_taken_back_with_one_tap(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    key = {"sort": "key", "number": "3", "name": "化学实验室", "code": UNKNOWN, "campus_id": "c1"}
    out = {"state": "out", "holder": "李敏", "out_ms": phone.fake.clock.now_ms()}
    phone.write(Edit("gate_item", "k1", {**key, **out}))

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await scan(screen, UNKNOWN)
            assert screen.shows("钥匙 3 号 · 化学实验室")
            assert screen.shows("李敏")
            await screen.tap("key-back")

    run(work)
    item = gate_items.gate_item(phone.store.db, "k1")
    assert item is not None
    assert item.state == "in"


def test_to_a_teacher_a_pass_of_the_gate_is_a_label_that_is_not_here(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    let_in(phone, pass_no="1")
    phone.store.set_settings(role="teacher")

    async def work() -> None:
        async with shown(phone, f"/q/{PASS_CODES['1']}") as screen:
            assert screen.find("not-found-unknown") is not None
            assert screen.find("pass-back") is None
            assert not screen.shows("张三")

    run(work)


def test_at_going_home_time_passes_are_taken_back_in_a_row(tmp_path: Path) -> None:
    """Each with a beep and no tap between two; the count and the last ones are seen."""
    phone = gate_phone(tmp_path)
    let_in(phone, "张三", pass_no="1")
    let_in(phone, "刘洋", phone="13811112222", pass_no="2")

    async def take(screen: PhoneScreen, text: str) -> None:
        await screen.tap("type-code")
        await screen.type("pass", text)
        await screen.tap("pass-typed")

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await screen.tap("to-passes")
            assert screen.shows("还有 2 人次在校")
            await take(screen, PASS_CODES["1"])
            await take(screen, "2")
            await take(screen, "https://u.wechat.com/abc")
            assert screen.shows("这不是门卫的访客证")
            assert screen.shows("刘洋 已登记离校")
            assert screen.find("passes-counted").controls[0].value == "2"
            assert not latin_words(screen.texts())

    run(work)
    assert names_inside(phone) == []
    assert phone.fake.feedback.noticed == ["scanned", "scanned", "refused"]
