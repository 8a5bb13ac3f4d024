"""Papers that cannot be taken, at the office's desk in the packed app: one clear line each, nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checklists_xlsform.workbook import HEADER, workbook
from tests.e2e.devices import Desktop
from tests.e2e.hardships import huge_photo
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SETTINGS = (("form_title", "form_id", "version"), ("车棚巡查", "bike_shed", "1"))
BROKEN = (HEADER, ("text", "a", "灯亮不亮"), ("text", "b", "门锁", "regex(${a}, 'x')"))
WHOLE = (HEADER, ("text", "a", "灯亮不亮"), ("text", "b", "门锁"))


def test_an_unreadable_file_a_huge_one_and_a_broken_rule_are_one_line_each(
    morning_school: Server, desk: Callable[[], Desktop], tmp_path: Path
) -> None:
    """A picture called a spreadsheet, 200 MB of one, a checklist whose rule nobody can read: said in a line, and
    the school is as before. The mended checklist is then taken, as its first version."""
    picture = tmp_path / "房间.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "good").mkdir()
    broken = workbook(tmp_path, BROKEN, settings=SETTINGS, name="车棚.xlsx")
    whole = workbook(tmp_path / "good", WHOLE, settings=SETTINGS, name="车棚.xlsx")
    before = _held(morning_school, tmp_path)
    with desk() as office:
        office.visit("/import")
        _choose(office, picture)
        _read(office, "不是表格（图片）", "unreadable-paper")
        _choose(office, huge_photo(tmp_path / "资产.xlsx", 200_000_000))
        _read(office, "文件太大（最多 50 MB）", "huge-paper")
        office.go("/checklist/import")
        _choose(office, broken)
        _read(office, "条件写法有误", "broken-rule")
        _choose(office, whole)
        office.tap("新建为检查表")
        _read(office, "已是第 1 版", "whole-checklist")
    rooms, checklists = _held(morning_school, tmp_path)
    assert rooms == before[0]
    assert set(checklists) - set(before[1]) == {line for line in checklists if "车棚巡查" in line}


def _choose(office: Desktop, paper: Path) -> None:
    with office.page.expect_file_chooser() as chooser:
        office.page.get_by_role("button", name="文件").first.click(timeout=60_000)
    chooser.value.set_files(str(paper))


def _read(office: Desktop, text: str, picture: str) -> None:
    office.hear(text)
    office.keep_picture(picture)


def _held(school: Server, folder: Path) -> list[list[str]]:
    """The school's rooms and checklists as they are, one a line."""
    found = []
    for kind in ("rooms", "checklists"):
        target = folder / f"{kind}.jsonl"
        assert run_command("--data", school.folder, "export", kind, "--out", target).status == 0
        found.append(target.read_text().splitlines())
    return found
