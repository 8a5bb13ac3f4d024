"""Room lists in the shapes that schools keep them in."""

from __future__ import annotations

from tests.imports.support import School, csv_file, reasons, xlsx

HEADER = ["校区", "楼栋", "楼层", "房号", "房间用途"]


def took(tmp_path, rows, merges=()):
    school = School()
    _, plan = school.take("rooms", xlsx(tmp_path / "rooms.xlsx", rows, merges))
    return school, plan


def test_merged_and_unmerged_blocks_fill_down_alike(tmp_path):
    """A merged 楼栋 and one written only in the first row of its block mean the same."""
    rows = [
        HEADER,
        ["本部", "甲楼", 1, 101, "教室"],
        [None, None, 1, 102, "教室"],
        [None, "乙楼", 1, 101, "教室"],
    ]
    merged, _ = took(tmp_path, rows, ["A2:A4", "B2:B3"])
    unmerged, _ = took(tmp_path, rows)
    assert merged.tables == unmerged.tables
    assert [(row["building"], row["number"]) for row in merged.all("room")] == [
        ("甲楼", "101"), ("甲楼", "102"), ("乙楼", "101"),
    ]  # fmt: skip


def test_a_new_campus_ends_the_building_above(tmp_path):
    """A room of 东校区 without building is not put into 本部's last building."""
    rows = [HEADER, ["本部", "甲楼", 1, 101, "教室"], ["东校区", None, 1, 102, "教室"]]
    _, plan = took(tmp_path, rows)
    assert [(row.line, row.reason) for row in plan.refused] == [(3, "no_building")]


def test_a_room_without_number_is_refused_with_its_line(tmp_path):
    """The building is filled down, a number is not invented."""
    rows = [HEADER, ["本部", "甲楼", 1, 101, "教室"], [None, None, 1, None, "教室"]]
    _, plan = took(tmp_path, rows)
    assert [(row.line, row.reason) for row in plan.refused] == [(3, "no_number")]


def test_the_same_room_twice_is_one_room_or_a_refusal(tmp_path):
    """Equal lines count once; the same door with two uses is for the office to decide."""
    rows = [
        HEADER,
        ["本部", "教学楼A", 1, "101", "教室"],
        ["本部", "教学楼Ａ", "１", "１０１", "教室"],
        ["本部", "教学楼 A", 1, 101, "仓库"],
    ]
    school, plan = took(tmp_path, rows)
    assert len(school.all("room")) == 1
    assert reasons(plan.noticed) == ["same_line_twice"]
    assert [(row.line, row.data["first"], row.data["differs"]) for row in plan.refused] == [(4, 2, "用途")]


def test_a_school_without_campus_column_has_one_campus(tmp_path):
    """It is called 本部 and that is said once, not on every line."""
    school, plan = took(tmp_path, [["楼栋", "房号"], ["甲楼", 101], ["甲楼", 102]])
    assert [row["name"] for row in school.all("campus")] == ["本部"]
    assert reasons(plan.noticed) == ["campus_assumed"]


def test_a_known_campus_is_recognised_by_its_other_names(tmp_path):
    """东区 in a later file is the 东校区 that is there."""
    school = School()
    school.take("rooms", xlsx(tmp_path / "a.xlsx", [HEADER, ["东校区", "甲楼", 1, 101, "教室"]]))
    _, plan = school.take("rooms", xlsx(tmp_path / "b.xlsx", [HEADER, ["东区", "甲楼", 1, 101, "教室"]]))
    assert plan.changes_nothing


def test_one_column_of_places_is_enough(tmp_path):
    """本部教学楼A301 in one cell is campus, building and number."""
    path = csv_file(
        tmp_path / "a.csv", [["地点", "用途"], ["本部教学楼A301", "教室"], ["东校区/宿舍楼/1F/101", "宿舍"]]
    )
    school = School()
    school.take("rooms", path)
    assert school.one("room", number="301")["building"] == "教学楼A"
    assert school.one("room", number="101")["floor"] == "1"
    assert len(school.all("campus")) == 2
