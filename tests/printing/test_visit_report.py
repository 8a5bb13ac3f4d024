"""The report of visits as a file: its figures, and nobody's name or number in it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from inspect_app.actions.office.visit_tables import list_section, report_sections, visits_xlsx
from inspect_app.printing.visit_report_paper import LISTED_MOST, visit_report_pdf
from inspect_app.texts import words_for
from inspect_app.views.wide.visit_report import visit_report, visits_of
from storage.store import Edit
from tests.gate.test_visit_report import CHINA, NOW_MS, WEEK, school, visit

T = words_for("zh_CN")
TOLD = {
    "name": "欧阳晓明",
    "phone": "13812341234",
    "plate": "粤A12345",
    "id_masked": "440***********1234",
    "id_sealed": "v1.abc.SEALEDTEXT",
    "came_from": "家长 13987654321",
    "note": "值班门卫：朱艳；身份证 440106198001011234",
    "companion_names": ["欧阳小小"],
    "answers": {"child": "三年级二班 欧阳小小"},
    "reason": "与老师面谈",
}
SECRETS = (
    "欧阳晓明",
    "13812341234",
    "13987654321",
    "粤A12345",
    "SEALEDTEXT",
    "440106198001011234",
    "欧阳小小",
    "朱艳",
)
EDITS = [
    visit(1, 0, "08:00", 150, host_id="p1", host_name="高娟", **TOLD),
    visit(2, 1, "14:20", 30, "delivery", companions=2),
    visit(3, 1, "14:25", 40, "delivery"),
]


def files(font: Path, *edits: Edit) -> tuple[Any, list[str]]:
    """The workbook, and the texts of the paper's pages without their spaces."""
    store = school(*edits)
    report = visit_report(store, WEEK, NOW_MS, CHINA)
    sections = [*report_sections(report, T), list_section(visits_of(store, WEEK, CHINA), report, CHINA, T)]
    book = openpyxl.load_workbook(io.BytesIO(visits_xlsx(sections)))
    with pypdfium2.PdfDocument(visit_report_pdf(font, "第一实验学校", report, sections, T)) as paper:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in paper]
    return book, pages


def everything(book: Any) -> str:
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def test_neither_file_holds_a_whole_name_or_number(font: Path) -> None:
    """Read back as a stranger would who found it; what is left is enough to know one's own entry again."""
    book, pages = files(font, *EDITS)
    for told in (everything(book), "".join(pages)):
        assert not [secret for secret in SECRETS if secret in told]
        assert "欧阳**" in told
        assert "138****1234" in told
        assert "440***********1234" in told


def test_both_files_say_the_same_figures(font: Path) -> None:
    """Three visits of five people, one of them half an hour too long."""
    book, pages = files(font, *EDITS)
    said = {row[0]: row[1] for row in book["概况"].iter_rows(min_row=2, values_only=True)}
    assert (said["来访人次"], said["人数（含同行）"], said["超时"]) == (3, 5, 1)
    assert (said["平均停留（分钟）"], said["最忙的一刻钟"]) == (73, "14:15")
    for words in (
        "来访人次：3",
        "人数（含同行）：5",
        "平均停留（分钟）：73",
        "最忙的一刻钟：14:15",
        "2026-09-07—2026-09-11",
    ):
        assert words in pages[0]


def test_the_workbook_has_a_sheet_for_each_question(font: Path) -> None:
    book, _ = files(font, *EDITS)
    assert book.sheetnames == ["概况", "按日", "按类别", "按被访人", "按时段", "来访明细（已打码）"]
    assert list(book["按类别"].iter_rows(min_row=2, values_only=True)) == [
        ("送货快递", 2, "66.7%"),
        ("家长", 1, "33.3%"),
    ]
    assert list(book["按被访人"].iter_rows(min_row=2, values_only=True)) == [("高娟", 1, "33.3%")]
    assert [row[:4] for row in book["按日"].iter_rows(min_row=2, values_only=True)] == [
        ("2026-09-07", 1, 1, 1), ("2026-09-08", 2, 4, 0),
    ]  # fmt: skip


def test_days_on_which_nobody_came_have_files_too(font: Path) -> None:
    book, pages = files(font)
    assert book["按日"].max_row == 1
    assert "这些天没有来访" in pages[0]


@pytest.mark.parametrize("more", [0, 1])
def test_a_list_that_is_more_than_paper_is_for_is_left_to_the_workbook(font: Path, more: int) -> None:
    """And the paper says where it is."""
    edits = [visit(number, number % 5, "09:00", 5) for number in range(LISTED_MOST + more)]
    book, pages = files(font, *edits)
    assert book["来访明细（已打码）"].max_row == 1 + LISTED_MOST + more
    assert ("请看表格文件" in "".join(pages)) == bool(more)
