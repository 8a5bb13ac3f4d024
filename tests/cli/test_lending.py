"""Class sheets and papers of lending from the command line, on a copy of the demo school."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLES
from tests.printing.conftest import font as font
from tests.running import run_command

PAPER = SAMPLES / "班级财产登记表.xlsx"


@pytest.fixture
def school(demo_school: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(demo_school, folder)
    return folder


def test_class_sheets_are_imported_once_and_the_rest_is_told(school: Path) -> None:
    """The demo holds those whose room is certain; another is named by hand; twice changes nothing."""
    dry = run_command("--data", school, "import", "class_property", PAPER, "--dry-run")
    assert dry.status == 0, dry.err
    assert "请指定教室" in dry.out
    assert "新建 0，修改 0，不变 6；不能导入 6 行" in dry.out
    named = ("--map", "8年级1班=教学楼A105")
    done = run_command("--data", school, "import", "class_property", PAPER, *named)
    assert "新建 1，修改 0，不变 6；不能导入 5 行" in done.out
    again = run_command("--data", school, "import", "class_property", PAPER, *named)
    assert "新建 0，修改 0，不变 7；不能导入 5 行" in again.out


def test_a_sheet_is_printed_by_the_name_of_its_class(school: Path, tmp_path: Path, font: Path) -> None:
    out = tmp_path / "七2.pdf"
    done = run_command("--data", school, "paper", "handover", "7年级2班", "--out", out)
    assert done.status == 0, done.err
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_paper_that_is_not_there_is_one_line(school: Path, tmp_path: Path) -> None:
    """Nothing is written then."""
    for kind, name, out in (
        ("handover", "6年级9班", tmp_path / "a.pdf"),
        ("damage", "PC0", tmp_path / "b.pdf"),
        ("handover", "7年级2班", tmp_path / "c.txt"),
    ):
        done = run_command("--data", school, "paper", kind, name, "--out", out)
        assert done.status == 1
        assert len(done.err.strip().splitlines()) == 1
        assert not out.exists()


def test_loans_handovers_and_damages_are_exported_in_the_schools_words(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "交接.csv"
    done = run_command("--data", school, "export", "handovers", "--out", out)
    assert done.status == 0, done.err
    text = out.read_text("utf-8-sig")
    assert "课桌 46/46" in text
    assert "期初" in text
    for kind in ("loans", "damages"):
        assert run_command("--data", school, "export", kind, "--out", tmp_path / f"{kind}.xlsx").status == 0
