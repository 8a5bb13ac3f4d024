"""What answers lead to: verdicts, what is open, what stands in the way, faults."""

from __future__ import annotations

import pytest

from inspect_app.checklists.answers import (
    Answer,
    answers_from_json,
    answers_to_json,
    open_items,
    relevant_items,
    verdict,
)
from inspect_app.checklists.filling import fill_untouched, pass_everything, prefill
from inspect_app.checklists.finishing import faults, problems, result
from inspect_app.checklists.item import Checklist, Choice, Item
from inspect_app.checklists.shipped import shipped_checklists

PRESSURE = (Choice("green", "绿区"), Choice("red", "红区"), Choice("none", "没有"))
DEFECTS = (Choice("wire", "私拉电线"), Choice("cooker", "电锅"))

DOOR = Item("door", "门窗及锁", level="major")
FRIDGE = Item("fridge", "冷藏柜温度", kind="number", low=0, high=8, unit="℃", photo="on_fail")
GAUGE = Item("gauge", "灭火器压力", kind="choice", choices=PRESSURE, fail_when=("red",), default="none")
FOUND = Item(
    "found", "违禁物品", kind="multiple", choices=DEFECTS, fail_when=("wire", "cooker"), level="urgent"
)
DETAIL = Item("detail", "门坏在哪里", kind="text", required=True, relevant="${door} = 'abnormal'")
VIEW = Item("view", "全景", kind="photo", required=False)
TOLD = Item("told", "查完请锁门", kind="note", required=False)
LIST = Checklist("c", "样表", ("教室",), (DOOR, FRIDGE, GAUGE, FOUND, DETAIL, VIEW, TOLD))


def said(*answers: Answer) -> dict[str, Answer]:
    return {answer.item: answer for answer in answers}


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        (DOOR, "normal", "passed"),
        (DOOR, "abnormal", "failed"),
        (DOOR, "na", "passed"),
        (DOOR, None, "open"),
        (DOOR, "坏", "open"),
        (FRIDGE, 0, "passed"),
        (FRIDGE, 8, "passed"),
        (FRIDGE, 8.1, "failed"),
        (FRIDGE, -0.5, "failed"),
        (FRIDGE, "8", "open"),
        (FRIDGE, float("nan"), "open"),
        (GAUGE, "red", "failed"),
        (GAUGE, "green", "passed"),
        (FOUND, (), "passed"),
        (FOUND, ("wire",), "failed"),
        (DETAIL, "锁芯", "passed"),
        (DETAIL, "  ", "open"),
        (TOLD, None, "passed"),
    ],
)
def test_a_verdict_follows_from_the_item_and_the_value(item, value, expected):
    """Outside the limits or a failing choice is a fault; a wrong sort of value is no answer."""
    assert verdict(item, Answer(item.key, value)) == expected


def test_a_whole_number_refuses_half_a_desk():
    """An item that counts takes no fractions."""
    desks = Item("desks", "坏桌椅", kind="number", whole=True)
    assert verdict(desks, Answer("desks", 1.5)) == "open"
    assert verdict(desks, Answer("desks", 2.0)) == "passed"


def test_a_photo_item_is_answered_by_a_photo():
    """It has no value of its own."""
    assert verdict(VIEW, Answer("view")) == "open"
    assert verdict(VIEW, Answer("view", photos=("p1",))) == "passed"


def test_a_rule_can_make_an_answer_a_fault():
    """`fail_when` as a rule sees the answer itself and those before it."""
    high = Item("high", "高", kind="number", fail_when="${high} <= ${low}")
    answers = said(Answer("low", 5), Answer("high", 4))
    assert verdict(high, answers["high"], answers) == "failed"
    assert verdict(high, Answer("high", 6), answers) == "passed"


def test_an_item_is_asked_only_where_its_condition_holds():
    """The follow-up appears with the abnormal door, and its answer goes when the door is fine again."""
    assert DETAIL not in relevant_items(LIST, {})
    broken = said(Answer("door", "abnormal", note="锁坏"), Answer("detail", "锁芯"))
    assert DETAIL in relevant_items(LIST, broken)
    mended = broken | said(Answer("door", "normal"))
    assert DETAIL not in relevant_items(LIST, mended)
    assert [each["item"] for each in answers_to_json(LIST, mended)] == ["door"]


def test_the_answer_of_an_item_that_is_not_asked_counts_for_nothing_later():
    """A condition on a hidden item sees no answer, so chains of follow-ups close together."""
    first = Item("a", "甲")
    second = Item("b", "乙", relevant="${a} = 'abnormal'")
    third = Item("c", "丙", relevant="${b} = 'abnormal'")
    chain = Checklist("c", "链", (), (first, second, third))
    answers = said(Answer("a", "normal"), Answer("b", "abnormal"))
    assert relevant_items(chain, answers) == (first,)


def test_open_items_count_down_to_none():
    """A note never waits; everything else does until it is answered."""
    assert [item.key for item in open_items(LIST, {})] == ["door", "fridge", "gauge", "found", "view"]
    done = fill_untouched(LIST, said(Answer("fridge", 4), Answer("view", photos=("p",))))
    assert open_items(LIST, done) == ()


def test_what_stands_in_the_way_is_named_per_item():
    """Missing answers, a missing photo and an unexplained fault each give one reason; optional ones none."""
    found = problems(LIST, said(Answer("door", "abnormal"), Answer("fridge", 12), Answer("gauge", "green")))
    assert [(each.item, each.reason) for each in found] == [
        ("door", "note_missing"),
        ("fridge", "photo_missing"),
        ("found", "missing"),
        ("detail", "missing"),
    ]
    assert found[1].line() == "冷藏柜温度：这一项必须拍照。"


def test_a_photo_explains_a_fault_as_well_as_a_note_does():
    """Thumbs type badly: one photo is enough."""
    only = Checklist("c", "一项", (), (DOOR,))
    assert problems(only, said(Answer("door", "abnormal", photos=("p",)))) == ()
    assert problems(only, said(Answer("door", "abnormal", note="锁坏"))) == ()


def test_without_a_camera_only_answers_are_asked_for():
    """A broken camera keeps nobody from recording what was seen; a script neither."""
    answers = said(Answer("door", "abnormal"), Answer("fridge", 12), Answer("gauge", "green"))
    assert [(each.item, each.reason) for each in problems(LIST, answers, evidence=False)] == [
        ("found", "missing"),
        ("detail", "missing"),
    ]


@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda each: each.name)
def test_a_script_can_pass_every_shipped_checklist(checklist):
    """Without a camera nothing stands in the way."""
    assert problems(checklist, pass_everything(checklist), evidence=False) == ()


def test_a_value_of_the_wrong_sort_is_not_passed_over_even_where_optional():
    """A script that sends a text for a number hears of it."""
    optional = Checklist("c", "一项", (), (Item("t", "温度", kind="number", required=False), DOOR))
    reasons = [each.reason for each in problems(optional, said(Answer("t", "热"), Answer("door", "normal")))]
    assert reasons == ["not_an_answer"]


def test_failed_items_become_findings_with_what_was_seen():
    """The title says the reading or the choice, the level is the item's unless the person chose one."""
    answers = said(
        Answer("door", "abnormal", note="锁芯\n打不开", level="urgent", photos=("p1",)),
        Answer("fridge", 12.5),
        Answer("gauge", "red"),
        Answer("found", ("cooker",)),
    )
    assert result(LIST, answers) == "failed"
    assert [(each.title, each.level) for each in faults(LIST, answers)] == [
        ("门窗及锁：锁芯 打不开", "urgent"),
        ("冷藏柜温度：12.5℃（应为 0~8℃）", "minor"),
        ("灭火器压力：红区", "minor"),
        ("违禁物品：电锅", "urgent"),
    ]
    assert faults(LIST, answers)[0].photos == ("p1",)


def test_all_in_order_gives_no_finding():
    """A passed check has no faults."""
    answers = pass_everything(LIST)
    assert result(LIST, answers) == "passed"
    assert faults(LIST, answers) == ()


def test_filling_the_untouched_leaves_what_was_said_and_invents_no_reading():
    """全部正常 keeps the fault, the draft's note and photo, and leaves numbers open."""
    begun = said(Answer("door", "abnormal", note="锁坏"), Answer("found", None, note="看过", photos=("p",)))
    filled = fill_untouched(LIST, begun)
    assert filled["door"].value == "abnormal"
    assert filled["found"] == Answer("found", (), "看过", None, ("p",))
    assert filled["gauge"].value == "none"
    assert "fridge" not in filled
    assert "detail" not in filled


def test_filling_answers_what_becomes_relevant_by_it():
    """A follow-up to 正常 is filled in the same tap."""
    follow = Item("b", "乙", relevant="${a} = 'normal'")
    chain = Checklist("c", "链", (), (Item("a", "甲"), follow))
    assert set(fill_untouched(chain, {})) == {"a", "b"}


def test_last_times_answers_are_offered_only_where_the_school_allows_it():
    """Faults, readings, notes and photos are never carried over."""
    last = said(
        Answer("door", "abnormal", note="锁坏"),
        Answer("fridge", 4),
        Answer("found", (), photos=("p",)),
        Answer("detail", "锁芯"),
    )
    assert prefill(LIST, last, allowed=False) == said(Answer("gauge", "none"))
    assert prefill(LIST, last, allowed=True) == said(Answer("gauge", "none"), Answer("found", ()))


def test_answers_survive_json():
    """What is written as the field `answers` of a check reads back the same."""
    answers = said(
        Answer("door", "abnormal", "锁坏", "urgent", ("p1", "p2")),
        Answer("fridge", 4.5),
        Answer("found", ("wire", "cooker")),
    )
    assert answers_from_json(answers_to_json(LIST, answers)) == answers


@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda each: each.name)
def test_every_shipped_checklist_can_be_passed(checklist):
    """Filling everything leaves nothing but the photos that must be taken."""
    answers = pass_everything(checklist)
    assert {each.reason for each in problems(checklist, answers)} <= {"photo_missing"}
    assert result(checklist, answers) == "passed"
