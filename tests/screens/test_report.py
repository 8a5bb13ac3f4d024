"""报修: kept at every tap, alive after the app was killed, its photos looked at and removed."""

from __future__ import annotations

from pathlib import Path

from storage.photo_transfers import unsent
from storage.queries import faults, form_drafts, photos
from storage.store import Store
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone, school_phone

REPORT = "/room/r1/report"


async def take(screen: PhoneScreen) -> None:
    """A photo by the camera."""
    await screen.tap("photo-report")
    await screen.settle(10)
    await screen.tap("shutter")
    await screen.settle(8)


def thumbs(screen: PhoneScreen) -> list[str]:
    return [key for key in screen.all_keys() if key.startswith("thumb-")]


def after_a_kill(phone: Phone, folder: Path) -> Phone:
    """The same phone, its app started anew: only what was on the disk is left."""
    return Phone(phone.fake, Store.open(str(folder / "inspect.db")))


def test_a_report_is_on_the_disk_at_every_tap(tmp_path: Path) -> None:
    """Words, level and photo are there again when the app was killed without a word."""
    phone = school_phone(tmp_path)

    async def begin() -> None:
        async with shown(phone, REPORT) as screen:
            await screen.type("words", "水管漏")
            await screen.type("words", "水管漏水")
            await screen.tap("answer-level-urgent")
            await take(screen)
            assert screen.shows("照片 1 张")

    run(begin)
    again = after_a_kill(phone, tmp_path)

    async def go_on() -> None:
        async with shown(again) as screen:
            assert screen.shows("报修未提交")
            await screen.tap("begun-report-r1")
            assert screen.find("words").value == "水管漏水"
            assert len(thumbs(screen)) == 1
            await screen.tap("send")
            await screen.settle()

    run(go_on)
    (fault,) = faults.open_faults_of_room(again.store.db, "r1")
    assert (fault.title, fault.level) == ("水管漏水", "urgent")
    assert len(photos.photos_about(again.store.db, fault.id)) == 1
    assert form_drafts.forms(again.store.db) == []
    assert phone.fake.pictures.captions == [("2026-11-20 07:30  王师傅", "教学楼A 101")]


def test_a_begun_report_is_offered_at_its_room(tmp_path: Path) -> None:
    """One that was emptied again is none."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/room/r1") as screen:
            assert screen.shows("报修")
            await screen.tap("report")
            await screen.type("words", "灯坏")
            await screen.tap("back")
            assert screen.shows("继续报修")
            await screen.tap("report")
            await screen.type("words", "")
            await screen.tap("back")
            assert not screen.shows("继续报修")

    run(work)
    assert form_drafts.forms(phone.store.db) == []


def test_a_photo_of_a_report_is_looked_at_and_removed(tmp_path: Path) -> None:
    """From the disk and from what is to be sent; the words stay."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, REPORT) as screen:
            await screen.type("words", "灯坏")
            await take(screen)
            await screen.tap(thumbs(screen)[0])
            await screen.settle()
            assert screen.find("big-picture") is not None
            await screen.tap("drop-photo")
            await screen.settle()
            assert thumbs(screen) == []
            assert screen.find("words").value == "灯坏"
            assert phone.fake.photos.files == {}
            assert unsent(phone.store.db) == []

    run(work)


def test_a_photo_of_a_report_is_taken_again(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    phone.fake.camera.shots = [b"\xff\xd8first", b"\xff\xd8second"]

    async def work() -> None:
        async with shown(phone, REPORT) as screen:
            await take(screen)
            await screen.tap(thumbs(screen)[0])
            await screen.settle()
            await screen.tap("retake")
            await screen.settle(10)
            await screen.tap("shutter")
            await screen.settle(8)
            assert len(thumbs(screen)) == 1
            assert list(phone.fake.photos.files.values()) == [b"\xff\xd8second"]

    run(work)


def test_a_circle_is_drawn_on_a_photo_of_a_report(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, REPORT) as screen:
            await take(screen)
            await screen.tap(thumbs(screen)[0])
            await screen.settle()
            await screen.tap("draw")
            await screen.settle()
            await screen.event("canvas", "resize", {"w": 390, "h": 600})
            await screen.event("paper", "pan_down", {"l": {"x": 50, "y": 200}, "g": {"x": 0, "y": 0}})
            for name, x, y in (("pan_start", 50, 200), ("pan_update", 200, 300)):
                await screen.event(
                    "paper", name, {"k": "touch", "l": {"x": x, "y": y}, "g": {"x": 0, "y": 0}}
                )
            end = {"l": {"x": 200, "y": 300}, "g": {"x": 0, "y": 0}, "v": {"x": 0, "y": 0}}
            await screen.event("paper", "pan_end", end)
            await screen.tap("draw-save")
            await screen.settle(6)
            assert screen.find("draw-save") is None
            assert list(phone.fake.photos.files.values()) == [b"\xff\xd8shotdrawn"]

    run(work)


def test_a_full_phone_is_told_and_keeps_what_was_said(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, REPORT) as screen:
            await screen.type("words", "灯坏")
            phone.fake.photos.full = True
            await take(screen)
            assert screen.shows("手机空间已满")
            assert screen.find("words").value == "灯坏"
            assert thumbs(screen) == []

    run(work)


def test_leaving_the_school_counts_a_begun_report(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    phone.store.db.execute("update change set rev = seq")

    async def work() -> None:
        async with shown(phone, REPORT) as screen:
            await screen.type("words", "灯坏")
            await screen.browse("/me")
            await screen.tap("leave")
            await screen.tap("ask-yes")
            assert screen.shows("0 条记录、0 张照片、1 个未填完的单子只在本机")

    run(work)
