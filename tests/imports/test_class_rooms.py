"""Which room a class property sheet is of: the office's word, the sheet's own, else what the rooms know."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.imports.class_rooms import ClassHead, ClassRooms, places_said
from tests.imports.test_class_property import PAPER, ROOMS, planned, workbook

CAMPUSES = [{"id": "c1", "name": "本部"}]
TERM = "2023—2024学年第一学期"
LINES = [[1, "课桌", 45, None, "完好"]]


def found(head: ClassHead, said: dict[str, str] | None = None) -> tuple[str | None, str, tuple[str, ...]]:
    room = ClassRooms(CAMPUSES, ROOMS, said or {}).find(head, 3)
    return room.room_id, room.how, room.candidates


def head(*texts: str, name: str = "8年级1班", teacher: str | None = "郭娟") -> ClassHead:
    return ClassHead(name, name, teacher, texts)


def test_the_only_classroom_of_the_teacher_is_it_and_several_are_offered() -> None:
    assert found(head(teacher="张军")) == ("room101", "kept", ("room101",))
    assert found(head()) == (None, "several", ("room105", "room305"))
    assert found(head(teacher=None)) == (None, "unknown", ())


@pytest.mark.parametrize(
    "text",
    [
        "教室：教学楼A305", "所在教室: 教学楼A 305", "8年级1班 班级财产登记表（教学楼A305）", "地点：本部教学楼A305",
        f"8年级1班 教学楼A305 班级财产登记表({TERM})",
    ],
)  # fmt: skip
def test_a_room_in_the_sheets_head_is_used_first(text: str) -> None:
    """Before the teacher's rooms; however it is written there."""
    assert found(head(text, teacher="张军")) == ("room305", "head", ("room305",))


def test_a_label_with_the_room_in_the_next_cell_is_read() -> None:
    assert next(places_said(["教室：", "教学楼A305"])) == "教学楼A305"
    assert found(head("教室：", "教学楼A305"))[0] == "room305"


def test_class_and_term_in_the_head_are_no_room() -> None:
    """8年级1班 and 2023 are not taken for rooms, nor is a room that the school does not have."""
    assert found(head(f"8年级1班 班级财产登记表({TERM})", "教室：体育馆909"))[1] == "several"


def test_what_the_office_says_stands_over_the_sheet() -> None:
    """A room's id or its name; one that is not known is no room; '-' leaves the sheet out."""
    written = head("教室：教学楼A305")
    assert found(written, {"8年级1班": "room105"})[:2] == ("room105", "said")
    assert found(written, {"8年级1班": "教学楼A105"})[:2] == ("room105", "said")
    assert found(written, {"8年级1班": "教学楼Z9"})[:2] == (None, "said")
    assert found(written, {"8年级1班": "-"})[:2] == (None, "left_out")


def test_every_class_of_the_workbook_is_told_with_its_room() -> None:
    understanding, _ = planned(PAPER)
    told = {each.class_name: each.how for each in understanding.classes}
    assert len(told) == 12
    assert (told["7年级1班"], told["8年级1班"]) == ("kept", "several")


def test_a_room_above_the_lines_needs_nobody_to_choose(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", LINES, title=f"8年级1班 班级财产登记表({TERM}) 教室：教学楼A305")
    understanding, plan = planned(path)
    assert understanding.refused == ()
    assert [each.fields["room_id"] for each in plan.creates] == ["room305"]
