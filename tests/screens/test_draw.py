"""Circle and arrow over a photo: drawn by finger, undone before saving, burnt into another file."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from inspect_app.marks import Mark
from inspect_app.screens.check_work import CheckWork
from storage.photo_transfers import unsent
from storage.queries import drafts, photos
from tests.screens.headless import Screen, run
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone, school_phone

CHECK = "/check/r2/-/scanned"
BOX = {"w": 390, "h": 600}
"""The fake's photos are 1600 x 1200, so the picture stands at 0 / 153.75, 390 x 292.5."""


def spot(x: float, y: float) -> dict[str, object]:
    return {"k": "touch", "l": {"x": x, "y": y}, "g": {"x": x, "y": y}}


async def stroke(screen: Screen, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A finger from one spot to another, as the client tells it."""
    await screen.event("paper", "pan_down", {"l": {"x": start[0], "y": start[1]}, "g": {"x": 0, "y": 0}})
    await screen.event("paper", "pan_start", spot(*start))
    await screen.event("paper", "pan_update", spot(*end))
    await screen.event("paper", "pan_end", {**spot(*end), "v": {"x": 0, "y": 0}})


@asynccontextmanager
async def drawing(phone: Phone) -> AsyncIterator[PhoneScreen]:
    """A photo of a failed item, opened to draw on."""
    async with shown(phone, CHECK) as screen:
        await screen.tap("answer-door_window-abnormal")
        work: CheckWork = screen.desk.memory["work"]
        await work.take_photo(work.begun.checklist.items[0], b"\xff\xd8x", work.redraw)
        await screen.settle()
        await screen.tap(thumb(screen))
        await screen.settle()
        await screen.tap("draw")
        await screen.settle()
        await screen.event("canvas", "resize", BOX)
        yield screen


def thumb(screen: Screen) -> str:
    return next(key for key in screen.all_keys() if key.startswith("thumb-"))


def kept_sha(phone: Phone) -> str:
    (draft,) = drafts.drafts(phone.store.db)
    (photo,) = json.loads(draft.content)["photos"]
    return str(photo["sha256"])


def test_a_circle_and_an_arrow_are_burnt_into_a_new_file(tmp_path: Path) -> None:
    """The draft names the new file, the old one is gone from the disk and from what is to be sent."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            before = kept_sha(phone)
            await stroke(screen, (39, 183), (195, 300))
            await screen.tap("draw-arrow")
            await stroke(screen, (390, 446.25), (195, 300))
            await screen.tap("draw-save")
            await screen.settle(6)
            assert screen.find("draw-save") is None
            circle, arrow = phone.fake.pictures.drawn[0]
            assert (circle.kind, arrow.kind) == ("circle", "arrow")
            assert circle.start == pytest.approx((0.1, 0.1))
            assert circle.end == pytest.approx((0.5, 0.5))
            assert arrow.end == pytest.approx((0.5, 0.5))
            after = kept_sha(phone)
            assert before != after
            assert set(phone.fake.photos.files) == {after} == set(unsent(phone.store.db))

    run(work)


def test_a_drawn_photo_is_the_one_that_is_recorded(tmp_path: Path) -> None:
    """Under the id it had, so that the answer still names it."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            await stroke(screen, (100, 200), (200, 300))
            await screen.tap("draw-save")
            await screen.settle(6)
            await screen.tap("look-close")
            await screen.tap("fill")
            await screen.tap("ask-yes")
            await screen.type("number-desks_broken", "0")
            await screen.tap("finish")
            await screen.settle()

    run(work)
    (check,) = phone.store.rows('select id from "check"')
    (photo,) = photos.photos_about(phone.store.db, check["id"])
    assert phone.fake.photos.files[photo.sha256].endswith(b"drawn")


def test_a_stroke_is_taken_back_before_saving(tmp_path: Path) -> None:
    """Without a mark there is nothing to save or to take back."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            assert screen.find("draw-save").disabled
            assert screen.find("draw-undo").disabled
            await stroke(screen, (100, 200), (200, 300))
            await stroke(screen, (150, 200), (250, 300))
            await screen.tap("draw-undo")
            assert len(screen.find("canvas").shapes) == 2
            await screen.tap("draw-undo")
            assert screen.find("canvas").shapes == []
            assert screen.find("draw-save").disabled

    run(work)


def test_a_touch_draws_nothing(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            await stroke(screen, (100, 200), (102, 201))
            assert screen.find("draw-save").disabled

    run(work)


def test_closing_leaves_the_photo_as_it_was(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            before = kept_sha(phone)
            await stroke(screen, (100, 200), (200, 300))
            await screen.tap("look-close")
            assert screen.find("retake") is not None
            assert kept_sha(phone) == before
            assert phone.fake.pictures.drawn == []

    run(work)


def test_a_full_phone_keeps_photo_and_marks(tmp_path: Path) -> None:
    """One sentence, and saving can be tried again."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            before = kept_sha(phone)
            await stroke(screen, (100, 200), (200, 300))
            phone.fake.photos.full = True
            await screen.tap("draw-save")
            await screen.settle(6)
            assert screen.shows("手机空间已满")
            assert not screen.find("draw-save").disabled
            assert (kept_sha(phone), set(phone.fake.photos.files)) == (before, {before})

    run(work)


def test_a_moving_finger_sends_strokes_and_not_the_photo(tmp_path: Path) -> None:
    """A step of a drag is small on the wire, whatever the photo weighs."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            await screen.event("paper", "pan_down", {"l": {"x": 9, "y": 200}, "g": {"x": 0, "y": 0}})
            await screen.event("paper", "pan_start", spot(10, 200))
            screen.connection.forget()
            await screen.event("paper", "pan_update", spot(200, 300))
            assert screen.connection.patches == 1
            assert screen.connection.patched_bytes < 3_000

    run(work)


def test_a_picture_chosen_twice_stays_for_the_one_that_is_left(tmp_path: Path) -> None:
    """Both are one file on disk."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("answer-door_window-abnormal")
            held: CheckWork = screen.desk.memory["work"]
            for _ in range(2):
                await held.take_photo(held.begun.checklist.items[0], b"\xff\xd8x", held.redraw)
            first, second = held.photos_of(held.begun.checklist.items[0])
            await held.drop_photo(first)
            assert phone.fake.photos.files
            await held.draw_on_photo(second, [Mark("circle", (0, 0), (1, 1))])
            assert list(phone.fake.photos.files.values()) == [b"\xff\xd8xdrawn"]

    run(work)


def test_a_photo_whose_file_is_gone_is_named(tmp_path: Path) -> None:
    """The browser may have been cleared by hand."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with drawing(phone) as screen:
            await stroke(screen, (100, 200), (200, 300))
            phone.fake.photos.files.clear()
            await screen.tap("draw-save")
            await screen.settle(6)
            assert screen.shows("这张图片读不出")
            await screen.tap("look-close")
            await screen.tap("draw")
            assert screen.shows("这张照片的文件已不在本机")

    run(work)
