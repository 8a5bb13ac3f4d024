"""The daily patrol in a real browser: joined, offline, scanned, filled, photographed, killed, synced, seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import qr_video, wait_until
from tests.e2e.devices import Desktop, LoginPage, PatrolPhone
from tests.e2e.school_side import checks_on_another_phone, rooms_of
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

NOTE = "插座松动,䶮老师报"


def _fail_first_item(phone: PatrolPhone) -> None:
    """Answer the first item as abnormal, say what is wrong, take a photo."""
    phone.tap("异常")
    phone.see_button("拍照")
    phone.type_into("哪里不对", NOTE)
    phone.tap("拍照")
    phone.see_button("从相册选")
    phone.tap("拍照")
    phone.see_button("照片 1 张")


def test_a_round_walked_offline_is_seen_by_the_office(
    morning_school: Server, desk: Callable[[], Desktop], tmp_path: Path
) -> None:
    """Join; network off; scan a door, fail an item with note and photo; kill the browser; open again
    offline: the draft is there; finish; network on: the office's own screen shows fault and note."""
    school = morning_school
    room = rooms_of(school, "办公室")[0]
    camera = qr_video(f"HTTPS://SCHOOL.EXAMPLE/Q/{room['code']}", tmp_path / "door.mjpeg")
    with PatrolPhone(school.address, tmp_path / "walker", camera=camera) as phone:
        phone.join(school, "inspector", "--person", "H014")
        phone.wait_for_offline_copy()
        phone.offline()
        school.kill()
        phone.tap("扫码")
        phone.see_button("开始检查", seconds=60)
        phone.tap("开始检查")
        _fail_first_item(phone)
        phone.kill()
        phone.start()
        phone.offline()
        phone.visit(f"/q/{room['code']}")
        phone.see_button("继续检查", seconds=60)
        phone.tap("继续检查")
        phone.see_button("照片 1 张")
        phone.tap("全部正常")
        phone.tap("确定")
        phone.tap("完成本点")
        phone.see("已保存，报修 1 项。")
        school.start()
        phone.offline(off=False)
        phone.see_button("已同步", seconds=90)
    _office_sees(desk(), school, room)
    checks = checks_on_another_phone(school, tmp_path)
    assert [(check["room_id"], check["result"]) for check in checks] == [(room["id"], "failed")]
    assert run_command("--data", school.folder, "check").status == 0


def _office_sees(office: Desktop, school: Server, room: dict[str, Any]) -> None:
    with office:
        office.visit("/tasks")
        row = office.see_row(NOTE, seconds=60)
        assert f"{room['building']} {room['number']}" in (row.get_attribute("aria-label") or row.inner_text())
        row.click()
        office.see_button("标为已修好")
        _photo_comes_in_full(office)
    photos = list((school.folder / "photos").glob("??/*.jpg"))
    assert [path for path in photos if not path.name.endswith(".thumb.jpg")]


def _photo_comes_in_full(office: Desktop) -> None:
    """Tapping the thumbnail of a photo that this computer does not hold fetches the original."""
    wait_until(lambda: any(address.endswith("/thumbnail") for address in office.requests), seconds=60)
    office.page.locator('[role="img"][aria-label="照片"]').first.click(timeout=60_000)
    office.see_button("关闭")
    wait_until(lambda: any(re.search(r"/v1/photos/[0-9a-f]{64}$", each) for each in office.requests))
    assert not office.says("联网后可看原图")


def test_a_log_in_page_of_the_network_is_named_and_nothing_is_lost(
    morning_school: Server, joined: Callable[..., PatrolPhone], tmp_path: Path
) -> None:
    """A network that answers everything with 200 and its own page: the phone says so and keeps its record."""
    school = morning_school
    room = rooms_of(school, "办公室")[0]
    with joined() as phone:
        school.kill()
        with LoginPage(school.port):
            phone.visit(f"/q/{room['code']}")
            phone.tap("开始检查")
            phone.tap("全部正常")
            phone.tap("确定")
            phone.tap("完成本点")
            phone.see("已保存，全部正常。")
            phone.go("/sync")
            phone.tap("立即同步")
            phone.see("登录", seconds=60)
        school.start()
        phone.tap("立即同步")
        phone.see_button("已同步", seconds=60)
    checks = checks_on_another_phone(school, tmp_path)
    assert [(check["room_id"], check["result"]) for check in checks] == [(room["id"], "passed")]
