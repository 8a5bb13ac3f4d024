"""A count: opened at the office's desk, walked by two phones on two floors without a network, closed at the desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import qr_video, wait_until
from tests.e2e.devices import Desktop, PatrolPhone
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

BUILDING, THIRD_FLOOR, FOURTH_FLOOR = "宿舍楼", "302", "407"
COUNT = "宿舍楼两层"


def exported(school: Server, kind: str) -> list[dict[str, Any]]:
    target = school.folder.parent / f"{kind}.jsonl"
    done = run_command("--data", school.folder, "export", kind, "--out", target)
    assert done.status == 0, done.err
    return [json.loads(line) for line in target.read_text().splitlines()]


def room_of(school: Server, number: str) -> dict[str, Any]:
    rooms = exported(school, "rooms")
    return next(room for room in rooms if (room["building"], room["number"]) == (BUILDING, number))


def assets_in(school: Server, room: dict[str, Any]) -> list[dict[str, Any]]:
    return [asset for asset in exported(school, "assets") if asset["room_id"] == room["id"]]


def opened(office: Desktop) -> None:
    """A count of the two rooms."""
    office.visit("/stocktake/new")
    office.type_into("盘点名称", COUNT)
    office.type_into("房间（写“楼栋 房号”）", f"{BUILDING} {THIRD_FLOOR}、{BUILDING} {FOURTH_FLOOR}")
    office.page.get_by_role("button", name="开始盘点", exact=True).last.click()
    office.see_button("结束盘点")
    office.see_button("已同步", seconds=60)


def counted_by_hand(phone: PatrolPhone, assets: list[dict[str, Any]]) -> None:
    """The room's label is before the camera; the things' codes are typed, their labels being torn."""
    phone.see("您现在在")
    for asset in assets:
        phone.tap("手工输入编码")
        phone.type_into("标签编码或资产编号", asset["code"])
        phone.tap("盘到")
        phone.see(f"{asset['number']}：已盘到。")


def client(store: Path, *words: object) -> Any:
    done = run_command("client", "--store", store, *words)
    assert done.status == 0, done.err
    return done.out


def test_two_phones_count_two_floors_offline_and_the_office_closes_the_count(
    morning_school: Server, joined: Callable[..., PatrolPhone], tmp_path: Path
) -> None:
    """Four things are expected: three are counted, by two phones that cannot hear each other, one of them twice.
    Nothing is called missing before the office closes; then one is, and three are there once."""
    third, fourth = room_of(morning_school, THIRD_FLOOR), room_of(morning_school, FOURTH_FLOOR)
    upstairs, downstairs = assets_in(morning_school, fourth), assets_in(morning_school, third)
    second, label = tmp_path / "second", f"HTTPS://INSPECT.SCHOOL.CN/Q/{third['code']}"
    client(second, "enroll", morning_school.invitation("inspector"))
    with Desktop(morning_school.address, tmp_path / "office") as office:
        office.join(morning_school, "office")
        opened(office)
    client(second, "sync")
    with joined(camera=qr_video(label, tmp_path / "door.mjpeg")) as phone:
        synced(phone)
        phone.offline()
        phone.visit("/stocktakes")
        phone.see(COUNT).click()
        phone.tap("连续扫码")
        counted_by_hand(phone, downstairs)
        for asset in (upstairs[0], downstairs[0]):
            client(second, "count", asset["code"], "--stocktake", COUNT, "--room", fourth["code"])
        phone.offline(off=False)
        synced(phone)
    with Desktop(morning_school.address, tmp_path / "office") as office:
        watched(office, "已盘 2")
        said(office, "未扫 2")
        client(second, "sync")
        watched(office, "已盘 3")
        office.tap("结束盘点")
        office.tap("结束")
        said(office, "已盘：3/4 张卡片")
        assert upstairs[1]["number"] in office.read_aloud()
        office.keep_picture("stocktake-closed")


def synced(device: PatrolPhone) -> None:
    device.visit("/sync")
    device.tap("立即同步")
    device.see_button("已同步", seconds=60)


def watched(office: Desktop, words: str) -> None:
    """What has arrived by now is on the count's screen."""
    synced(office)
    office.visit("/stocktakes")
    office.see(COUNT).click()
    said(office, words)


def said(device: PatrolPhone, words: str) -> None:
    """Wait until the screen says it, as text or as the label of what holds it."""
    wait_until(lambda: words in device.read_aloud(), seconds=60)
