"""Lists of staff: who is who, and what the post allows."""

from __future__ import annotations

import pytest

from inspect_app.imports.school_words import role_of_post
from storage.kinds import KINDS
from tests.imports.support import School, csv_file, reasons

HEADER = ["工号", "姓名", "岗位", "部门", "手机"]


def take(school, tmp_path, *rows, header=HEADER):
    return school.take("people", csv_file(tmp_path / "people.csv", [header, *rows]))[1]


@pytest.mark.parametrize(
    ("post", "role"),
    [("门卫", "guard"), ("班主任", "teacher"), ("总务主任", "office"), ("维修工", "repairer"), ("水电工", "repairer"),
     ("食堂管理员", "canteen"), ("食品安全员", "inspector"), ("巡查员", "inspector"), ("宿管员", "inspector"),
     ("资产管理员", "office"), ("副校长", "viewer"), ("魔术师", None)],
)  # fmt: skip
def test_a_post_suggests_a_role(post, role):
    """The usual posts of a school; an unknown one suggests nothing."""
    assert role_of_post(post) == role
    assert role is None or role in KINDS["person"].choices["role"]


def test_an_unknown_or_missing_post_gets_the_least_rights(tmp_path):
    """Nobody may write because a word was not understood."""
    school = School()
    plan = take(school, tmp_path, ["1", "李明", "魔术师", "", ""], ["2", "高娟", "", "", ""])
    assert [row["role"] for row in school.all("person")] == ["viewer", "viewer"]
    assert reasons(plan.noticed) == ["post_unknown", "post_missing"]


def test_a_role_changed_by_hand_is_never_reset(tmp_path):
    """The post gave the role once; a second import leaves rights alone and says when the post changed."""
    school = School()
    take(school, tmp_path, ["1", "李明", "门卫", "", ""])
    school.one("person", name="李明")["role"] = "office"
    assert take(school, tmp_path, ["1", "李明", "门卫", "", ""]).changes_nothing
    plan = take(school, tmp_path, ["1", "李明", "教师", "", ""])
    assert school.one("person", name="李明")["role"] == "office"
    assert reasons(plan.noticed) == ["post_changed"]


def test_people_without_number_are_told_apart_by_telephone(tmp_path):
    """Two of one name with two telephones are two people, and stay so on the second run."""
    school = School()
    rows = (["", "李明", "教师", "", "19900000001"], ["", "李明", "门卫", "", "19900000002"])
    take(school, tmp_path, *rows)
    assert len(school.all("person")) == 2
    assert take(school, tmp_path, *rows).changes_nothing


def test_a_person_who_gets_a_number_later_is_not_doubled(tmp_path):
    """The same name and telephone, now with a staff number."""
    school = School()
    take(school, tmp_path, ["", "李明", "教师", "", "19900000001"])
    plan = take(school, tmp_path, ["T1", "李明", "教师", "", "199-0000-0001"])
    assert (len(plan.creates), len(plan.updates)) == (0, 1)
    assert school.one("person", name="李明")["number"] == "T1"


def test_a_number_given_to_two_people_refuses_the_second(tmp_path):
    """With the line of the first, so that the office can correct its file."""
    plan = take(School(), tmp_path, ["1", "李明", "教师", "", ""], ["1", "高娟", "教师", "", ""])
    assert [(row.line, row.reason, row.data["first"]) for row in plan.refused] == [(3, "person_repeated", 2)]


def test_a_line_without_name_is_refused(tmp_path):
    """A number and a telephone make no person."""
    plan = take(School(), tmp_path, ["1", "", "教师", "", "19900000001"])
    assert reasons(plan.refused) == ["no_name"]


def test_a_person_who_left_is_marked_only_when_the_file_says_so(tmp_path):
    """A file without 状态 does not bring back who left."""
    school = School()
    header = [*HEADER, "在职状态"]
    take(school, tmp_path, ["1", "李明", "教师", "", "", "退休"], header=header)
    assert school.one("person", name="李明")["state"] == "left"
    assert take(school, tmp_path, ["1", "李明", "教师", "", ""]).changes_nothing
