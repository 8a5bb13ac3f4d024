"""Visitors entered ahead: the host's form and pass, the gate's list of today."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.gate.expecting import cancel_expected, expect, own_expected
from inspect_app.gate.expecting import Expecting
from storage.queries.expected import expected_on
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone, school_phone

TODAY, TOMORROW = "2026-11-20", "2026-11-21"


def of_role(tmp_path: Path, role: str) -> Phone:
    phone = school_phone(tmp_path)
    phone.store.set_settings(role=role)
    return phone


def test_a_teacher_enters_a_visitor_and_has_the_pass_at_once(tmp_path: Path) -> None:
    """From Me: name, tomorrow, an hour; the QR pass, its picture, and no way back into the form."""
    phone = of_role(tmp_path, "teacher")

    async def work() -> None:
        async with shown(phone, "/me") as screen:
            await screen.tap("to-expected")
            await screen.tap("expect-new")
            await screen.tap("expect-send")
            assert screen.find("flaw-name") is not None
            await screen.type("name", "欧阳娜娜")
            await screen.type("phone", "13812345678")
            await screen.choose(f"day-{TOMORROW}")
            await screen.type("begins", "9点半")
            await screen.tap("expect-send")
            assert screen.find("flaw-clock") is not None
            await screen.type("begins", "9:30")
            assert not latin_words(screen.texts())
            await screen.tap("expect-send")
            assert screen.shows("欧阳**")
            assert screen.shows("2026-11-21 周六 09:30")
            assert not screen.shows("娜娜")
            await screen.tap("pass-save")
            assert screen.desk.where.trail[-1] == "/expected"

    run(work)
    name, content = next(iter(phone.fake.shell.saved.items()))
    assert name.startswith("pass-")
    assert content.startswith(b"\x89PNG")
    row = expected_on(phone.store.db, TOMORROW)[0]
    assert (row.name, row.host_name) == ("欧阳娜娜", "王师傅")
    assert len(expected_on(phone.store.db, TOMORROW)) == 1


def test_a_host_cancels_from_the_pass_and_is_asked_once(tmp_path: Path) -> None:
    phone = of_role(tmp_path, "teacher")
    own = expect(phone.store, phone.author(), Expecting(name="王芳", day=TODAY))

    async def work() -> None:
        async with shown(phone, "/expected") as screen:
            await screen.tap(f"own-{own.id}")
            await screen.tap("pass-cancel")
            await screen.tap("ask-yes")
            assert screen.find("pass-cancelled") is not None
            assert screen.find("pass-save") is None

    run(work)
    assert own_expected(phone.store, "p1", TODAY)[0].state == "cancelled"


def test_on_a_hosts_phone_only_the_own_visitors_are_listed_and_shortened(tmp_path: Path) -> None:
    phone = of_role(tmp_path, "canteen")
    expect(phone.store, phone.author(), Expecting(name="王芳", day=TODAY))

    async def work() -> None:
        async with shown(phone, "/expected") as screen:
            assert screen.shows("王*")
            assert not screen.shows("王芳")

    run(work)


def test_a_pass_whose_day_is_over_is_gone_from_the_hosts_phone(tmp_path: Path) -> None:
    phone = of_role(tmp_path, "teacher")
    own = expect(phone.store, phone.author(), Expecting(name="王芳", day=TODAY))
    phone.fake.clock.pass_ms(26 * 3_600_000)

    async def work() -> None:
        async with shown(phone, f"/expect/{own.id}") as screen:
            assert screen.find("no-pass") is not None
        async with shown(phone, "/expected"):
            pass

    run(work)
    assert phone.store.setting("expected_own") == []


def test_the_gate_sees_today_by_the_hour_and_signs_in_with_a_tap(tmp_path: Path) -> None:
    """Who was cancelled stays to be seen, without a way in."""
    phone = of_role(tmp_path, "guard")
    first = expect(
        phone.store, phone.author(), Expecting(name="王芳", day=TODAY, begins="9:30", companions="2")
    )
    gone = expect(phone.store, phone.author(), Expecting(name="郑爽", day=TODAY))
    cancel_expected(phone.store, phone.author(), gone.id)

    async def work() -> None:
        async with shown(phone, "/expected") as screen:
            assert screen.shows("还有 1 位未到")
            assert screen.shows("09:30 · 找王师傅 · 随行 2 人")
            assert screen.find("expect-new") is None
            assert screen.find(f"expected-{gone.id}").on_click is None
            assert not latin_words(screen.texts())
            await screen.tap(f"expected-{first.id}")
            place = screen.desk.where.place
            assert (place.name, place.value("source")) == ("sign_in", f"expected.{first.id}")

    run(work)


def test_who_only_looks_is_offered_no_visitors(tmp_path: Path) -> None:
    phone = of_role(tmp_path, "viewer")

    async def work() -> None:
        async with shown(phone, "/me") as screen:
            assert screen.find("to-expected") is None

    run(work)
