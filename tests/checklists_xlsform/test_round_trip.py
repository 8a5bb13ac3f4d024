"""What is written as a workbook reads back the same, and other tools take it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from inspect_app.checklists.item import LEVELS, PHOTO_RULES, Checklist, Choice, Item
from inspect_app.checklists.json_form import valid
from inspect_app.checklists.shipped import shipped_checklists
from inspect_app.checklists_xlsform.reading import read_xlsform
from inspect_app.checklists_xlsform.writing import write_xlsform

CHOICES = (Choice("a", "甲"), Choice("b", "乙"), Choice("c", "丙"))
EVERYTHING = Checklist(
    "every",
    "各种题目",
    ("教室", "机房"),
    (
        Item("door", "门", hint="推一推", section="一", guide="door.png", level="urgent", source="消防法"),
        Item("yes", "有无", choices=(Choice("normal", "有"), Choice("abnormal", "无")), section="一"),
        Item(
            "t", "温度", kind="number", low=-18.5, high=4, unit="℃", photo="on_fail", default=3, section="二"
        ),
        Item("n", "数", kind="number", whole=True, low=0, required=False),
        Item("more", "不少于温度", kind="number", fail_when=". <= ${t}"),
        Item("c", "单选", kind="choice", choices=CHOICES, fail_when=("b", "c"), default="a", photo="always"),
        Item(
            "m",
            "多选",
            kind="multiple",
            choices=CHOICES,
            fail_when=("a",),
            default=("b", "c"),
            photo="on_fail",
        ),
        Item(
            "x", "文字", kind="text", required=False, relevant="${door} = 'abnormal' and selected(${m}, 'a')"
        ),
        Item("r", "条件", kind="text", fail_when=". = '.' or . = 'a.b'", photo="on_fail"),
        Item("p", "全景", kind="photo", photo="never"),
        Item("k", "知道了", kind="choice", choices=(Choice("OK", "已确认"),)),
        Item("end", "辛苦了", kind="note", required=False, photo="never", section="二"),
    ),
    version=12,
    note="说明",
    captioned=False,
)


def written(checklist, folder):
    path = folder / "form.xlsx"
    write_xlsform(checklist, path)
    return path


@pytest.mark.parametrize("checklist", [EVERYTHING, *shipped_checklists()], ids=lambda each: each.name)
def test_a_checklist_survives_the_spreadsheet(checklist, tmp_path):
    """Every field of every item, and the checklist's own."""
    assert read_xlsform(written(valid(checklist), tmp_path)) == checklist


def test_the_workbook_is_a_form_for_other_tools(tmp_path):
    """pyxform turns it into an XForm without a word of warning, photos as questions of their own."""
    made = convert(written(EVERYTHING, tmp_path), validate=False)
    assert made.warnings == []
    assert '/t_photo"' in made.xform
    assert "${" not in made.xform


KEYS = st.lists(st.text("abcxyz_", min_size=1, max_size=6), min_size=1, max_size=6, unique=True)
WORDS = st.text("门窗锁灯水电 ab1、,()℃<&>\"'", min_size=1, max_size=12).map(
    lambda t: " ".join(t.split()) or "门"
)


@st.composite
def checklists(draw) -> Checklist:
    made: list[Item] = []
    for key in draw(KEYS):
        kind = draw(st.sampled_from(["yes_no_na", "choice", "multiple", "number", "text"]))
        low, high = sorted(draw(st.tuples(st.integers(-50, 50), st.integers(-50, 50))))
        fails = tuple(choice.value for choice in CHOICES if draw(st.booleans()))
        made.append(
            Item(
                key,
                draw(WORDS),
                kind,
                hint=draw(st.just("") | WORDS),
                section=draw(st.sampled_from(["", "一", "二"])),
                choices=CHOICES if kind in ("choice", "multiple") else (),
                fail_when=fails if kind in ("choice", "multiple") else (),
                low=low if kind == "number" else None,
                high=high if kind == "number" else None,
                required=draw(st.booleans()),
                photo=draw(st.sampled_from(PHOTO_RULES)),
                level=draw(st.sampled_from(LEVELS)),
                relevant=f"${{{made[0].key}}} != ''" if made and draw(st.booleans()) else "",
            )
        )
    return Checklist("id-1", draw(WORDS), (), tuple(made), draw(st.integers(1, 10**9)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(checklists())
def test_any_checklist_survives_the_spreadsheet(tmp_path, checklist):
    """Whatever a school makes in its settings can go out, be edited and come back."""
    assert read_xlsform(written(valid(checklist), tmp_path)) == checklist
