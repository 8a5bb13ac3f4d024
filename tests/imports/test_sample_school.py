"""The demo school's own papers, with exact counts."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter

import pytest

from inspect_app.imports.header import find_header
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.school_words import fields_of
from inspect_app.imports.table import read_table
from inspect_app.imports.workbook import read_sheets
from tests.imports.support import ASSETS, CLASSES, PEOPLE, ROOMS, VISITS, School, reasons, sample_school


def test_every_room_of_the_list_is_taken():
    """205 rooms on two campuses in eight buildings, none refused, nothing to remark."""
    school = School()
    understanding, plan = school.take("rooms", ROOMS)
    assert understanding.data_lines == len(school.all("room")) == 205
    assert sorted(row["name"] for row in school.all("campus")) == ["东校区", "本部"]
    assert len({(row["campus_id"], row["building"]) for row in school.all("room")}) == 9
    assert plan.refused == plan.noticed == ()


def test_campus_and_building_come_from_the_head_of_the_block():
    """Line 207 states neither: it lies in 东校区, 幼儿部, fourth floor; its number was a text, 404's a number."""
    school = sample_school()
    east = school.one("campus", name="东校区")["id"]
    last = school.one("room", campus_id=east, building="幼儿部", number="405")
    assert (last["floor"], last["keeper"], last["note"], last["state"]) == ("4", "李明", "待粉刷", "used")
    assert school.one("room", campus_id=east, building="幼儿部", number="404")["floor"] == "4"


def test_full_width_floors_read_as_digits():
    """Thirteen rooms carry their floor as a full-width text; none keeps it so."""
    assert {row["floor"] for row in sample_school().all("room")} == set("12345")


def test_every_person_is_taken_with_a_role():
    """96 people; two of them are called 李明 and stay two."""
    school = School()
    school.take("people", PEOPLE)
    people = school.all("person")
    assert len(people) == 96
    assert {row["state"] for row in people} == {"active"}
    assert Counter(row["role"] for row in people) == {
        "teacher": 80, "inspector": 5, "office": 3, "guard": 3, "repairer": 2, "viewer": 2, "canteen": 1,
    }  # fmt: skip
    assert sorted(row["number"] for row in people if row["name"] == "李明") == ["H001", "T009"]
    assert school.one("person", number="T050")["name"] == "高䶮"


def test_assets_are_taken_but_for_six_repeated_numbers():
    """1230 lines: 1224 taken, six refused with the line that had the number first, the total row left out."""
    school = sample_school()
    understanding, plan = school.take("assets", ASSETS)
    assert (understanding.data_lines, len(school.all("asset"))) == (1230, 1224)
    assert [(row.line, row.reason, row.data["first"]) for row in plan.refused] == [
        (21, "number_repeated", 16),
        (234, "number_repeated", 229),
        (235, "number_repeated", 230),
        (704, "number_repeated", 699),
        (905, "number_repeated", 900),
        (1104, "number_repeated", 1099),
    ]
    expected = ["class_unknown", "class_unknown", "number_missing", "number_missing", "total_row"]
    assert reasons(plan.noticed) == expected


def test_forty_five_desks_are_one_batch():
    """A line that stands for 45 desks stays one asset of quantity 45."""
    school = sample_school()
    school.take("assets", ASSETS)
    batch = school.one("asset", number=None, name="学生课桌椅")
    assert (batch["quantity"], batch["unit"], batch["acquired"]) == (45, "套", "2018-06-06")
    assert batch["value_fen"] == 735966
    assert batch["room_id"] == school.one("room", building="教学楼A", number="301")["id"]


def test_a_wrapped_name_reads_as_one_line():
    """A line break and wide spaces in a name are the spreadsheet's, not the thing's."""
    school = sample_school()
    school.take("assets", ASSETS)
    names = {row["name"] for row in school.all("asset")}
    assert "台式计算机(含显示器)" in names
    assert all(name == name.strip() and "\n" not in name for name in names)


def test_every_place_of_the_ledger_finds_its_room():
    """1163 lines name a place in five ways; each finds the room that its campus, building and digits say."""
    school = sample_school()
    school.take("assets", ASSETS)
    rooms = {row["id"]: row for row in school.all("room")}
    campuses = {row["id"]: row["name"] for row in school.all("campus")}
    placed = [row for row in school.all("asset") if row.get("place_text")]
    assert len(placed) == 1157
    for asset in placed:
        plain = re.sub(r"[/\-]|室$|\dF", "", unicodedata.normalize("NFKC", asset["place_text"]))
        room = rooms[asset["room_id"]]
        whole = campuses[room["campus_id"]] + room["building"] + room["number"]
        assert whole.endswith(plain), (asset["place_text"], whole)


def test_dates_and_money_agree_with_an_independent_reading():
    """Year, month and day digits of each date and the fen of each value are those of the file."""
    school = sample_school()
    school.take("assets", ASSETS)
    with ASSETS.open(encoding="gb18030", newline="") as file:
        lines = {row[0]: row for row in reversed(list(csv.reader(file))[3:-1]) if row[0]}
    for asset in school.all("asset"):
        if asset.get("number") is None:
            continue
        line = lines[asset["number"]]
        digits = re.findall(r"\d+", line[7])
        year, rest = (
            (digits[0], digits[1:]) if len(digits) > 1 else (line[7][:4], [line[7][4:6], line[7][6:]])
        )
        assert asset["acquired"] == "-".join([year, *(part.zfill(2) for part in rest)])
        assert asset["value_fen"] == int(line[6].replace(",", "").replace(".", ""))


@pytest.mark.parametrize(("paper", "path"), [("rooms", ROOMS), ("people", PEOPLE), ("assets", ASSETS)])
def test_a_second_run_changes_nothing(paper, path):
    """The same file once more: no row new, none changed, the same lines refused."""
    school = sample_school()
    _, first = school.take(paper, path)
    _, second = school.look(paper, path)
    assert second.changes_nothing
    assert len(second.same) == len(first.creates) + len(first.same)
    assert second.refused == first.refused


def test_assets_imported_before_the_rooms_find_them_on_the_second_run():
    """First the place is only text; once the rooms are known the same rows get their room, none is doubled."""
    school = School()
    _, first = school.take("assets", ASSETS)
    assert reasons(first.noticed).count("place_unknown") == 1163
    school.take("rooms", ROOMS)
    _, second = school.take("assets", ASSETS)
    assert (len(second.creates), len(second.updates)) == (0, 1157)
    assert {change.field for update in second.updates for change in update.changes} == {"room_id"}


def test_two_offices_make_the_same_rows():
    """Ids come from the school and the key: two imports apart give the same ids."""
    one, two = sample_school(), sample_school()
    one.take("assets", ASSETS)
    two.take("assets", ASSETS)
    assert one.tables.keys() == two.tables.keys()
    assert all(one.tables[kind].keys() == two.tables[kind].keys() for kind in one.tables)


def test_the_class_register_reads_with_its_two_row_header():
    """Twelve sheets; merged group titles are joined with the titles under them."""
    sheets = read_sheets(CLASSES)
    names = {name for synonyms in fields_of("asset").values() for name in synonyms}
    assert len(sheets) == 12
    header = find_header(sheets[0], names)
    assert header is not None
    assert header.titles == (
        "序号", "物品名称", "数量期初", "数量期中", "数量期末", "完好情况期初", "完好情况期末", "备注",
    )  # fmt: skip
    assert header.lines == (2, 3)


def test_the_signature_row_of_the_class_register_is_no_thing():
    """Twelve things in each of twelve classes; 班主任签名 is a footer."""
    sheets = read_sheets(CLASSES)
    table = read_table("asset", CLASSES.name, sheets, {}, (frozenset({"name"}),))
    assert len(table.lines) == 144
    assert reasons(table.remarks) == ["footer_row"] * 12
    assert {remark.line for remark in table.remarks} == {16}


@pytest.mark.parametrize(
    ("paper", "path", "found"),
    [
        ("people", VISITS, "来访登记"),
        ("rooms", ASSETS, "资产台账"),
        ("assets", CLASSES, "班级财产登记表"),
        ("people", ROOMS, None),
        ("rooms", PEOPLE, None),
    ],
)
def test_one_paper_is_not_taken_for_another(paper, path, found):
    """320 visitors must not become staff, nor 649 ledger lines rooms; the sentence names what it looks like."""
    with pytest.raises(ImportProblem) as caught:
        sample_school().look(paper, path)
    assert caught.value.reason == ("other_paper" if found else "no_header")
    assert caught.value.data.get("found") == found


def test_a_mapping_says_that_the_file_is_meant():
    """Whoever names a column has looked at the file; its likeness to another paper no longer counts."""
    _, plan = sample_school().look("assets", CLASSES, {"物品名称": "name"})
    assert len(plan.creates) == 144
