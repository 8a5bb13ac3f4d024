"""The office's desk in a real browser: what the engine draws, what the keyboard does, what a file picker gives."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from openpyxl import load_workbook
from PIL import Image

from inspect_app.checklists_xlsform.reading import read_xlsform
from tests.e2e.devices import Desktop
from tests.running import Server, run_command
from tools.demo_rounds import fill

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ROOMS = "校区,楼栋,楼层,房号,用途,责任人\n本部,图书楼,1,101,阅览室,张军\n本部,图书楼,1,,书库,\n"


@pytest.fixture
def school(packed_app: Path, tmp_path: Path) -> Iterator[Server]:
    """A demo school in which yesterday and today were walked."""
    folder = tmp_path / "data"
    made = run_command("--data", folder, "init", "--name", "示范学校", "--demo")
    assert made.status == 0, made.err
    asyncio.run(fill(folder, days=1, seed=7))
    server = Server(folder, packed_app, host="localhost")
    yield server
    server.kill()


def test_the_office_sees_yesterdays_rounds_imports_a_paper_and_lets_a_phone_join(
    school: Server, tmp_path: Path
) -> None:
    """Overview, a round by the keyboard, a paper by the file picker, a code that a second phone then uses."""
    paper = tmp_path / "房间.csv"
    paper.write_bytes(ROOMS.encode("gb18030"))
    with Desktop(school.address, tmp_path / "office") as office:
        office.join(school, "office")
        office.hear("今日巡查")
        office.go("/rounds")
        office.hear("选一次巡查")
        office.page.get_by_role("button", name="前一天", exact=True).first.click()
        office.page.wait_for_timeout(1500)
        office.page.keyboard.press("j")
        office.hear("巡查经过")
        _imports(office, paper)
        url = _code(office)
    joined = run_command("client", "--store", tmp_path / "second", "enroll", url)
    assert joined.status == 0, joined.err
    assert run_command("client", "--store", tmp_path / "second", "sync").status == 0
    rooms = run_command("client", "--store", tmp_path / "second", "list", "rooms").out
    assert "图书楼" in rooms


def _imports(office: Desktop, paper: Path) -> None:
    office.go("/import")
    with office.page.expect_file_chooser() as chooser:
        office.page.get_by_role("button", name="选择文件").first.click(timeout=60_000)
    chooser.value.set_files(str(paper))
    office.hear("1 行不能导入")
    office.page.get_by_role("button", name=re.compile("^确认导入")).first.click()
    office.hear("已导入")


def _code(office: Desktop) -> str:
    """The address in the QR code, as a phone's camera reads it off the screen."""
    office.go("/devices")
    office.page.get_by_role("button", name="生成入校码").first.click(timeout=60_000)
    office.hear("分钟有效")
    office.page.wait_for_timeout(1000)
    picture = Image.open(io.BytesIO(office.page.screenshot()))
    return str(zxingcpp.read_barcodes(picture.convert("L"))[0].text)


def test_the_office_ticks_rooms_by_shift_and_saves_them_as_a_workbook_without_a_network(
    desk: Callable[[], Desktop], tmp_path: Path
) -> None:
    """A click with Shift in the real engine, the keys, and openpyxl in the browser's own Python."""
    with desk() as office:
        office.visit("/ledger")
        office.hear("共 205 条")
        office.wait_for_offline_copy()
        office.offline()
        boxes = office.page.get_by_role("checkbox", name="勾选此行")
        boxes.nth(0).click(timeout=60_000)
        office.hear("已选 1 条")
        office.page.keyboard.down("Shift")
        office.page.wait_for_timeout(300)
        boxes.nth(4).click()
        office.page.keyboard.up("Shift")
        office.hear("已选 5 条")
        office.page.get_by_role("button", name="导出所选").first.click()
        with office.page.expect_download(timeout=120_000) as saved:
            office.page.get_by_role("button", name="Excel 工作簿").first.click(timeout=60_000)
        book = tmp_path / "rooms.xlsx"
        saved.value.save_as(book)
        rows = list(load_workbook(book).worksheets[0].iter_rows(values_only=True))
        assert rows[0][:2] == ("楼栋", "房号")
        assert len(rows) == 6
        office.page.keyboard.press("Escape")
        office.go("/checklists")
        office.hear("导入 XLSForm")
        office.page.keyboard.press("j")
        with office.page.expect_download(timeout=120_000) as form:
            office.page.get_by_role("button", name="导出 XLSForm").first.click(timeout=60_000)
        kept = tmp_path / "form.xlsx"
        form.value.save_as(kept)
        assert read_xlsform(kept).items
