"""A thing that goes out signed and comes home broken: a phone without a network, then the office's desk."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from inspect_app.actions.lending import HandOut, hand_out
from storage.store import Author
from sync.server.console import Console
from tests.e2e.browser import qr_video
from tests.e2e.devices import Desktop, PatrolPhone
from tests.e2e.school_side import exported
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

HOLDER, LATE_HOLDER, BROKEN = "张军", "李敏", "镜头碎了"


def test_a_thing_goes_out_signed_comes_home_broken_and_is_paid_under_a_receipt(
    morning_school: Server, joined: Callable[..., PatrolPhone], desk: Callable[[], Desktop], tmp_path: Path
) -> None:
    """Lent and taken back without a network, with photo and signature; the report of the damage says who pays, the
    office approves and writes the receipt. What should have come back yesterday is told to both."""
    lent, late = [asset for asset in exported(morning_school, "assets") if asset["quantity"] == 1][:2]
    due_yesterday(morning_school, late["id"])
    with joined(camera=qr_video("X", tmp_path / "thing.mjpeg")) as phone:
        phone.visit("/")
        phone.see_row(f"{LATE_HOLDER}", seconds=60)
        phone.see("1 件逾期未还")
        phone.offline()
        phone.go(f"/q/{lent['code']}")
        handed_out(phone)
        came_home_broken(phone)
        phone.offline(off=False)
        phone.see_button("已同步", seconds=90)
    with desk() as office:
        receipt = paid(office)
        office.go("/loans")
        office.page.locator('[aria-label="逾期"]').first.click(timeout=60_000)
        office.hear("共 1 笔")
        office.see_row(LATE_HOLDER)
        office.keep_picture("lending-overdue")
    [damage] = exported(morning_school, "damages")
    assert (damage["what"], damage["payer"], damage["state"]) == (BROKEN, HOLDER, "paid")
    assert damage["receipt"] == receipt
    assert damage["amount_fen"] == damage["cost_fen"] == lent["value_fen"]
    loans = {loan["asset_id"]: loan for loan in exported(morning_school, "loans")}
    assert (loans[lent["id"]]["state"], loans[lent["id"]]["back_condition"]) == ("returned", "damaged")
    assert loans[late["id"]]["state"] == "out"
    assert len(pictures(morning_school)) == 3
    assert run_command("--data", morning_school.folder, "check").status == 0


def pictures(school: Server) -> list[Path]:
    """The photos and signatures that the server holds whole."""
    found = (path for path in school.folder.glob("photos/??/*") if path.suffix in (".jpg", ".png"))
    return [path for path in found if ".thumb" not in path.name]


def due_yesterday(school: Server, asset_id: str) -> None:
    """The office lent it for a day, two days ago."""
    day = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011 - a day early or late is late all the same
    with Console(school.folder) as console:
        console.sync()
        author = Author(None, time.time_ns() // 1_000_000, 480)
        hand_out(console.store, author, HandOut(asset_id, "loan", LATE_HOLDER, due_day=day))
        console.sync()


def handed_out(phone: PatrolPhone) -> None:
    phone.tap("借出")
    phone.type_into("姓名、部门或工号", HOLDER)
    photographed(phone)
    signed(phone, "领用人签名")
    phone.hear(f"领用人{HOLDER}已签名")
    phone.tap("借出")
    phone.hear(f"已登记，在{HOLDER}手里")


def came_home_broken(phone: PatrolPhone) -> None:
    """Who had it pays, what the card says it is worth: both stand there already."""
    phone.tap("归还")
    phone.tap("损坏")
    phone.type_into("损坏情况", BROKEN)
    signed(phone, "归还人签名", strokes=6)
    phone.tap("归还")
    phone.hear("已登记归还")


def photographed(phone: PatrolPhone) -> None:
    phone.tap("拍照")
    phone.see_button("从相册选")
    phone.tap("拍照")
    phone.see_button("照片 1 张")


def signed(phone: PatrolPhone, button: str, *, strokes: int = 8) -> None:
    """A finger over the paper, which lies above its hint. The same strokes may give the same picture, kept once."""
    phone.tap(button)
    hint = phone.see("请用手指签名").bounding_box()
    assert hint is not None
    x, y = hint["x"], hint["y"] - 120
    mouse = phone.page.mouse
    mouse.move(x + 20, y)
    mouse.down()
    for step in range(1, strokes + 1):
        mouse.move(x + 20 + 30 * step, y + 30 * (-1) ** step, steps=3)
    mouse.up()
    phone.tap("确认签名")


def paid(office: Desktop) -> str:
    """The number of the receipt that the desk wrote."""
    office.visit("/damages")
    office.see_row(BROKEN, seconds=60).click()
    office.tap("批准赔偿")
    office.hear("应赔偿：¥")
    office.page.get_by_role("button", name="批准赔偿", exact=True).last.click()
    office.tap("已收款，开收据")
    office.hear("确认已收款？")
    office.page.get_by_role("button", name="已收款，开收据", exact=True).last.click()
    office.hear("收据号")
    office.keep_picture("lending-receipt")
    return re.findall(r"PC\d{8}-\w{5}-\d+", office.read_aloud())[0]
