"""Ledgers: numbers, amounts, places, totals, and what a second import does to them."""

from __future__ import annotations

from storage.kinds import KINDS, field_problem
from tests.imports.support import ASSETS, PEOPLE, ROOMS, School, csv_file, reasons, sample_school, xlsx

HEADER = ["资产编号", "资产名称", "数量", "原值", "存放地点", "使用状况"]


def take(school, tmp_path, *rows, header=HEADER):
    return school.take("assets", csv_file(tmp_path / "assets.csv", [header, *rows]))[1]


def test_every_field_that_an_import_writes_is_one_that_the_store_keeps():
    """All three papers against the list of kinds: names, types, choices, required fields."""
    school = School()
    for paper, path in (("rooms", ROOMS), ("people", PEOPLE), ("assets", ASSETS)):
        for edit in school.take(paper, path)[1].edits():
            kind = KINDS[edit.kind]
            assert kind.required <= edit.fields.keys()
            for field, value in edit.fields.items():
                assert field_problem(kind, field, value) is None


def test_the_same_line_twice_is_one_asset(tmp_path):
    """A number repeated with the very same content is a slip, not a refusal."""
    school = School()
    plan = take(
        school, tmp_path, ["G1", "书柜", 1, 650, "", "在用"], ["Ｇ1", "书柜", "１", "650.00", "", "在用"]
    )
    assert len(school.all("asset")) == 1
    assert reasons(plan.noticed) == ["same_line_twice"]


def test_alike_things_without_number_are_as_many_as_the_lines(tmp_path):
    """Three ceiling fans on three lines are three fans, and still three after the second run."""
    school = School()
    rows = [["", "吊扇", 1, 100, "教学楼A101", "在用"]] * 3
    plan = take(school, tmp_path, *rows)
    assert len(school.all("asset")) == 3
    assert reasons(plan.noticed).count("alike_without_number") == 2
    assert take(school, tmp_path, *rows).changes_nothing


def test_an_asset_that_gets_its_number_later_is_not_doubled(tmp_path):
    """The line of last year without a number, this year with one."""
    school = School()
    take(school, tmp_path, ["", "钢琴", 1, 33000, "音乐室", "在用"])
    plan = take(school, tmp_path, ["G9", "钢琴", 1, 33000, "音乐室", "维修"])
    assert (len(plan.creates), len(plan.updates)) == (0, 1)
    assert school.one("asset", name="钢琴")["number"] == "G9"


def test_a_number_corrected_in_the_app_leaves_its_old_number_free(tmp_path):
    """G1 was renamed G2 by hand; a file with both makes a new G1 and does not touch G2."""
    school = School()
    take(school, tmp_path, ["G1", "书柜", 1, 650, "", "在用"])
    school.one("asset", number="G1")["number"] = "G2"
    rows = (["G1", "钢琴", 1, 900, "", "在用"], ["G2", "书柜", 1, 650, "", "在用"])
    take(school, tmp_path, *rows)
    assert {row["number"]: row["name"] for row in school.all("asset")} == {"G1": "钢琴", "G2": "书柜"}
    assert take(school, tmp_path, *rows).changes_nothing


def test_a_blank_cell_blanks_nothing(tmp_path):
    """A ledger that does not know the place leaves the place that is known."""
    school = School()
    take(school, tmp_path, ["G1", "书柜", 1, 650, "教学楼A101", "在用"])
    assert take(school, tmp_path, ["G1", "书柜", "", "", "", ""]).changes_nothing


def test_a_move_made_in_the_app_is_not_undone_by_the_old_ledger(tmp_path):
    """The ledger's words did not change, so it has nothing new to say; new words do move the asset."""
    school = sample_school()
    a101 = school.one("room", building="教学楼A", number="101")["id"]
    a102 = school.one("room", building="教学楼A", number="102")["id"]
    take(school, tmp_path, ["G1", "书柜", 1, 650, "教学楼A-101", "在用"])
    asset = school.one("asset", number="G1")
    assert asset["room_id"] == a101
    asset["room_id"] = a102
    assert take(school, tmp_path, ["G1", "书柜", 1, 650, "教学楼A101室", "在用"]).creates == ()
    assert school.one("asset", number="G1")["room_id"] == a102
    take(school, tmp_path, ["G1", "书柜", 1, 650, "操场器材室", "在用"])
    assert school.one("asset", number="G1")["room_id"] is None


def test_amounts_that_cannot_be_read_refuse_the_line_and_dates_do_not(tmp_path):
    """Money and counts are accounts; a date is a detail that is told and left blank."""
    header = [*HEADER, "购置日期"]
    plan = take(
        School(),
        tmp_path,
        ["G1", "书柜", "若干", 650, "", "在用", ""],
        ["G2", "书柜", 1, "面议", "", "在用", ""],
        ["G3", "书柜", 1, 650, "", "借出", "去年"],
        header=header,
    )
    assert [(row.line, row.reason) for row in plan.refused] == [(2, "bad_quantity"), (3, "bad_money")]
    assert sorted(reasons(plan.noticed)) == ["date_unclear", "state_unknown"]
    assert [row.fields["number"] for row in plan.creates] == ["G3"]


def test_a_total_that_is_not_the_sum_is_told(tmp_path):
    """The ledger's own total is held against its lines, refused ones included."""
    rows = [["G1", "书柜", 2, "1,300.00", "", ""], ["G1", "钢琴", 1, "700.00", "", ""]]
    assert "total_differs" not in reasons(
        take(School(), tmp_path, *rows, ["合计", "", 3, "2,000.00", "", ""]).noticed
    )
    (remark,) = [
        remark
        for remark in take(School(), tmp_path, *rows, ["合计", "", 3, "2,000.01", "", ""]).noticed
        if remark.reason == "total_differs"
    ]
    assert "2,000.01" in remark.sentence
    assert "2,000.00" in remark.sentence


def test_a_value_merged_over_lines_is_counted_once(tmp_path):
    """One invoice for three lines: the sum of the values is the invoice."""
    rows = [["资产编号", "资产名称", "原值"], ["G1", "主机", 3000], ["G2", "屏", None], ["G3", "键盘", None]]
    school = School()
    _, plan = school.take("assets", xlsx(tmp_path / "a.xlsx", rows, ["C2:C4"]))
    assert sum(row.get("value_fen", 0) for row in school.all("asset")) == 300_000
    assert reasons(plan.noticed) == ["merged_amount", "merged_amount"]


def test_a_name_merged_over_two_columns_is_not_the_model_too(tmp_path):
    """A merge to the right is a wide cell; only a merge downwards says the same of several lines."""
    rows = [["资产名称", "规格型号", "数量"], ["大型滑梯(户外)", None, 1], ["钢琴", "UP118", 1]]
    school = School()
    school.take("assets", xlsx(tmp_path / "a.xlsx", rows, ["A2:B2"]))
    assert "model" not in school.one("asset", name="大型滑梯(户外)")


def test_a_unit_price_makes_the_value_of_the_line(tmp_path):
    """45 sets at 163.55 are 7,359.75; and 45套 gives the unit."""
    header = ["名称", "数量", "单价(元)"]
    school = School()
    take(school, tmp_path, ["课桌椅", "45套", "163.55"], header=header)
    desk = school.one("asset", name="课桌椅")
    assert (desk["quantity"], desk["unit"], desk["value_fen"]) == (45, "套", 735_975)


def test_a_table_in_wan_yuan_is_read_so(tmp_path):
    """金额单位:万元 above the header, or (万元) in it."""
    above = xlsx(tmp_path / "a.xlsx", [["金额单位：万元"], ["名称", "数量", "原值"], ["锅炉", 1, 9.386]])
    within = xlsx(tmp_path / "b.xlsx", [["名称", "数量", "原值（万元）"], ["锅炉", 1, 9.386]])
    for path in (above, within):
        school = School()
        school.take("assets", path)
        assert school.one("asset", name="锅炉")["value_fen"] == 9_386_000


def test_place_columns_are_read_together(tmp_path):
    """校区, 楼栋, 楼层 and 房号 in four columns, the first two only at the head of their block."""
    rows = [
        ["名称", "校区", "楼栋", "楼层", "房号"],
        ["书柜", "东校区", "宿舍楼", 1, 101],
        ["钢琴", None, None, 2, 201],
        ["滑梯", None, None, None, None],
    ]
    school = sample_school()
    school.take("assets", xlsx(tmp_path / "a.xlsx", rows))
    for name, number in (("书柜", "101"), ("钢琴", "201")):
        room = school.one("room", building="宿舍楼", number=number)
        assert school.one("asset", name=name)["room_id"] == room["id"]
    assert "place_text" not in school.one("asset", name="滑梯")


def test_a_number_that_now_names_another_thing_is_told(tmp_path):
    """Two files may use one number for two things: the change of name stands out."""
    school = School()
    take(school, tmp_path, ["G1", "书柜", 1, 650, "", "在用"])
    plan = take(school, tmp_path, ["G1", "空调机", 1, 6500, "", "在用"])
    assert reasons(plan.noticed) == ["number_renamed"]


CLASSED = ["资产编号", "资产名称", "分类代码", "数量", "原值"]


def test_an_unknown_class_code_is_kept_and_one_sentence_says_on_which_lines_it_stands(tmp_path):
    """No row is lost for it: the school finds them in the ledger and mends them there."""
    school = School()
    rows = [[f"G{n}", "书柜", "家俱类", 1, 650] for n in range(12)]
    plan = take(school, tmp_path, *rows, ["G20", "电脑", "A02010104", 1, 4000], header=CLASSED)
    assert [row["class_code"] for row in school.all("asset")] == ["家俱类"] * 12 + ["A02010104"]
    assert reasons(plan.noticed) == ["class_unknown"]
    assert plan.noticed[0].sentence == (
        "分类代码“家俱类”（第 2、3、4、5、6、7、8、9、10、11 等 12 行）不在分类表里，照原样保存；"
        "导入后可在台账按“分类：待核对”筛选"
    )


def test_a_class_code_is_read_as_people_write_it(tmp_path):
    """Full-width letters, blanks and small letters are the same code; a number cell too."""
    school = School()
    take(
        school,
        tmp_path,
        ["G1", "电脑", "ａ0201 0104", 1, 4000],
        ["G2", "电脑", 2010104, 1, 4000],
        header=CLASSED,
    )
    assert [row["class_code"] for row in school.all("asset")] == ["A02010104", "2010104"]


def test_a_class_that_the_school_has_set_up_is_known_to_the_import(tmp_path):
    school = School()
    settings = '{"depreciation": {"classes": {"体育设备": ["A0246"]}}}'
    school.tables["school"] = {"s": {"id": "s", "settings": settings}}
    plan = take(school, tmp_path, ["G1", "跳箱", "A02460700", 1, 900], header=CLASSED)
    assert plan.noticed == ()
