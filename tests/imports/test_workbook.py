"""Opening files: XLSX with merges, old XLS, hidden sheets, formulas, and what is no table at all."""

from __future__ import annotations

import datetime
import hashlib
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.workbook import LARGEST_FILE_BYTES, read_sheets
from tests.imports.support import School, reasons, sample_school, xlsx

OLD_LEDGER = Path(__file__).with_name("old_ledger.xls")


def refused_for(path: Path) -> str:
    with pytest.raises(ImportProblem) as caught:
        read_sheets(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)
    return caught.value.reason


def test_a_vertical_merge_shows_its_head_in_every_row(tmp_path):
    """Merged cells fill down and right, and each copy is known as one."""
    rows = [["楼栋", "房号", None], ["甲楼", "101", "x"], [None, "102", None], [None, "103", None]]
    path = xlsx(tmp_path / "a.xlsx", rows, ["A2:A4", "B1:C1"])
    (sheet,) = read_sheets(path)
    assert [row.cells[0] for row in sheet.rows] == ["楼栋", "甲楼", "甲楼", "甲楼"]
    assert sheet.rows[2].filled_down == {0}
    assert sheet.rows[0].cells[2] == "房号"
    assert sheet.rows[0].filled_right == {2}


def test_lines_keep_their_numbers_over_blank_rows(tmp_path):
    """Blank rows are left out; the others keep the number that the spreadsheet shows."""
    (sheet,) = read_sheets(xlsx(tmp_path / "a.xlsx", [["a"], [], [None, "  "], ["b"]]))
    assert [row.line for row in sheet.rows] == [1, 4]


def test_a_merge_over_the_whole_sheet_costs_nothing(tmp_path):
    """A1:XFD1048576 merged, as one slip of the mouse does it, is read like any other file."""
    path = xlsx(tmp_path / "a.xlsx", [["姓名", "岗位"], ["李明", "教师"]])
    widened = tmp_path / "wide.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(widened, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith("sheet1.xml"):
                merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
                text = text.replace(b"</sheetData>", merge)
            target.writestr(name, text)
    (sheet,) = read_sheets(widened)
    assert len(sheet.rows) == 2


def test_blank_formatted_rows_are_no_rows(tmp_path):
    """Cells that carry a format and no value do not make the sheet longer or wider."""
    book = openpyxl.Workbook()
    book.active.append(["姓名", "岗位"])
    book.active.cell(500, 40).font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_sheets(tmp_path / "a.xlsx")
    assert [len(row.cells) for row in sheet.rows] == [2]


def test_an_old_xls_ledger_reads_whole():
    """Merged building, a date cell, 万元, a total and a hidden sheet of words, in the format of 1997."""
    school = sample_school()
    understanding, plan = school.take("assets", OLD_LEDGER)
    microscope = school.one("asset", number="S001")
    assert (microscope["acquired"], microscope["value_fen"], microscope["quantity"]) == (
        "2018-06-06",
        3_120_000,
        24,
    )
    assert len(school.all("asset")) == 3
    assert set(reasons(plan.noticed)) == {"sheet_hidden", "place_unknown", "number_missing", "total_row"}
    assert understanding.sheets[0].header_lines == (2,)


def test_a_date_cell_stays_a_date():
    """XLS keeps dates as numbers; they come out as dates."""
    sheet = read_sheets(OLD_LEDGER)[0]
    assert sheet.rows[2].cells[4] == datetime.datetime(2018, 6, 6)  # noqa: DTZ001
    assert read_sheets(OLD_LEDGER)[1].hidden


def test_the_name_of_a_file_does_not_decide_what_it_is(tmp_path):
    """An XLSX called .xls and a CSV called .xlsx are read as what they are."""
    book = xlsx(tmp_path / "a.xlsx", [["姓名", "岗位"], ["李明", "教师"]])
    renamed = book.rename(tmp_path / "a.xls")
    assert read_sheets(renamed)[0].rows[1].cells == ("李明", "教师")
    text = tmp_path / "b.xlsx"
    text.write_bytes("姓名,岗位\n李明,教师\n".encode("gb18030"))
    assert read_sheets(text)[0].rows[1].cells == ("李明", "教师")


def test_formulas_without_a_stored_result_are_told(tmp_path):
    """A program wrote =F2*G2 and nobody opened the file since: the value is not known, and that is said."""
    path = xlsx(tmp_path / "a.xlsx", [["资产编号", "资产名称", "原值"], ["G1", "书柜", "=1+1"]])
    _, plan = School().look("assets", path)
    assert "not_calculated" in reasons(plan.noticed)
    assert "value_fen" not in plan.creates[0].fields


def test_every_sheet_is_read_and_a_sheet_without_header_is_named(tmp_path):
    """Two sheets of people come together; the cover sheet is skipped with a remark."""
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active.append(["二〇二三年度"])
    for name, person in (("小学部", "李明"), ("初中部", "高娟")):
        book.create_sheet(name).append(["姓名", "岗位"])
        book[name].append([person, "教师"])
    book.save(tmp_path / "a.xlsx")
    school = School()
    _, plan = school.take("people", tmp_path / "a.xlsx")
    assert {row["name"] for row in school.all("person")} == {"李明", "高娟"}
    assert [(remark.sheet, remark.reason) for remark in plan.noticed] == [("封面", "sheet_skipped")]


def test_random_bytes_are_refused_in_one_line(tmp_path):
    """Garbage under any name and behind any magic is one clear line, whatever a library raises inside."""
    for seed, magic in enumerate(
        [b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"\xff\xfe", b"\xef\xbb\xbf"]
    ):
        path = tmp_path / f"garbage{seed}.xlsx"
        path.write_bytes(magic + hashlib.shake_256(magic).digest(5000))
        assert refused_for(path) in {"unreadable", "unknown_encoding", "unclosed_quote"}


@pytest.mark.parametrize(
    ("name", "cut_at"),
    [*(("a.xlsx", part) for part in (0.2, 0.5, 0.9, 0.99)), *(("old.xls", part) for part in (0.2, 0.5, 0.9))],
)
def test_a_file_cut_short_is_refused(tmp_path, name, cut_at):
    """A half copied workbook is never read as a shorter one."""
    whole = xlsx(tmp_path / "whole.xlsx", [["姓名", "岗位"], *[["李明", "教师"]] * 500])
    content = (OLD_LEDGER if name == "old.xls" else whole).read_bytes()
    path = tmp_path / name
    path.write_bytes(content[: int(len(content) * cut_at)])
    assert refused_for(path) == "unreadable"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\xff\xd8\xff\xe0JFIF", "not_a_table"),
        (b"Rar!\x1a\x07\x00", "not_a_table"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not_a_table"),
        (b"", "empty"),
        (b"  \r\n \r\n", "empty"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password_protected",
        ),
    ],
)
def test_what_is_no_table_is_named(tmp_path, content, reason):
    """A PDF, a picture, an archive, a web page, nothing, a locked workbook: each by its reason."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refused_for(path) == reason


def test_a_word_document_is_not_a_table(tmp_path):
    """A .docx is a zip as well."""
    path = tmp_path / "名单.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(ImportProblem, match="Word"):
        read_sheets(path)


def test_a_workbook_without_sheets_is_refused(tmp_path):
    """An archive that claims to be a workbook and holds no sheet."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused_for(path) == "unreadable"


def test_an_empty_sheet_is_refused(tmp_path):
    """A new workbook saved as it was."""
    assert refused_for(xlsx(tmp_path / "a.xlsx", [])) == "empty"


def test_a_zip_that_unpacks_to_gigabytes_is_refused_before_unpacking(tmp_path):
    """A file of a few hundred kilobytes that would fill the memory."""
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(250):
            part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    assert refused_for(path) == "too_large"


def test_a_file_of_200_mb_is_refused_unread(tmp_path):
    """The size alone decides; a sparse file of 200 MB takes no time and no memory."""
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert path.stat().st_size > LARGEST_FILE_BYTES
    assert refused_for(path) == "too_large"


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """A mistyped path says so."""
    assert refused_for(tmp_path / "nothing.xlsx") == "missing_file"
    assert refused_for(tmp_path) == "unreadable"
