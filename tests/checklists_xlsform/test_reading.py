"""Forms of inspectors become checklists; what has no place here is named, and nothing is half taken."""

from __future__ import annotations

import pytest

from inspect_app.checklists.answers import Answer, verdict
from inspect_app.checklists.item import Choice
from inspect_app.checklists.problems import ChecklistRefused
from inspect_app.checklists_xlsform.reading import read_xlsform
from tests.checklists_xlsform.workbook import HEADER, workbook

YES_NO = [
    ("list_name", "name", "label"),
    ("ok", "normal", "正常"),
    ("ok", "abnormal", "异常"),
    ("ok", "na", "不适用"),
    ("zk", "a", "合格"),
    ("zk", "b", "不合格"),
]


def items(folder, *rows, header=HEADER, choices=YES_NO, settings=()):
    return read_xlsform(workbook(folder, [header, *rows], choices, settings)).items


def refusal(folder, *rows, header=HEADER, choices=YES_NO) -> list[str]:
    with pytest.raises(ChecklistRefused) as caught:
        items(folder, *rows, header=header, choices=choices)
    lines = [problem.line() for problem in caught.value.problems]
    assert all("\n" not in line for line in lines)
    return lines


def test_a_form_with_chinese_and_english_columns_is_read_in_chinese(tmp_path):
    """Labels, hints, pictures and choices come in Chinese wherever there is some; groups become sections."""
    path = workbook(
        tmp_path,
        [
            (
                "type",
                "name",
                "label::English (en)",
                "label::中文(zh)",
                "hint::中文(zh)",
                "media::image::中文(zh)",
            ),
            ("begin group", "g", "Doors", "门窗", None, None),
            ("select_one ok", "door", "Door", "门", "推一推", "door.png"),
            ("end group",),
            ("note", "bye", "Thanks", "辛苦了"),
        ],
        [
            ("list_name", "name", "label::English (en)", "label::中文(zh)"),
            *((*row[:2], "x", row[2]) for row in YES_NO[1:]),
        ],
        [("form_title", "form_id", "version", "room_uses"), ("宿舍夜查", "night", "7", "学生宿舍、宿舍")],
    )
    checklist = read_xlsform(path)
    assert (checklist.name, checklist.id, checklist.version) == ("宿舍夜查", "night", 7)
    assert checklist.uses == ("学生宿舍", "宿舍")
    door, bye = checklist.items
    assert (door.label, door.hint, door.guide, door.section) == ("门", "推一推", "door.png", "门窗")
    assert (door.kind, door.choices) == ("yes_no_na", ())
    assert (bye.kind, bye.required, bye.section) == ("note", False, "")


def test_a_plain_form_is_called_like_its_file(tmp_path):
    """No settings sheet, no languages: still a checklist."""
    checklist = read_xlsform(workbook(tmp_path, [HEADER, ("text", "a", "说明")], name="锅炉房.xlsx"))
    assert (checklist.name, checklist.id, checklist.version, checklist.uses) == ("锅炉房", "", 1, ())


def test_a_constraint_on_a_number_becomes_limits(tmp_path):
    """What ODK would not let you type is recorded here and is a fault."""
    (fridge, desks) = items(
        tmp_path,
        ("decimal", "fridge", "冷藏柜", None, ". >= 0 and . <= 8", "yes"),
        ("integer", "desks", "桌椅", None, "0 < . and . < 60"),
    )
    assert (fridge.low, fridge.high, fridge.required, fridge.whole) == (0, 8, True, False)
    assert (desks.low, desks.high, desks.required, desks.whole) == (1, 59, False, True)
    assert verdict(fridge, Answer("fridge", 9.5)) == "failed"


def test_any_other_constraint_becomes_a_rule_for_faults(tmp_path):
    """On numbers compared with earlier ones, open ends of decimals, and texts."""
    low, high, text = items(
        tmp_path,
        ("decimal", "low", "低", None, ". > 0"),
        ("decimal", "high", "高", None, ". > ${low}"),
        ("text", "t", "备注", None, "string-length(.) <= 5"),
    )
    assert (low.low, low.fail_when) == (None, "not(. > 0)")
    answers = {"low": Answer("low", 5)}
    assert verdict(high, Answer("high", 4), answers) == "failed"
    assert verdict(high, Answer("high", 6), answers) == "passed"
    assert verdict(text, Answer("t", "一二三四五六")) == "failed"


def test_conditions_of_groups_join_those_of_their_questions(tmp_path):
    """Both must hold; nested groups show in the section."""
    made = items(
        tmp_path,
        ("select_one ok", "door", "门"),
        ("begin_group", "g", "外层", "${door} = 'abnormal'"),
        ("begin_group", "h", "内层"),
        ("text", "a", "甲", "${door} != 'na'"),
        ("end_group",),
        ("end_group",),
    )
    assert made[1].relevant == "(${door} = 'abnormal') and (${door} != 'na')"
    assert made[1].section == "外层 内层"


def test_choices_that_mean_a_fault_are_marked_or_known_by_their_words(tmp_path):
    """不合格 counts without a mark; once a list has marks, only they count."""
    (plain,) = items(tmp_path, ("select_one zk", "a", "检查"))
    assert plain.fail_when == ("b",)
    marked = [("list_name", "name", "label", "fail"), ("zk", "a", "红区", "yes"), ("zk", "b", "不合格", None)]
    (chosen,) = items(tmp_path, ("select_multiple zk", "a", "检查"), choices=marked)
    assert (chosen.kind, chosen.fail_when) == ("multiple", ("a",))


def test_failing_choices_and_a_constraint_make_one_rule(tmp_path):
    """Either is a fault."""
    first, second = items(
        tmp_path, ("select_one ok", "door", "门"), ("select_one zk", "a", "检查", None, "${door} != 'na'")
    )
    assert first.kind == "yes_no_na"
    for value, door, expected in (
        ("b", "normal", "failed"),
        ("a", "na", "failed"),
        ("a", "normal", "passed"),
    ):
        assert verdict(second, Answer("a", value), {"door": Answer("door", door)}) == expected


def test_a_photo_question_named_after_the_one_before_becomes_its_photo_rule(tmp_path):
    """Required is always, required under a further condition is on failure, else optional."""
    made = items(
        tmp_path,
        ("select_one ok", "a", "甲"),
        ("image", "a_photo", "照片", None, None, "yes"),
        ("select_one ok", "b", "乙"),
        ("image", "b_photo", "照片", "${b} = 'abnormal'", None, "yes"),
        ("select_one ok", "c", "丙"),
        ("image", "c_photo", "照片"),
        ("image", "view", "全景", None, None, "yes"),
    )
    assert [(item.key, item.photo) for item in made[:3]] == [
        ("a", "always"),
        ("b", "on_fail"),
        ("c", "optional"),
    ]
    assert (made[3].key, made[3].kind, made[3].required) == ("view", "photo", True)


def test_what_the_app_records_anyway_is_passed_over(tmp_path):
    """start, end and the like need no question."""
    made = items(tmp_path, ("start", "start"), ("end", "end"), ("deviceid", "d"), ("text", "a", "甲"))
    assert [item.key for item in made] == ["a"]


def test_an_acknowledgement_is_one_choice(tmp_path):
    """A tap that says 已确认."""
    (item,) = items(tmp_path, ("acknowledge", "read", "已读须知", None, None, "yes"))
    assert (item.kind, item.choices, item.required) == ("choice", (Choice("OK", "已确认"),), True)


def test_or_other_brings_its_text_question(tmp_path):
    """pyxform writes its condition as a path, which becomes one of ours."""
    made = items(tmp_path, ("select_one zk or_other", "a", "检查"))
    assert [item.key for item in made] == ["a", "a_other"]
    assert made[1].relevant == "selected(${a}, 'other')"


@pytest.mark.parametrize(
    "sort", ["calculate", "geopoint", "barcode", "date", "audio", "range", "rank zk", "file"]
)
def test_types_without_a_place_here_are_refused_by_name(tmp_path, sort):
    """One line naming the question and the type."""
    header = (*HEADER, "calculation")
    (line,) = refusal(
        tmp_path, ("text", "t", "文"), (sort, "q", "题", None, None, None, "1 + 1"), header=header
    )
    assert line.startswith("q：用了这里不支持的")
    assert sort.split()[0] in line


def test_all_refused_questions_are_named_at_once(tmp_path):
    """A repeat, a condition on being required, and a rule outside the subset show in one go."""
    lines = refusal(
        tmp_path,
        ("begin_repeat", "r", "循环"),
        ("text", "x", "文"),
        ("end_repeat",),
        ("text", "y", "文", None, None, "1 = 1"),
        ("geopoint", "z", "位置"),
    )
    assert [line.split("：")[0] for line in lines] == ["r", "y", "z"]


def test_a_broken_rule_is_one_line_naming_the_item(tmp_path):
    """pyxform lets it pass, the checklist does not."""
    (line,) = refusal(tmp_path, ("text", "a", "甲"), ("text", "b", "乙", "regex(${a}, 'x')"))
    assert line == "b：条件写法有误：不支持“regex”（“regex(${a}, 'x')”）。"
    (line,) = refusal(tmp_path, ("integer", "n", "数", None, ". mod 2 = 0"))
    assert line.startswith("n：条件写法有误")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("intger", "a", "甲"), "没有“intger”这种题型"),
        (("text", "a", "甲", "${b} = 1"), "第 2 行，relevant 列，条件里提到的“b”在表里找不到"),
        (("text", "a", "甲", "${a = 1"), "条件里的题目要写成 ${编号}"),
        (("text", "a b", "甲"), "第 2 行，name 列，编号要以字母或下划线开头"),
        (("text", "a", None), "“a”没有写题目文字"),
        (("begin_group", "g", "组"), "分组“g”没有结束行"),
        (("select_one none", "a", "甲"), "选项列表“none”"),
    ],
)
def test_a_form_that_pyxform_refuses_is_one_line_in_chinese(tmp_path, row, told):
    """With the row and the column where pyxform knows them."""
    (line,) = refusal(tmp_path, row)
    assert told in line
    assert line.startswith("表格有误：")


def test_a_table_that_is_no_form_is_refused(tmp_path):
    """A ledger, an empty form, nonsense, and a file that is not there: one line each."""
    assert "缺少“type”列" in refusal(tmp_path, ("1", "电脑"), header=("编号", "名称"))[0]
    assert refusal(tmp_path) == ["检查表里没有任何检查项，请至少写一项。"]
    for name, content in (
        ("a.xlsx", b"nonsense"),
        ("b.xlsx", b"PK\x03\x04" + b"\0" * 50),
        ("c.docx", b"x"),
        ("d.xlsx", None),
    ):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(ChecklistRefused) as caught:
            read_xlsform(path)
        assert [problem.reason for problem in caught.value.problems] == ["unreadable"]


def test_a_huge_file_is_not_opened(tmp_path):
    """A spreadsheet of questions is never that large."""
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(ChecklistRefused, match="超过 10 MB"):
        read_xlsform(path)


def captioned(folder, said):
    settings = [("form_title", "photo_caption"), ("宿舍夜查", said)]
    return read_xlsform(workbook(folder, [HEADER, ("text", "a", "甲")], YES_NO, settings)).captioned


def test_a_form_says_whether_its_photos_are_captioned(tmp_path):
    """Nothing said is yes; what is neither yes nor no is refused by name."""
    said = {word: captioned(tmp_path, word) for word in (None, "yes", "是", "no", "否", "0")}
    assert said == {None: True, "yes": True, "是": True, "no": False, "否": False, "0": False}
    with pytest.raises(ChecklistRefused, match="photo_caption = maybe"):
        captioned(tmp_path, "maybe")
