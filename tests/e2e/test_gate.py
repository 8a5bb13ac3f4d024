"""Two gates without a network: a visitor comes in at one, goes out by pass at the other, comes again, is erased."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.browser import qr_video, wait_until
from tests.e2e.devices import PatrolPhone
from tests.e2e.school_side import exported
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

NAME, PHONE, FROM = "上官来访", "13900001234", "城东家园九号"
NUMBER = "11010519491231002X"
"""The example number of GB 11643-1999, annex A."""
CAMPUS, HOST = "东校区", "张军 数学组 · 班主任"


class GuardPhone(PatrolPhone):
    """A phone at the gate, its page in semantic words."""

    def choose(self, words: str) -> None:
        """A chip, wherever on the form it is."""
        self.page.locator(f'[aria-label="{words}"]').first.click(timeout=20_000)

    def reach(self, words: str) -> None:
        """Turn the form until a chip or field of this name is in reach."""
        target = self.page.locator(f'[aria-label="{words}"]').first
        for _ in range(8):
            box = target.bounding_box() if target.count() else None
            if box is not None and box["y"] + box["height"] < 740:
                return
            self.scroll(250)

    def stand_at(self, gate: str) -> None:
        """The first time, of more than one gate."""
        self.tap("来访")
        self.hear("选一次就行")
        self.choose(gate)


@pytest.fixture
def guard(morning_school: Server, tmp_path: Path) -> Callable[..., GuardPhone]:
    """Gives a guard's phone by name, not yet started; the same name is the same phone."""

    def make(name: str, camera: Path | None = None) -> GuardPhone:
        return GuardPhone(morning_school.address, tmp_path / name, camera=camera)

    return make


@pytest.fixture
def passes(morning_school: Server) -> dict[str, str]:
    """Label codes of the campus's passes by their number."""
    made = run_command(
        "--data", morning_school.folder, "gate-items", "add", "--sort", "pass", "--from", "901", "--to", "903",
        "--campus", CAMPUS,
    )  # fmt: skip
    assert made.status == 0, made.err
    return {item["number"]: item["code"] for item in exported(morning_school, "gate_items")}


def test_a_visitor_comes_in_at_one_gate_out_at_the_other_comes_again_and_is_erased(
    morning_school: Server, guard: Callable[..., GuardPhone], passes: dict[str, str], tmp_path: Path
) -> None:
    """Signed in, called in the evacuation and signed out by pass while neither phone has a network; once they have,
    the visit is one and closed everywhere. The next time four digits fill the form. In the end no file of phone and
    server holds a byte of the visitor."""
    south, north = tmp_path / "south", tmp_path / "north"
    with guard("south") as phone:
        phone.join(morning_school, "guard")
        phone.wait_for_offline_copy()
        phone.stand_at("东校区 南门")
        phone.sync()
        phone.offline()
        signed_in(phone)
        called(phone)
        phone.keep_picture("gate-evacuation-offline")
    with guard("north", qr_video(f"HTTPS://X/Q/{passes['901']}", tmp_path / "pass.mjpeg")) as other:
        other.join(morning_school, "guard")
        other.wait_for_offline_copy()
        other.stand_at("东校区 南门")
        other.sync()
        other.offline()
        taken_back(other)
        other.offline(off=False)
        other.sync()
    with guard("south") as phone:
        phone.visit("/visits")
        phone.sync()
        phone.go("/visits")
        gone_from_the_list(phone)
        came_again(phone)
        phone.sync()
    first, again = sorted(visits(morning_school), key=lambda visit: visit["in_ms"])
    assert (first["name"], first["pass_no"], again["name"]) == (NAME, "901", NAME)
    assert first["id_sealed"].startswith("v1.")
    assert NUMBER.encode() not in bytes_of(south) + bytes_of(north) + bytes_of(morning_school.folder)
    assert NAME.encode() in bytes_of(south)
    done = run_command("--data", morning_school.folder, "retention", "--as-of", "2099-01-01")
    assert done.status == 0, done.err
    for name in ("south", "north"):
        with guard(name) as phone:
            phone.visit("/visits")
            phone.sync()
            phone.go("/visits")
            gone_from_the_list(phone)
    for folder in (south, north, morning_school.folder):
        held = bytes_of(folder)
        assert not [word for word in (NAME, PHONE, FROM, first["id_sealed"]) if word.encode() in held], folder
    assert run_command("--data", morning_school.folder, "check").status == 0


def signed_in(phone: GuardPhone) -> None:
    """Somebody who was never here: every field, the number of the paper sealed as soon as it is left."""
    phone.tap("来访") if phone.has_button("来访") else phone.go("/visits")
    phone.tap("登记来访")
    phone.choose("家长")
    phone.type_into("姓名，或手机后四位", NAME)
    phone.type_into("孩子姓名和班级", "上官小宝 三1班")
    phone.type_into("电话", PHONE)
    phone.type_into("从哪里来（住址、单位）", FROM)
    phone.reach("证件号码")
    phone.type_into("证件号码", NUMBER)
    phone.reach("看望学生")
    phone.choose("看望学生")
    phone.hear("110***********002X")
    phone.reach("姓名或部门")
    phone.type_into("姓名或部门", "张军")
    phone.reach(HOST)
    phone.tap(HOST)
    phone.reach("已打电话")
    phone.choose("已打电话")
    phone.reach("访客证号码")
    phone.type_into("访客证号码", "901")
    phone.tap("登记")
    phone.hear(f"{NAME}已登记")


def called(phone: GuardPhone) -> None:
    """Two taps from the first screen, without a network."""
    phone.tap("今日")
    phone.tap("来访")
    phone.tap("疏散")
    phone.hear(NAME)


def gone_from_the_list(phone: GuardPhone) -> None:
    phone.hear("人在校", seconds=30)
    wait_until(lambda: NAME not in phone.read_aloud(), seconds=30)


def taken_back(phone: GuardPhone) -> None:
    """The pass before the camera, of a visit that this phone cannot know yet."""
    phone.go("/scan")
    phone.hear("就本机所知，在校访客中没有人持这张证")
    phone.tap("收回访客证")
    phone.hear("持证人同步后可见")


def came_again(phone: GuardPhone) -> None:
    """Four digits and a tap fill the form; the paper is looked at anew, the host asked anew."""
    phone.tap("登记来访")
    phone.type_into("姓名，或手机后四位", PHONE[-4:])
    phone.see_row(NAME).click()
    phone.reach("已核对证件，是本人")
    phone.choose("已核对证件，是本人")
    phone.reach("已打电话")
    phone.choose("已打电话")
    phone.tap("登记")
    phone.hear(f"{NAME}已登记")


def visits(school: Server) -> list[dict[str, object]]:
    """As the server's log holds them: exports are masked."""
    with closing(sqlite3.connect(school.folder / "server.db")) as db:
        rows = db.execute("select state from row_state where kind = 'visit'").fetchall()
    values = [json.loads(state)[3] for (state,) in rows]
    return [each for each in values if each["name"] == NAME]


def bytes_of(folder: Path) -> bytes:
    """Every file below it, whole: of a phone the browser's profile with all it keeps."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
