"""Others' photos in full: the thumbnail at once, the original from the server, a sentence where it cannot be had."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path

from storage.photo_transfers import keep_thumbnail
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone, school_phone

ORIGINAL = b"\xff\xd8\xfforiginal\xff\xd9"
SMALL = b"\xff\xd8\xffsmall\xff\xd9"
SHA = hashlib.sha256(ORIGINAL).hexdigest()
PHOTO = f"/photo/{SHA}"


def phone_of_another(folder: Path, *, has_small: bool = True) -> Phone:
    """A phone that knows of somebody else's photo; the server holds the original."""
    phone = school_phone(folder)
    phone.store.set_settings(address="https://inspect.school.cn", token="t", server="s1")
    if has_small:
        with phone.store.durable.transaction() as db:
            keep_thumbnail(db, SHA, SMALL)
    phone.fake.wire.answer = lambda *_: (200, {}, ORIGINAL)
    return phone


def picture(screen: PhoneScreen) -> bytes:
    """The bytes that the big picture shows."""
    return next(control.src for control in screen.controls() if type(control).__name__ == "Image")


def test_the_thumbnail_stands_until_the_original_has_come(tmp_path: Path) -> None:
    """With a word that it is on its way; then it is kept on this phone."""
    phone = phone_of_another(tmp_path)
    gate = asyncio.Event()
    exchange = phone.fake.wire.exchange

    async def slow(*asked: object) -> object:
        await gate.wait()
        return await exchange(*asked)  # type: ignore[arg-type]

    phone.fake.wire.exchange = slow  # type: ignore[method-assign, assignment]

    async def work() -> None:
        async with shown(phone, PHOTO) as screen:
            assert picture(screen) == SMALL
            assert screen.shows("正在取原图")
            gate.set()
            await screen.settle()
            assert picture(screen) == ORIGINAL
            assert not screen.shows("正在取原图")
            assert phone.fake.photos.files == {SHA: ORIGINAL}

    run(work)


def test_a_photo_that_is_here_asks_nobody(tmp_path: Path) -> None:
    phone = phone_of_another(tmp_path)
    phone.fake.photos.files[SHA] = ORIGINAL

    async def work() -> None:
        async with shown(phone, PHOTO) as screen:
            assert picture(screen) == ORIGINAL
            assert phone.fake.wire.asked == []

    run(work)


def test_without_a_network_a_sentence_says_what_is_shown(tmp_path: Path) -> None:
    """And the original comes by itself when the network does."""
    phone = phone_of_another(tmp_path)
    phone.fake.wire.down = True
    phone.fake.shell.is_online = False

    async def work() -> None:
        async with shown(phone, PHOTO) as screen:
            assert picture(screen) == SMALL
            assert screen.shows("没有网络，这是缩略图。联网后自动取原图。")
            phone.fake.wire.down = False
            phone.fake.shell.change(online=True)
            await screen.settle(6)
            assert picture(screen) == ORIGINAL
            assert not screen.shows("没有网络")

    run(work)


def test_a_person_may_try_again(tmp_path: Path) -> None:
    """Where the browser thinks that it is online and the server is not there."""
    phone = phone_of_another(tmp_path, has_small=False)
    phone.fake.wire.down = True

    async def work() -> None:
        async with shown(phone, PHOTO) as screen:
            assert screen.shows("照片还在服务器上")
            phone.fake.wire.down = False
            await screen.tap("original-again")
            await screen.settle()
            assert picture(screen) == ORIGINAL

    run(work)


def test_a_photo_that_has_not_come_up_yet_is_on_another_phone(tmp_path: Path) -> None:
    phone = phone_of_another(tmp_path)
    refusal = {"protocol": 1, "server": "s1", "epoch": "e", "now": 0, "error": "unknown_photo"}
    phone.fake.wire.answer = lambda *_: (404, {}, json.dumps(refusal).encode())

    async def work() -> None:
        async with shown(phone, PHOTO) as screen:
            assert picture(screen) == SMALL
            assert screen.shows("照片在别的手机上，或还在上传。")

    run(work)


def test_bytes_that_are_not_the_photo_are_not_shown_nor_kept(tmp_path: Path) -> None:
    """A captive portal answers 200 to everything."""
    phone = phone_of_another(tmp_path)
    phone.fake.wire.answer = lambda *_: (200, {}, b"<html>log in</html>")

    async def work() -> None:
        async with shown(phone, PHOTO) as screen:
            assert picture(screen) == SMALL
            assert screen.shows("当前网络要先登录")
            assert phone.fake.photos.files == {}

    run(work)
