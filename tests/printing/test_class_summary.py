"""The year by class on paper: every class, its money to the fen, the total, and who signs."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from inspect_app.ledger.summary import ClassYear
from inspect_app.printing.class_summary import class_summary_pdf
from inspect_app.texts import words_for

T = words_for("zh_CN")
COMPUTERS = ClassYear(
    "计算机设备", 2, 1_440_000, 1, 720_005, 1, 720_000, 2, 1_440_005, 320_000, 200_000, 180_000, 340_000
)


def texts(file: bytes) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_paper_holds_every_class_and_the_total_to_the_fen(font: Path) -> None:
    nameless = ClassYear("", 1, 5, 0, 0, 0, 0, 1, 5, unclear=1)
    (text,) = texts(class_summary_pdf(font, "第一实验学校", 2022, [COMPUTERS, nameless], T))
    for word in (
        "第一实验学校",
        "2022年固定资产分类汇总表",
        "计算机设备",
        "未分类",
        "制表人",
        "单位负责人",
        "有1件缺",
    ):
        assert word in text
    for amount in ("14,400.00", "7,200.05", "14,400.05", "3,400.00", "11,000.05", "14,400.10", "0.05"):
        assert amount in text


def test_a_hundred_classes_go_on_over_pages_with_their_heading(font: Path) -> None:
    lines = [ClassYear(f"A{n:04}", 1, 100, closing_count=1, closing_fen=100) for n in range(100)]
    pages = texts(class_summary_pdf(font, "第一实验学校", 2022, lines, T))
    assert len(pages) > 1
    assert all("资产类别" in page for page in pages)
    assert sum(page.count("A0") for page in pages) == 100


def test_an_empty_ledger_has_a_paper_too(font: Path) -> None:
    (text,) = texts(class_summary_pdf(font, "第一实验学校", 2022, [], T))
    assert "合计" in text
