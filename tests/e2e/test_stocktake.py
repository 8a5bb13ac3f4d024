"""A count: opened at the office's desk, walked by two phones on two floors without a network, closed at the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inspect_app.parts.names import shown_code
from tests.e2e.devices import Desktop, PatrolPhone
from tests.e2e.printed_labels import blank_labels, code_on, hold_up, qr_code
from tests.e2e.school_side import exported
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

BUILDING, THIRD_FLOOR, FOURTH_FLOOR = "宿舍楼", "302", "407"
COUNT = "宿舍楼两层"


def room_of(school: Server, number: str) -> dict[str, Any]:
    rooms = exported(school, "rooms")
    return next(room for room in rooms if (room["building"], room["number"]) == (BUILDING, number))


def assets_in(school: Server, room: dict[str, Any]) -> list[dict[str, Any]]:
    return [asset for asset in exported(school, "assets") if asset["room_id"] == room["id"]]


def opened(office: Desktop) -> None:
    """A count of the two rooms."""
    office.go("/stocktake/new")
    office.type_into("盘点名称", COUNT)
    office.scroll(2000)  # the rooms stand below the chips of buildings and floors
    office.type_into("房间（写“楼栋 房号”）", f"{BUILDING} {THIRD_FLOOR}、{BUILDING} {FOURTH_FLOOR}")
    office.page.get_by_role("button", name="开始盘点", exact=True).last.click()
    office.see_button("结束盘点")
    office.see_button("已同步", seconds=60)


def labelled(phone: PatrolPhone, clip: Path, labels: list[Image.Image], assets: list[dict[str, Any]]) -> None:
    """A blank label on each of two things: one is looked up by its number, of the other the old label is scanned."""
    hold_up(clip, labels[:1])
    begun_to_bind(phone, labels[0])
    phone.type_into("名称、编号或旧编码", assets[0]["number"])
    phone.see_row(assets[0]["number"]).click()
    bound(phone, assets[0])
    hold_up(clip, labels[1:2])
    phone.tap("扫下一张标签")
    begun_to_bind(phone, labels[1])
    hold_up(clip, [qr_code(assets[1]["number"])])
    phone.tap("扫旧标签")
    bound(phone, assets[1])


def begun_to_bind(phone: PatrolPhone, label: Image.Image) -> None:
    phone.see_button("绑定到资产", seconds=60)
    assert shown_code(code_on(label)) in phone.read_aloud()
    phone.tap("绑定到资产")


def bound(phone: PatrolPhone, asset: dict[str, Any]) -> None:
    phone.see_button("绑定到这件资产")
    phone.hear(asset["number"])
    phone.tap("绑定到这件资产")
    phone.hear(f"已绑定：这张标签现在对应{asset['name']}")


def counted_by_camera(phone: PatrolPhone, clip: Path, labels: list[Image.Image], names: list[str]) -> None:
    """The door's label, then a thing's: nothing is tapped in between. What the room still holds is scanned from its
    list; the code of a label, typed, is known as counted."""
    phone.hear("您现在在")
    phone.hear(f"{names[0]}：已盘到。")
    hold_up(clip, labels[1:2])
    phone.tap("这里还差")
    phone.see_row(names[1].split()[1])
    phone.tap("在这个房间扫码")
    phone.hear(f"{names[1]}：已盘到。")
    phone.tap("手工输入编码")
    phone.type_into("标签编码或资产编号", code_on(labels[0]))
    phone.tap("盘到")
    phone.hear(f"{names[0]}：您")


def client(store: Path, *words: object) -> Any:
    done = run_command("client", "--store", store, *words)
    assert done.status == 0, done.err
    return done.out


def test_blank_labels_are_bound_two_phones_count_two_floors_offline_and_the_office_closes_the_count(
    morning_school: Server, joined: Callable[..., PatrolPhone], desk: Callable[[], Desktop], tmp_path: Path
) -> None:
    """A room's things get labels from a printed blank sheet, by a phone without a network, which then counts by
    them. Four things are expected: three are counted, by two phones that cannot hear each other, one of them twice,
    on two floors, the second time by a label of which that phone knows nothing. Nothing is called missing before
    the office closes; then one is, three are there once, and the one that was carried upstairs is told."""
    third, fourth = room_of(morning_school, THIRD_FLOOR), room_of(morning_school, FOURTH_FLOOR)
    upstairs, downstairs = assets_in(morning_school, fourth), assets_in(morning_school, third)
    names = [f"{asset['name']} {asset['number']}" for asset in downstairs]
    labels = blank_labels(morning_school, len(downstairs))
    second, clip = tmp_path / "second", tmp_path / "camera.mjpeg"
    client(second, "enroll", morning_school.invitation("inspector"))
    with desk() as office:
        opened(office)
    client(second, "sync")
    with joined(camera=hold_up(clip, labels[:1])) as phone:
        phone.sync()
        phone.offline()
        phone.go("/scan")
        labelled(phone, clip, labels, downstairs)
        door = qr_code(f"HTTPS://INSPECT.SCHOOL.CN/Q/{third['code']}")
        hold_up(clip, [door, labels[0]], seconds_each=4)
        phone.go("/stocktakes")
        phone.see(COUNT).click()
        phone.tap("连续扫码")
        counted_by_camera(phone, clip, labels, names)
        for code in (upstairs[0]["code"], code_on(labels[0])):
            client(second, "count", code, "--stocktake", COUNT, "--room", fourth["code"])
        phone.offline(off=False)
        phone.sync()
    assert labels_of(morning_school, third) == {(code_on(label), "bound") for label in labels}
    with desk() as office:
        watched(office, "已盘 2")
        office.hear("未扫 2")
        client(second, "sync")
        watched(office, "已盘 3")
        office.tap("结束盘点")
        office.tap("结束")
        office.hear("已盘：3/4 张卡片")
        told = office.read_aloud()
        assert all(words in told for words in ("尚未盘到 1", "盘盈 0", "位置不符 1"))
        listed = [asset for asset in (*upstairs, *downstairs) if asset["number"] in told]
        assert listed == [upstairs[1], downstairs[0]]
        office.keep_picture("stocktake-closed")


def labels_of(school: Server, room: dict[str, Any]) -> set[tuple[str, str]]:
    return {(asset["code"], asset["label"]) for asset in assets_in(school, room)}


def watched(office: Desktop, words: str) -> None:
    """What has arrived by now is on the count's screen."""
    office.sync()
    office.go("/stocktakes")
    office.see(COUNT).click()
    office.hear(words)
