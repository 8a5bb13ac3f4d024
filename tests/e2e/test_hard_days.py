"""Hard days of a phone, in the packed app: each gets a plain sentence on the screen, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

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
from tests.e2e.school_side import checks_on_another_phone, expire_codes, revoke_phones, rooms_of
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
Joined = Callable[..., PatrolPhone]

TEN_YEARS_DAYS = 3652
FULL = "手机空间已满，刚才这一步没有存上"
TOO_LARGE = "图片太大"
SPOILT = "服务器的回复没有收全"
UNREACHABLE = "服务器暂时连不上"
BLOCKED = "总务处已停用本机。本机记录仍保留"
STRANGER = "这是微信二维码，不是本校的标签"
WORN_CODE = "入校码已过期或已用过"
NO_CODE = "这不是入校码"


def _passed(school: Server, folder: Path) -> set[str]:
    """The rooms that, as the server tells a new phone, were found in order."""
    checks = checks_on_another_phone(school, folder)
    assert {check["result"] for check in checks} <= {"passed"}
    return {check["room_id"] for check in checks}


def test_a_full_phone_says_so_keeps_what_was_saved_and_goes_on_with_room(
    morning_school: Server, joined: Joined, tmp_path: Path
) -> None:
    """Answer, photo and finish each find no room: told each time, no 'saving' that never ends. With room again
    the same list goes on where it was, and both checks with the photo arrive."""
    first, second = rooms_of(morning_school, "办公室")[:2]
    with joined(camera=qr_video("X", tmp_path / "clip.mjpeg")) as phone:
        phone.visit("/")
        phone.offline()
        phone.check_whole(first["code"])
        with full_disk(phone):
            phone.visit(f"/q/{second['code']}")
            phone.tap("开始检查")
            phone.tap("异常")
            phone.see_said(FULL, "full-disk")
            _photograph(phone)
            phone.see(FULL)
            wait_until(lambda: not phone.says("正在保存"))
            assert not phone.has_button("照片 1 张")
            phone.tap("正常")
            phone.answer_rest()
            phone.see(FULL)
            assert phone.has_button("完成本点")
        phone.tap("异常")
        phone.type_into("哪里不对", "插座松动")
        _photograph(phone)
        phone.see_button("照片 1 张")
        phone.tap("完成本点")
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
    morning_school: Server, joined: Joined, tmp_path: Path, days: int, words: str
) -> None:
    """The whole browser lives ten years ahead or behind (libfaketime): a check is recorded and arrives, the badge
    calls, and the person is told how wrong the clock is."""
    if false_clock_library() is None:
        pytest.skip("Debian's package faketime is not installed: run tools/install_browser.py as root")
    room = rooms_of(morning_school, "办公室")[0]
    phone = joined()
    phone.environment = false_clock(days)
    with phone:
        phone.check_whole(room["code"])
        phone.see_button("请查看", seconds=60)
        phone.tap("请查看")
        phone.see("已全部上传")
        phone.see_said(words, f"clock{days:+d}")
    assert _passed(morning_school, tmp_path) == {room["id"]}


def test_a_photo_of_200_mb_is_one_clear_line(morning_school: Server, joined: Joined, tmp_path: Path) -> None:
    """Chosen from the gallery: refused before it is read. The list is as before, and a real photo is taken next."""
    room = rooms_of(morning_school, "办公室")[0]
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


def test_a_phone_that_the_office_has_blocked_says_so_and_gives_its_records_out(
    morning_school: Server, joined: Joined, tmp_path: Path
) -> None:
    """Blocked while it was out: one clear sentence, and what the server does not take any more can be saved to
    a file. Nothing of it came among the school's records."""
    room = rooms_of(morning_school, "办公室")[0]
    with joined() as phone:
        phone.visit("/")
        phone.offline()
        phone.check_whole(room["code"])
        revoke_phones(morning_school, tmp_path)
        phone.offline(off=False)
        phone.visit("/sync")
        phone.see_said(BLOCKED, "blocked-phone", seconds=60)
        with phone.page.expect_download() as download:
            phone.tap("导出未传记录")
        lines = Path(download.value.path()).read_text().splitlines()
        phone.see("已导出")
    head, changes = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
    assert head["changes"] == len(changes)
    assert room["id"] in [change["fields"].get("room_id") for change in changes if change["kind"] == "check"]
    assert _passed(morning_school, tmp_path) == set()


def test_answers_that_are_cut_or_scrambled_are_named_and_all_arrives_later(
    morning_school: Server, joined: Joined, packed_app: Path, tmp_path: Path
) -> None:
    """Something on the way breaks answers off, cuts them, scrambles them: a sentence each, the record kept; on a
    clean way it goes up once."""
    room = rooms_of(morning_school, "办公室")[0]
    with joined(dark=True) as phone:
        phone.visit("/")
        morning_school.kill()
        behind = Server(morning_school.folder, packed_app, host="localhost")
        try:
            with SpoiltWay(morning_school.port, behind.port) as way:
                phone.check_whole(room["code"])
                phone.visit("/sync")
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


def test_a_strangers_code_before_the_camera_is_named(joined: Joined, tmp_path: Path) -> None:
    """A WeChat code instead of a label: what it is and where to hold the camera; the next scan is one tap away."""
    with joined(camera=qr_video("https://u.wechat.com/abcdefg", tmp_path / "c.mjpeg"), dark=True) as phone:
        phone.visit("/scan")
        phone.see_said(STRANGER, "strangers-code", seconds=60)
        assert phone.has_button("重新扫码")
        assert phone.has_button("手工输入编码")


def test_a_school_code_that_is_worn_is_named_and_a_good_one_still_lets_in(
    morning_school: Server, tmp_path: Path
) -> None:
    """Used before, expired, mistyped, another's: one line each, typed one after the other; then a good one."""
    expired = _code(morning_school)
    expire_codes(morning_school)
    used, good = _code(morning_school), _code(morning_school)
    assert run_command("client", "--store", tmp_path / "x", "enroll", _url(morning_school, used)).status == 0
    with PatrolPhone(morning_school.address, tmp_path / "new") as phone:
        phone.visit("/")
        _enter(phone, used, WORN_CODE)
        phone.see_said(WORN_CODE, "used-code")
        _enter(phone, "hello!", NO_CODE)
        _enter(phone, expired, WORN_CODE)
        _enter(phone, "https://u.wechat.com/abc", NO_CODE)
        _enter(phone, good, "已同步")


def _code(school: Server) -> str:
    return school.invitation("inspector").partition("#")[2]


def _url(school: Server, code: str) -> str:
    return f"{school.address}/join#{code}"


def _enter(phone: PatrolPhone, code: str, answer: str) -> None:
    phone.page.get_by_label("入校码").first.click()
    phone.page.keyboard.press("Control+a")
    phone.page.keyboard.type(code)
    phone.tap("加入学校")
    phone.see(answer, seconds=60)
