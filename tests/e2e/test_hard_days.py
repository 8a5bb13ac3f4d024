"""Hard days of a phone, in the packed app: each gets a plain sentence on the screen, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import qr_video, wait_until
from tests.e2e.devices import PatrolPhone
from tests.e2e.hardships import (
    SpoiltWay,
    cut,
    false_clock,
    false_clock_library,
    full_disk,
    huge_photo,
    scrambled,
)
from tests.e2e.school_side import checks_on_another_phone
from tests.running import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
Joined = Callable[..., PatrolPhone]
Rooms = list[dict[str, Any]]

TEN_YEARS_DAYS = 3652
A_WHILE_MS = 10 * 60_000
FULL = "手机空间已满，刚才这一步没有存上"
TOO_LARGE = "图片太大"
SPOILT = "服务器的回复没有收全"
UNREACHABLE = "服务器暂时连不上"


def _passed(school: Server, folder: Path) -> set[str]:
    """The rooms that, as the server tells a new phone, were found in order."""
    checks = checks_on_another_phone(school, folder)
    assert {check["result"] for check in checks} <= {"passed"}
    return {check["room_id"] for check in checks}


def test_a_full_phone_says_so_keeps_what_was_saved_and_goes_on_with_room(
    morning_school: Server, joined: Joined, offices: Rooms, tmp_path: Path
) -> None:
    """An answer and a photo find no room: told each time, the answer before stands, no 'saving' that never ends.
    With room again the same list goes on where it was, and both checks with the photo arrive."""
    first, second = offices[:2]
    with joined(camera=qr_video("X", tmp_path / "clip.mjpeg")) as phone:
        phone.offline()
        phone.check_whole(first["code"])
        phone.go(f"/q/{second['code']}")
        phone.tap("开始检查")
        phone.tap("异常")
        with full_disk(phone):
            phone.visit(f"/q/{second['code']}")
            phone.tap("继续检查")
            phone.tap("正常")
            phone.see_said(FULL, "full-disk")
            _photograph(phone)
            phone.see(FULL)
            wait_until(lambda: not phone.says("正在保存"))
            assert not phone.has_button("照片 1 张")
        phone.type_into("哪里不对", "插座松动")
        _photograph(phone)
        phone.see_button("照片 1 张")
        phone.answer_rest()
        phone.see("已保存，报修 1 项。")
        phone.offline(off=False)
        phone.see_button("已同步", seconds=60)
    checks = checks_on_another_phone(morning_school, tmp_path)
    assert {check["room_id"]: check["result"] for check in checks} == {
        first["id"]: "passed",
        second["id"]: "failed",
    }
    photos = [path for path in morning_school.folder.glob("photos/??/*.jpg") if ".thumb" not in path.name]
    assert len(photos) == 1


def _photograph(phone: PatrolPhone) -> None:
    phone.tap("拍照")
    phone.see_button("从相册选")
    phone.tap("拍照")


@pytest.mark.parametrize(
    ("days", "words"), [(TEN_YEARS_DAYS, "本机时间快了 10 年"), (-TEN_YEARS_DAYS, "本机时间慢了 10 年")]
)
def test_a_clock_ten_years_wrong_is_named_and_keeps_nobody_from_work(
    morning_school: Server, joined: Joined, offices: Rooms, tmp_path: Path, days: int, words: str
) -> None:
    """The whole browser lives ten years ahead or behind (libfaketime): a check is recorded and arrives with the
    true time, the badge calls, and the person is told how wrong the clock is."""
    if false_clock_library() is None:
        pytest.skip("Debian's package faketime is not installed: run tools/install_browser.py as root")
    room = offices[0]
    phone = joined()
    phone.environment = false_clock(days)
    with phone:
        phone.check_whole(room["code"])
        phone.see_button("请查看", seconds=60)
        phone.tap("请查看")
        phone.see("已全部上传")
        phone.see_said(words, f"clock{days:+d}")
    [check] = checks_on_another_phone(morning_school, tmp_path)
    assert (check["room_id"], check["result"]) == (room["id"], "passed")
    assert abs(check["done_ms"] - time.time() * 1000) < A_WHILE_MS


def test_a_photo_of_200_mb_is_one_clear_line(
    morning_school: Server, joined: Joined, offices: Rooms, tmp_path: Path
) -> None:
    """Chosen from the gallery: refused before it is read. The list is as before, and a real photo is taken next."""
    room = offices[0]
    with joined(camera=qr_video("X", tmp_path / "clip.mjpeg"), dark=True) as phone:
        phone.visit(f"/q/{room['code']}")
        phone.tap("开始检查")
        phone.tap("异常")
        phone.tap("拍照")
        with phone.page.expect_file_chooser() as chooser:
            phone.tap("从相册选")
        chooser.value.set_files(str(huge_photo(tmp_path / "huge.jpg", 200_000_000)))
        phone.see_said(TOO_LARGE, "huge-photo")
        wait_until(lambda: not phone.says("正在保存"))
        assert not phone.has_button("照片 1 张")
        _photograph(phone)
        phone.see_button("照片 1 张")


def test_answers_that_are_cut_or_scrambled_are_named_and_all_arrives_later(
    morning_school: Server, joined: Joined, offices: Rooms, packed_app: Path, tmp_path: Path
) -> None:
    """Something on the way breaks answers off, cuts them, scrambles them: a sentence each, the record kept; on a
    clean way it goes up once."""
    room = offices[0]
    with joined(dark=True) as phone:
        morning_school.kill()
        behind = Server(morning_school.folder, packed_app, host="localhost")
        try:
            with SpoiltWay(morning_school.port, behind.port) as way:
                phone.check_whole(room["code"])
                phone.go("/sync")
                phone.see_said(SPOILT, "spoilt-answer", seconds=60)
                way.spoil = scrambled
                _sync_anew(phone, way, SPOILT)
                way.spoil, way.breaks_off = cut, True
                _sync_anew(phone, way, UNREACHABLE)
        finally:
            behind.kill()
        morning_school.start()
        phone.tap("立即同步")
        phone.see_button("已同步", seconds=60)
    assert _passed(morning_school, tmp_path) == {room["id"]}


def _sync_anew(phone: PatrolPhone, way: SpoiltWay, words: str) -> None:
    """Sync by hand; an answer is spoilt on its way, and the screen says these words."""
    before = way.spoilt
    phone.tap("立即同步")
    wait_until(lambda: way.spoilt > before)
    phone.see(words, seconds=60)
    phone.see("1 条记录只在本机")
