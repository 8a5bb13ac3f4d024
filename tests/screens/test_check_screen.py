"""检查: a tap draws one item, saves the draft, and what is missing is said at the item."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from inspect_app.actions.photos import keep_photo, with_photo
from inspect_app.devices.fakes import FakeShell
from inspect_app.devices.ports import Refusal
from inspect_app.screens.check_work import FIRST_ITEMS, MORE_ITEMS, CheckWork
from inspect_app.views.rounds import rounds_now
from storage.queries import drafts
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone, school_phone

CHECK = "/check/r2/-/scanned"
ONE_ITEM_BYTES = 6_000
"""A patch of one item is far smaller; the whole list of 13 is over 30,000."""


def answers_in_store(phone: Phone) -> dict[str, object]:
    (draft,) = drafts.drafts(phone.store.db)
    return {each["item"]: each.get("value") for each in json.loads(draft.content)["answers"]}


def work_of(screen: PhoneScreen) -> CheckWork:
    return screen.desk.memory["work"]


def test_a_tap_draws_its_own_item_only(tmp_path: Path) -> None:
    """Counted in what goes to the client: the item and the line of progress, nothing else."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            whole = screen.connection.patched_bytes
            screen.connection.forget()
            await screen.tap("answer-door_window-abnormal")
            assert screen.connection.patches == 2
            assert screen.connection.patched_bytes < ONE_ITEM_BYTES < whole
            screen.connection.forget()
            await screen.type("note-door_window", "锁坏")
            assert screen.connection.patched_bytes < 600

    run(work)


class SlowShell(FakeShell):
    """A screen that has not drawn anything before `is_drawn` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.is_drawn = asyncio.Event()

    async def drawn(self) -> None:
        await self.is_drawn.wait()


def items_on(screen: PhoneScreen) -> int:
    return len({key for key in screen.all_keys() if key.startswith("item-")})


def test_the_first_screen_of_items_is_drawn_before_the_rest(tmp_path: Path) -> None:
    """What nobody can see yet waits until the screen is there, and then comes a few items at a time."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        shell = phone.fake.shell = SlowShell()
        async with shown(phone, CHECK) as screen:
            assert items_on(screen) == FIRST_ITEMS
            assert screen.find("note") is None
            shell.is_drawn.set()
            await screen.settle()
            assert items_on(screen) == len(work_of(screen).shape.keys) <= FIRST_ITEMS + MORE_ITEMS
            assert screen.find("note") is not None

    run(work)


def test_finishing_before_all_is_drawn_still_marks_every_open_item(tmp_path: Path) -> None:
    """The whole list stands at once where a sentence must be found in it."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        phone.fake.shell = SlowShell()
        async with shown(phone, CHECK) as screen:
            await screen.tap("finish")
            assert items_on(screen) == len(work_of(screen).shape.keys)

    run(work)


def test_every_tap_is_in_the_store_before_the_next(tmp_path: Path) -> None:
    """And leaving brings it back as it was."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-normal")
            assert answers_in_store(phone) == {"door_window": "normal"}
            await screen.tap("answer-door_window-normal")
            assert answers_in_store(phone) == {"door_window": None}
            await screen.tap("answer-ceiling_wall-abnormal")
            await screen.type("note-ceiling_wall", "吊扇松动")
            await screen.tap("back")
            assert screen.shows("未完成")
        async with shown(phone, CHECK) as screen:
            assert screen.find("note-ceiling_wall").value == "吊扇松动"

    run(work)


def test_a_failed_item_opens_note_level_photo_and_report_in_place(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            assert screen.find("note-door_window") is None
            await screen.tap("answer-door_window-abnormal")
            for key in ("note-door_window", "photo-door_window", "report-door_window"):
                assert screen.find(key) is not None
            await screen.tap("answer-level-door_window-urgent")
            assert work_of(screen).begun.answer("door_window").level == "urgent"
            await screen.switch("report-door_window", on=False)
            assert screen.find("answer-level-door_window-urgent") is None
            assert work_of(screen).begun.no_fault == {"door_window"}

    run(work)


def test_finishing_too_early_marks_every_open_item(tmp_path: Path) -> None:
    """The sentence stands at the item, and goes when it is answered."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("finish")
            before = sum("还没有检查" in text for text in screen.texts())
            assert before >= 10
            await screen.tap("answer-door_window-normal")
            await screen.settle()
            assert sum("还没有检查" in text for text in screen.texts()) == before - 1
            assert phone.store.rows('select id from "check"') == []

    run(work)


def test_all_in_order_leaves_what_was_touched_and_what_must_be_read(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-na")
            await screen.tap("fill")
            await screen.tap("ask-yes")
            answers = answers_in_store(phone)
            assert answers["door_window"] == "na"
            assert answers["ceiling_wall"] == "normal"
            assert "desks_broken" not in answers

    run(work)


def test_a_reading_outside_its_limits_is_a_fault_at_once(tmp_path: Path) -> None:
    """Full-width digits are read, words are refused at the end and not lost."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.type("number-desks_broken", "3")
            assert screen.shows("超出范围")
            await screen.type("number-desks_broken", "0")
            assert screen.shows("在范围内")
            await screen.type("number-desks_broken", "三张")
            assert work_of(screen).begun.answer("desks_broken").value == "三张"
            await screen.tap("finish")
            assert screen.shows("填写的内容不能用")

    run(work)


def test_a_photo_shows_saving_until_it_is_on_disk(tmp_path: Path) -> None:
    """Then its thumbnail; a picture that cannot be kept leaves a sentence and everything else."""
    phone = school_phone(tmp_path)
    phone.fake.camera.shots = [b"\xff\xd8one"]

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-abnormal")
            await screen.tap("photo-door_window")
            await screen.settle(10)
            await screen.tap("shutter")
            await screen.settle(8)
            assert screen.shows("照片 1 张")
            assert not screen.shows("正在保存")
            phone.fake.photos.full = True
            await screen.tap("photo-door_window")
            await screen.settle(10)
            await screen.tap("shutter")
            await screen.settle(8)
            assert screen.shows("照片 1 张")
            assert screen.shows("手机空间已满，刚才这一步没有存上")

    run(work)


def test_a_camera_that_is_not_allowed_leaves_the_gallery(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    phone.fake.camera.refusal = Refusal("camera_denied")

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-abnormal")
            await screen.tap("photo-door_window")
            await screen.settle(8)
            assert screen.shows("这里用不了相机。")
            await screen.tap("gallery")
            await screen.desk.pictures._came(_Picked(b"\xff\xd8gallery"))
            await screen.settle(8)
            assert screen.shows("照片 1 张")

    run(work)


class _Picked:
    """What the picker tells."""

    def __init__(self, content: bytes) -> None:
        self.files = [type("File", (), {"bytes": content})()]


def test_a_photo_is_looked_at_and_thrown_away(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-abnormal")
            made = work_of(screen)
            await made.take_photo(made.begun.checklist.items[0], b"\xff\xd8x", made.redraw)
            await screen.settle()
            thumb = next(key for key in screen.all_keys() if key.startswith("thumb-"))
            await screen.tap(thumb)
            await screen.tap("drop-photo")
            await screen.settle()
            assert not [key for key in screen.all_keys() if key.startswith("thumb-")]
            assert phone.fake.photos.files == {}

    run(work)


def test_the_list_stays_where_it_was_under_the_camera(tmp_path: Path) -> None:
    """The same list is there before, under and after a photo; one made anew would begin at its top."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-abnormal")
            before = screen.find("check-page-list")._i
            await screen.tap("photo-door_window")
            await screen.settle(10)
            assert screen.find("shutter") is not None
            assert screen.find("check-page-list")._i == before
            await screen.tap("shutter")
            await screen.settle(8)
            assert screen.shows("照片 1 张")
            assert screen.find("check-page-list")._i == before

    run(work)


def test_a_photo_is_taken_again_in_place_of_the_old_one(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    phone.fake.camera.shots = [b"\xff\xd8second"]

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-abnormal")
            made = work_of(screen)
            await made.take_photo(made.begun.checklist.items[0], b"\xff\xd8first", made.redraw)
            await screen.settle()
            await screen.tap(next(key for key in screen.all_keys() if key.startswith("thumb-")))
            await screen.tap("retake")
            await screen.settle(10)
            await screen.tap("shutter")
            await screen.settle(8)
            assert screen.shows("照片 1 张")
            assert list(phone.fake.photos.files.values()) == [b"\xff\xd8second"]

    run(work)


def test_twenty_photos_of_one_item_are_shown(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-abnormal")
            made = work_of(screen)
            for number in range(20):
                raw = b"\xff\xd8" + bytes([number])
                photo = await keep_photo(phone.store, phone.fake.device, raw, "door_window")
                made.begun = with_photo(made.begun, photo)
            made.redraw()
            await screen.settle()
            assert screen.shows("照片 20 张")
            assert len([key for key in screen.all_keys() if key.startswith("thumb-")]) == 20

    run(work)


def test_a_round_that_finds_no_room_to_begin_is_begun_by_finishing(tmp_path: Path) -> None:
    """A full phone: the list opens with a sentence; when there is room again, finishing begins the round too."""
    phone = school_phone(tmp_path)
    due = rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0].due
    db = phone.store.db

    async def work() -> None:
        db.execute("pragma query_only = 1")
        async with shown(phone, f"/check/r2/{due.id}/listed") as screen:
            assert screen.find("finish") is not None
            assert screen.shows("之前保存的都安全")
            db.execute("pragma query_only = 0")
            await screen.tap("fill")
            await screen.tap("ask-yes")
            await screen.type("number-desks_broken", "0")
            await screen.tap("finish")
            assert screen.shows("已保存，全部正常")

    run(work)
    (check,) = phone.store.rows('select round_id from "check"')
    (walked,) = phone.store.rows("select id from round")
    assert check["round_id"] == walked["id"] == due.id
