"""What the office is shown before anything happens."""

from __future__ import annotations

import json

from inspect_app.imports.report import align, display_width, names_of_rooms, report_data, report_text
from inspect_app.imports.words import PROBLEMS, REASONS, REMARKS
from tests.imports.support import ASSETS, School, csv_file, sample_school


def report_of(school: School, paper: str, path, *, dry_run: bool = True) -> str:
    understanding, plan = school.look(paper, path)
    return report_text(understanding, plan, dry_run=dry_run, row_names=names_of_rooms(school.rows()))


def test_columns_stand_under_each_other_in_a_terminal():
    """A Chinese character takes two columns; rare ones beyond the basic plane too."""
    assert display_width("房A") == 3
    assert display_width("𠮷") == 2
    first, second = align([("房号", "x"), ("A", "y")])
    assert display_width(first[: first.index("x")]) == display_width(second[: second.index("y")])


def test_every_refused_line_is_printed_with_its_number_and_reason():
    """Six lines of the sample, each with the line it clashes with and its own text."""
    text = report_of(sample_school(), "assets", ASSETS)
    for line, first in ((21, 16), (234, 229), (235, 230), (704, 699), (905, 900), (1104, 1099)):
        (shown,) = [row for row in text.splitlines() if f"第{line}行" in row and "重复" in row]
        assert f"第 {first} 行" in shown
    assert "不能导入 6 行" in text


def test_what_was_understood_is_printed_per_column():
    """Each title with the field it is taken for."""
    text = report_of(sample_school(), "assets", ASSETS)
    assert "表头在第 3 行" in text
    assert any(row.split() == ["存放地点", "地点", "列名"] for row in text.splitlines())


def test_a_dry_run_shows_each_change_old_and_new(tmp_path):
    """In words and yuan, not in codes, fen and ids."""
    school = sample_school()
    header = ["资产编号", "资产名称", "原值", "存放地点", "使用状况"]
    school.take("assets", csv_file(tmp_path / "a.csv", [header, ["G1", "书柜", "650", "教学楼A101", "在用"]]))
    later = csv_file(tmp_path / "b.csv", [header, ["G1", "书柜", "1,650.5", "教学楼A102", "维修"]])
    text = report_of(school, "assets", later)
    assert "在用 → 维修" in text
    assert "650.00元 → 1,650.50元" in text
    assert "本部教学楼A101 → 本部教学楼A102" in text
    assert "试运行" in text
    assert "→" not in report_of(school, "assets", later, dry_run=False)


def test_the_same_report_is_data_for_the_screen():
    """The counts add up to the lines of the file, and JSON can hold all of it."""
    school = sample_school()
    understanding, plan = school.look("assets", ASSETS)
    data = json.loads(json.dumps(report_data(understanding, plan, names_of_rooms(school.rows()))))
    counts = data["counts"]["asset"]
    assert counts == {"new": 1224, "changed": 0, "same": 0}
    assert counts["new"] + len(data["refused"]) == data["data_lines"] == 1230
    assert all(creation["title"] and creation["line"] > 3 for creation in data["creates"])


def test_every_sentence_ends_without_a_line_break():
    """One line each, so that stderr and a table cell can hold them."""
    for sentences in (PROBLEMS, REASONS, REMARKS):
        assert all("\n" not in sentence for sentence in sentences.values())
