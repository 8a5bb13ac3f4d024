"""Text files: encodings, delimiters, quotes."""

from __future__ import annotations

import pytest

from inspect_app.imports.delimited import decode
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.workbook import read_sheets
from tests.imports.support import School

TEXT = "工号,姓名,岗位\r\nT050,高䶮,教师\r\nT051,林伟,教师\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_each_encoding_of_an_office_reads_the_same(encoding):
    """GB18030 with a rare character, UTF-8 with and without mark, UTF-16 both ways."""
    assert decode(TEXT.encode(encoding), "a.csv").lstrip("\ufeff") == TEXT


def test_big5_is_not_taken_for_gb18030_names():
    """A file that is neither UTF-8 nor GB18030 is refused, or read by what it is, never as other names."""
    content = "姓名,崗位\r\n陳曉東,教師\r\n".encode("big5") + b"\xff"
    with pytest.raises(ImportProblem) as caught:
        decode(content, "a.csv")
    assert caught.value.reason in {"unknown_encoding", "unreadable"}


@pytest.mark.parametrize("mark", [",", "\t", ";", "\uff0c"])
def test_each_delimiter_is_told_by_the_text(tmp_path, mark):
    """Comma, tab, semicolon, and the full-width comma of a Chinese keyboard."""
    path = tmp_path / "a.csv"
    path.write_text(TEXT.replace(",", mark), "utf-8")
    assert read_sheets(path)[0].rows[1].cells == ("T050", "高䶮", "教师")


def test_a_line_is_counted_as_a_spreadsheet_counts(tmp_path):
    """A line break inside quotes is one row in Excel, so the row after it has the next number."""
    path = tmp_path / "a.csv"
    path.write_text('资产编号,资产名称\nG1,"计算机\n(含显示器)"\n,\nG2,\n', "utf-8")
    _, plan = School().look("assets", path)
    assert [(row.line, row.reason) for row in plan.refused] == [(4, "no_name")]


def test_an_unclosed_quote_is_not_read_as_one_long_cell(tmp_path):
    """It would swallow all rows up to the next quote in silence."""
    path = tmp_path / "a.csv"
    path.write_text("姓名,岗位\n" + '李明,"教师\n' + "高娟,教师\n" * 50, "utf-8")
    with pytest.raises(ImportProblem) as caught:
        read_sheets(path)
    assert (caught.value.reason, caught.value.data["line"]) == ("unclosed_quote", 2)
