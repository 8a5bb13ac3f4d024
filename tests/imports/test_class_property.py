"""班级财产登记表: a sheet a class becomes its handover; what cannot be taken is told by line and reason."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspect_app.imports.class_property import read_condition
from inspect_app.imports.plan import Plan, make_plan
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.school import understand_file
from inspect_app.imports.understanding import Understanding

SCHOOL = uuid.UUID("0198c0de-0000-7000-8000-000000000000")
PAPER = Path("inspect_app/sample_school/班级财产登记表.xlsx")
TERM = "2023—2024学年第一学期"


def room(number: str, keeper: str, note: str = "") -> dict[str, Any]:
    return {"id": f"room{number}", "campus_id": "c1", "building": "教学楼A", "number": number,
            "use": "普通教室", "keeper": keeper, "note": note}  # fmt: skip


ROOMS = [
    room("101", "张军"), room("102", "罗刚"), room("103", "郭娜"), room("104", "李丽"), room("105", "郭娟"),
    room("305", "郭娟"), room("106", "李磊"), room("107", "周涛"), room("201", "黄娟"), room("202", "李明"),
    room("203", "赵玥"), room("204", "周敏"), room("205", "何昇"),
]  # fmt: skip


def planned(
    path: Path, handovers: list[dict[str, Any]] | None = None, rooms: list[dict[str, Any]] | None = None
) -> tuple[Understanding, Plan]:
    existing = {
        "campus": [{"id": "c1", "name": "本部"}],
        "room": ROOMS if rooms is None else rooms,
        "handover": handovers or [],
    }
    understanding = understand_file("class_property", path, existing)
    return understanding, make_plan(understanding, existing, SCHOOL)


def held(plan: Plan) -> list[dict[str, Any]]:
    """The rows as they are in the store afterwards."""
    return [{"id": edit.row_id, **edit.fields} for edit in plan.edits()]


def workbook(path: Path, rows: list[list[Any]], *, title: str = f"7年级1班 班级财产登记表({TERM})") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "7年级1班"
    sheet.append([title])
    sheet.append(["序号", "物品名称", "期初数量", "期末数量", "完好情况期初", "完好情况期末", "备注"])
    for row in rows:
        sheet.append(row)
    sheet.append(["班主任签名：张军"])
    book.save(path)
    return path


def test_the_schools_own_sheet_becomes_a_handover_a_class() -> None:
    """Twelve classes; one whose teacher keeps two classrooms is told, with both of them."""
    understanding, plan = planned(PAPER)
    assert len(plan.creates) == 11
    (refused,) = understanding.refused
    assert (refused.sheet, refused.reason) == ("8年级1班", "class_in_many_rooms")
    assert "教学楼A105" in refused.sentence
    assert "教学楼A305" in refused.sentence
    first = plan.creates[0].fields
    assert (first["room_id"], first["term"], first["sort"]) == ("room101", TERM, "start")
    assert (first["class_name"], first["teacher"], first["state"]) == ("7年级1班", "张军", "signed")
    assert first["lines"][0] == {
        "id": "1",
        "name": "课桌",
        "expected": 45,
        "there": 45,
        "broken": 1,
        "note": "1套损坏",
    }
    assert first["lines"][1] == {
        "id": "2",
        "name": "课椅",
        "expected": 46,
        "there": 45,
        "broken": 0,
        "note": "缺1",
    }


def test_a_room_that_names_its_class_settles_which_one_it_is() -> None:
    rooms = [dict(each, note="8年级1班") if each["number"] == "305" else each for each in ROOMS]
    understanding, plan = planned(PAPER, rooms=rooms)
    assert not understanding.refused
    assert {row.fields["class_name"]: row.fields["room_id"] for row in plan.creates}["8年级1班"] == "room305"


def test_a_class_is_put_into_the_room_that_was_named() -> None:
    """--map 8年级1班=教学楼A305; a room that is not there is told."""
    existing: dict[str, Any] = {"campus": [{"id": "c1", "name": "本部"}], "room": ROOMS}
    told = understand_file("class_property", PAPER, existing, {"8年级1班": "教学楼A305"})
    assert not told.refused
    rooms = {row.fields["class_name"]: row.fields["room_id"] for row in told.rows}
    assert rooms["8年级1班"] == "room305"
    wrong = understand_file("class_property", PAPER, existing, {"8年级1班": "教学楼Z9"})
    assert [each.reason for each in wrong.refused] == ["no_such_room"]


def test_the_same_sheet_twice_changes_nothing() -> None:
    _, plan = planned(PAPER)
    _, again = planned(PAPER, held(plan))
    assert again.changes_nothing
    assert len(again.same) == 11


def test_a_sheet_that_was_signed_is_not_overwritten(tmp_path: Path) -> None:
    """A corrected paper is refused until the old sheet is cancelled; nothing else of it is lost."""
    _, plan = planned(PAPER)
    rows = held(plan)
    rows[0]["lines"][0]["there"] = 40
    understanding, again = planned(PAPER, rows)
    assert "sheet_walked" in {refused.reason for refused in understanding.refused}
    assert again.changes_nothing
    rows[0]["state"] = "cancelled"
    _, third = planned(PAPER, rows)
    assert len(third.creates) + len(third.updates) == 1


def test_both_ends_of_a_term_are_taken_when_they_are_filled_in(tmp_path: Path) -> None:
    """The end expects what was there at the start, and counts what stands in its own column."""
    path = workbook(
        tmp_path / "七一.xlsx", [[1, "课桌", 45, 44, "完好", "1套损坏"], [2, "窗帘", 6, None, "缺1", None]]
    )
    _, plan = planned(path)
    start, end = (creation.fields for creation in plan.creates)
    assert [line["there"] for line in start["lines"]] == [45, 5]
    assert (end["sort"], end["lines"][0]) == (
        "end",
        {"id": "1", "name": "课桌", "expected": 45, "there": 44, "broken": 1, "note": "1套损坏"},
    )
    assert "there" not in end["lines"][1]
    assert (start["state"], end["state"]) == ("signed", "open")


def test_bad_lines_are_told_and_the_others_are_taken(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "坏行.xlsx",
        [
            [1, "课桌", "四十五张半", None, "完好"],
            [2, None, 3, None, "完好", None, "没写名称"],
            [3, "讲台", None, None, "完好"],
            [4, "门锁", 2, None, "钥匙断了"],
            [5, "电子白板", 0, None, "1套损坏"],
        ],
    )
    understanding, plan = planned(path)
    assert [(each.line, each.reason) for each in understanding.refused] == [
        (3, "bad_quantity"),
        (4, "no_name"),
        (5, "no_quantity"),
    ]
    reasons = {remark.reason for remark in understanding.noticed}
    assert {"condition_unclear", "condition_contradicts"} <= reasons
    (creation,) = plan.creates
    assert [line["name"] for line in creation.fields["lines"]] == ["门锁", "电子白板"]
    assert creation.fields["lines"][0]["note"] == "钥匙断了"


def test_a_sheet_without_a_term_or_a_room_is_told(tmp_path: Path) -> None:
    rows = [[1, "课桌", 45, None, "完好"]]
    understanding, plan = planned(workbook(tmp_path / "a.xlsx", rows, title="7年级1班 班级财产登记表"))
    assert [each.reason for each in understanding.refused] == ["no_term"]
    assert plan.changes_nothing
    understanding, plan = planned(workbook(tmp_path / "b.xlsx", rows), rooms=[])
    assert [each.reason for each in understanding.refused] == ["class_without_room"]
    assert "张军" in understanding.refused[0].sentence
    assert plan.changes_nothing


def test_another_paper_is_not_taken_for_a_class(tmp_path: Path) -> None:
    other = tmp_path / "房间.xlsx"
    shutil.copy("inspect_app/sample_school/房间一览.xlsx", other)
    with pytest.raises(ImportProblem):
        planned(other)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("完好", (0, 0, True)), ("", (0, 0, True)), ("缺1", (1, 0, True)), ("少 2 把", (2, 0, True)),
        ("1套损坏", (0, 1, True)), ("坏3", (0, 3, True)), ("缺1，2张损坏", (1, 2, True)), ("掉漆", (0, 0, False)),
    ],
)  # fmt: skip
def test_conditions_are_read_as_teachers_write_them(text: str, read: tuple[int, int, bool]) -> None:
    assert read_condition(text) == read
