"""Doors that stay shut, in the packed app: a blocked phone, a stranger's code, a worn code; a sentence each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import qr_video
from tests.e2e.devices import PatrolPhone
from tests.e2e.school_side import checks_on_another_phone, expire_codes, revoke_phones, use_code
from tests.running import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
Joined = Callable[..., PatrolPhone]
Rooms = list[dict[str, Any]]

BLOCKED = "总务处已停用本机。本机记录仍保留"
STRANGER = "这是微信二维码，不是本校的标签"
WORN_CODE = "入校码已过期或已用过"
NO_CODE = "这不是入校码"


def test_a_phone_that_the_office_has_blocked_says_so_and_gives_its_records_out(
    morning_school: Server, joined: Joined, offices: Rooms, tmp_path: Path
) -> None:
    """Blocked while it was out: one clear sentence, and what the server does not take any more can be saved to
    a file. Nothing of it came among the school's records."""
    room = offices[0]
    with joined() as phone:
        phone.offline()
        phone.check_whole(room["code"])
        revoke_phones(morning_school)
        phone.offline(off=False)
        phone.go("/sync")
        phone.see_said(BLOCKED, "blocked-phone", seconds=60)
        with phone.page.expect_download() as download:
            phone.tap("导出未传记录")
        lines = Path(download.value.path()).read_text().splitlines()
        phone.see("已导出")
    head, changes = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
    assert head["changes"] == len(changes)
    assert room["id"] in [change["fields"].get("room_id") for change in changes if change["kind"] == "check"]
    assert checks_on_another_phone(morning_school, tmp_path) == []


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
    use_code(morning_school, used)
    with PatrolPhone(morning_school.address, tmp_path / "new") as phone:
        phone.visit("/")
        _enter(phone, used, WORN_CODE)
        phone.see_said(WORN_CODE, "used-code")
        _enter(phone, "hello!", NO_CODE)
        _enter(phone, expired, WORN_CODE)
        _enter(phone, "https://u.wechat.com/abc", NO_CODE)
        _enter(phone, good, "已同步")
        assert not phone.has_button("加入学校")


def _code(school: Server) -> str:
    return school.invitation("inspector").partition("#")[2]


def _enter(phone: PatrolPhone, code: str, answer: str) -> None:
    phone.page.get_by_label("入校码").first.click()
    phone.page.keyboard.press("Control+a")
    phone.page.keyboard.type(code)
    phone.tap("加入学校")
    phone.see(answer, seconds=60)
