"""The header under titles, and the columns by their names."""

from __future__ import annotations

from datetime import date

import pytest

from inspect_app.imports.columns import read_overrides, understand_columns
from inspect_app.imports.header import find_header
from inspect_app.imports.mapping import possible_headers
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.school_words import fields_of
from inspect_app.imports.workbook import read_sheets
from tests.imports.support import School, csv_file, reasons, xlsx


def header_of(path, kind="asset"):
    names = {name for synonyms in fields_of(kind).values() for name in synonyms}
    return find_header(read_sheets(path)[0], names)


def fields(kind, titles, **overrides):
    return [column.field for column in understand_columns(kind, titles, overrides)]


def test_titles_and_a_line_with_unit_and_print_date_stand_above_the_header(tmp_path):
    """单位:元 ... 打印日期 is no header though 单位 is a column's name elsewhere."""
    rows = [
        ["××学校资产表"],
        ["单位:元", None, "打印日期:2023-09-05"],
        [],
        ["名称", "数量", "单位"],
        ["书柜", 1, "个"],
    ]
    header = header_of(xlsx(tmp_path / "a.xlsx", rows, ["A1:C1"]))
    assert header.titles == ("名称", "数量", "单位")
    assert header.lines == (4,)
    assert "单位:元" in header.above


def test_a_two_row_header_without_merges_is_joined(tmp_path):
    """CSV has no merges: the group's title stands over the first of its columns."""
    rows = [["名称", "数量", "", "存放地点"], ["", "期初", "期末", ""], ["书柜", "1", "2", "教学楼A101"]]
    header = header_of(csv_file(tmp_path / "a.csv", rows))
    assert header.titles == ("名称", "数量期初", "数量期末", "存放地点")
    assert header.first_data_index == 2


def test_a_first_data_row_with_blanks_is_not_taken_for_a_second_header_row(tmp_path):
    """A person of whom only name and post are known follows the header."""
    rows = [
        ["工号", "姓名", "岗位", "部门", "手机"],
        ["", "李明", "教师", "", ""],
        ["T2", "高娟", "教师", "", ""],
    ]
    header = header_of(csv_file(tmp_path / "a.csv", rows), "person")
    assert (header.lines, header.first_data_index) == ((1,), 1)


def test_a_header_in_full_width_with_spaces_and_breaks_is_known(tmp_path):
    """资 产 名 称, ＳＮ and 原值\\n(元) are what they look like."""
    assert fields("asset", ["资 产 名 称", "ＳＮ", "原值\n(元)"]) == ["name", "serial", "value"]


def test_english_and_snipe_it_names_are_known():
    """An export of Snipe-IT reads without a mapping."""
    titles = [
        "Asset Tag",
        "Asset Name",
        "Model",
        "Serial",
        "Purchase Date",
        "Purchase Cost",
        "Location",
        "Status",
    ]
    assert fields("asset", titles) == [
        "number", "name", "model", "serial", "acquired", "value", "place", "state",
    ]  # fmt: skip


def test_a_field_goes_to_one_column_and_the_better_name_wins():
    """编号 is the number unless 资产编号 is there; the other is left unused, not mixed in."""
    assert fields("asset", ["编号", "资产编号", "名称"]) == [None, "number", "name"]


def test_a_name_like_a_known_one_is_taken_as_likeness():
    """本校资产名称 ends with a known name; it is taken and marked as a guess."""
    (column,) = understand_columns("asset", ["本校资产名称"], {})
    assert (column.field, column.how) == ("name", "likeness")


def test_map_overrides_the_guess_and_leaves_columns_out():
    """--map wins over names; 列名=- leaves a column out."""
    assert fields("asset", ["名称", "俗名"], 俗名="name") == [None, "name"]
    assert fields("asset", ["名称", "备注"], 备注="-") == ["name", None]


def test_map_finds_a_header_of_unknown_names(tmp_path):
    """A table with its own words is found by the words of the mapping."""
    path = csv_file(tmp_path / "a.csv", [["谁", "干啥"], ["李明", "门卫"]])
    school = School()
    school.take("people", path, {"谁": "name", "干啥": "post"})
    assert school.one("person", name="李明")["role"] == "guard"


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        ({"没有这列": "name"}, "no_such_column"),
        ({"姓名": "weight"}, "no_such_field"),
        ({"姓名": "name", "岗位": "name"}, "field_twice"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_there_is(tmp_path, overrides, reason):
    """An unknown column, an unknown field, one field twice."""
    path = csv_file(tmp_path / "a.csv", [["姓名", "岗位"], ["李明", "门卫"]])
    with pytest.raises(ImportProblem) as caught:
        School().look("people", path, overrides)
    assert caught.value.reason == reason


def test_a_mapping_is_written_with_an_equals_sign():
    """列名=字段, and anything else is refused."""
    assert read_overrides(["谁=name", "原值(元)=value"]) == {"谁": "name", "原值(元)": "value"}
    for text in ("谁", "=name", "谁="):
        with pytest.raises(ImportProblem, match="--map"):
            read_overrides([text])


def test_a_file_without_header_and_one_without_names_are_refused(tmp_path):
    """Prose in a table, and a table of something else."""
    with pytest.raises(ImportProblem) as caught:
        School().look("people", csv_file(tmp_path / "a.csv", [["今天", "下雨"], ["明天", "晴"]]))
    assert caught.value.reason == "no_header"
    with pytest.raises(ImportProblem) as caught:
        School().look("people", csv_file(tmp_path / "c.csv", [["注", "由总务处填"], ["李明", "教师"]]))
    assert caught.value.reason == "no_header"
    with pytest.raises(ImportProblem) as caught:
        School().look("people", csv_file(tmp_path / "b.csv", [["岗位", "部门"], ["教师", "语文组"]]))
    assert caught.value.reason == "missing_columns"


def test_rows_that_are_no_data_are_skipped_and_said(tmp_path):
    """Subtotal, page header again, a heading in one cell, total, signature: five remarks, two assets."""
    header = ["资产编号", "资产名称", "数量"]
    rows = [
        header,
        ["一、教学设备", "", ""],
        ["G1", "书柜", 1],
        ["小 计", "", 1],
        header,
        ["G2", "钢琴", 1],
        ["合计:", "", 2],
        ["制表人:李明", "", "审核:高娟"],
    ]
    school = School()
    _, plan = school.take("assets", csv_file(tmp_path / "a.csv", rows))
    assert [row["number"] for row in school.all("asset")] == ["G1", "G2"]
    expected = ["note_row", "total_row", "header_again", "total_row", "footer_row"]
    assert reasons(plan.noticed) == expected
    assert plan.refused == ()


def test_numbered_empty_rows_of_a_template_are_blank(tmp_path):
    """序号 runs to 50 on the form; only filled rows count."""
    rows = [["序号", "姓名", "岗位"], [1, "李明", "教师"], *[[n, "", ""] for n in range(2, 51)]]
    understanding, plan = School().look("people", csv_file(tmp_path / "a.csv", rows))
    assert (understanding.data_lines, plan.noticed, plan.refused) == (1, (), ())


def test_a_total_row_is_not_an_asset_wherever_its_word_stands(tmp_path):
    """In the first column, in the name's column, behind a running number, spaced out, merged."""
    header = ["序号", "资产名称", "数量"]
    for total in (
        ["合计", None, 1],
        [None, "总计", 1],
        [2, "合 计", 1],
        ["本页小计", None, 1],
        [None, "Total", 1],
    ):
        path = xlsx(
            tmp_path / "a.xlsx", [header, [1, "书柜", 1], total], ["A3:B3"] if total[1] is None else []
        )
        understanding, plan = School().look("assets", path)
        assert (understanding.data_lines, reasons(plan.noticed)[-1]) == (1, "total_row")


def test_empty_lines_inside_a_merged_block_are_blank(tmp_path):
    """楼栋 is merged over ten lines of the form, of which eight are filled."""
    rows = [["序号", "楼栋", "房号"], [1, "甲楼", 101], [2, None, 102], [3, None, None], [None, None, None]]
    understanding, plan = School().look("rooms", xlsx(tmp_path / "a.xlsx", rows, ["B2:B5"]))
    assert (understanding.data_lines, plan.refused) == (2, ())


def test_a_heading_merged_over_the_table_is_no_row(tmp_path):
    """二、办公设备 across all columns between two blocks."""
    rows = [
        ["资产名称", "数量", "型号", "备注"],
        ["书柜", 1, "a", ""],
        ["二、办公设备"],
        ["钢琴", 1, "b", ""],
    ]
    school = School()
    _, plan = school.take("assets", xlsx(tmp_path / "a.xlsx", rows, ["A3:D3"]))
    assert {row["name"] for row in school.all("asset")} == {"书柜", "钢琴"}
    assert "note_row" in reasons(plan.noticed)


def test_up_to_three_different_values_stand_beside_each_title(tmp_path):
    """Shortened, of data alone: no total, nothing twice, of a merged cell the head."""
    rows = [
        ["楼栋", "房号", "用途", "责任人"],
        ["教学楼A", 101.0, "德育综合实践活动楼东侧的附属用房间", "张军"],
        [None, 102, "普通教室", "张军"],
        [None, 103, "普通教室", " "],
        ["综合楼", 104, "音乐教室", "李敏"],
        ["合计", 4, None, None],
    ]
    understanding, _ = School().look("rooms", xlsx(tmp_path / "a.xlsx", rows, ["A2:A4"]))
    assert understanding.sheets[0].samples == (
        ("教学楼A", "综合楼"),
        ("101", "102", "103"),
        ("德育综合实践活动楼东侧的附属用…", "普通教室", "音乐教室"),
        ("张军", "李敏"),
    )


def test_a_header_that_was_not_found_has_values_below_it_too(tmp_path):
    """Whichever row is said to be the header, the values are those below it; a day is written as one."""
    rows = [["甲列", "", "乙列"], ["a", "x", date(2020, 9, 1)], ["b", "y", date(2021, 9, 1)]]
    first, second = possible_headers(xlsx(tmp_path / "a.xlsx", rows))[:2]
    assert list(first["titles"]) == ["甲列", "乙列"]
    assert list(first["samples"]) == [("a", "b"), ("2020-09-01", "2021-09-01")]
    assert second["samples"][0] == ("b",)
