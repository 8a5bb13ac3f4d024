"""PINs on the screen: set one's own, be slowed down, be helped by the office."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.pins import hashed_pin, pin_fits
from storage.queries import people
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import school_phone
from tests.screens.wide.office import new_office, see, wide


def test_a_person_sets_a_pin_and_the_next_one_needs_it(tmp_path: Path) -> None:
    """From 我的; then a colleague takes the phone and gives it back only by the PIN."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/me") as screen:
            assert screen.shows("未设置")
            await screen.tap("to-pin")
            assert screen.find("pin-old") is None
            await screen.type("pin-new", "2468")
            await screen.type("pin-again", "2486")
            await screen.tap("pin-save")
            assert screen.shows("两次输入的新密码不一样")
            await screen.type("pin-again", "2468")
            await screen.tap("pin-save")
            assert screen.desk.where.place.name == "me"
            assert screen.shows("已设置")
            await screen.tap("person")
            await screen.tap("person-p2")
            assert screen.shows("李敏")
            await screen.tap("person")
            await screen.tap("person-p1")
            await screen.type("pin", "1111")
            await screen.tap("pin-go")
            assert screen.shows("密码不对")
            await screen.type("pin", "2468")
            await screen.tap("pin-go")
            assert phone.store.setting("on_duty") == "p1"

    run(work)
    assert phone.agent.saves >= 1


def test_guessing_is_slowed_down_and_says_for_how_long(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    phone.write(Edit("person", "p2", {"pin": hashed_pin("2468", "salt")}))

    async def work() -> None:
        async with shown(phone, "/people") as screen:
            await screen.tap("person-p2")
            for wrong in ("1111", "2222", "3333"):
                await screen.type("pin", wrong)
                await screen.tap("pin-go")
            assert screen.shows("密码不对。请 5 秒后再试。")
            await screen.type("pin", "2468")
            await screen.tap("pin-go")
            assert screen.shows("错得太多次。请 5 秒后再试。")
            phone.fake.clock.pass_ms(5_000)
            await screen.tap("pin-go")
            assert phone.store.setting("on_duty") == "p2"

    run(work)


def test_a_pin_on_the_screen_is_dots(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/pin") as screen:
            assert screen.find("pin-new").password

    run(work)


def test_the_office_gives_a_new_pin_and_the_phone_gets_it(tmp_path: Path) -> None:
    """Who forgot it stands at the desk; the phone learns it with its next sync, and changes it itself."""
    office = new_office(tmp_path)
    phone = office.phone("phone", person="p2")

    async def reset() -> None:
        async with wide(office.computer, "/devices") as screen:
            await screen.choose("devices-people")
            await screen.type("people-search", "李敏")
            await see(screen, "李敏")
            await screen.tap("pin-of-p2")
            await screen.type("new-pin", "12")
            await screen.tap("pin-write")
            assert screen.shows("密码是 4 到 8 位数字")
            await screen.type("new-pin", "9876")
            await screen.tap("pin-write")
            assert screen.shows("已设置")

    async def change() -> None:
        async with shown(phone, "/pin") as screen:
            await screen.type("pin-old", "9876")
            await screen.type("pin-new", "135790")
            await screen.type("pin-again", "135790")
            await screen.tap("pin-save")
            assert screen.desk.where.place.name != "pin"

    run(reset)
    office.sync()
    office.sync(phone)
    assert pin_fits(people.pin_of(phone.store.db, "p2") or "", "9876")
    run(change)
    office.sync(phone)
    office.sync()
    assert pin_fits(people.pin_of(office.computer.store.db, "p2") or "", "135790")


def test_the_office_takes_a_pin_away(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    office.computer.write(Edit("person", "p2", {"pin": hashed_pin("2468", "salt")}))

    async def work() -> None:
        async with wide(office.computer, "/devices") as screen:
            await screen.choose("devices-people")
            await screen.tap("pin-of-p2")
            await screen.tap("pin-none")
            assert not people.has_pin(office.computer.store.db, "p2")

    run(work)
