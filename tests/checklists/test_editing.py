"""A checklist changed step by step stays a checklist, and says what is not right yet."""

from __future__ import annotations

import pytest

from inspect_app.checklists import editing
from inspect_app.checklists.item import KINDS, Checklist, Choice, Item
from inspect_app.checklists.json_form import from_json, to_json
from inspect_app.checklists.validity import checklist_problems

TWO = Checklist(
    "c", "教室", ("普通教室",), (Item("door", "门", section="安全"), Item("light", "灯")), version=3
)


def test_a_new_item_gets_a_key_that_is_free() -> None:
    """Behind the chosen item, in its group, under a key that no other has."""
    longer, item = editing.added(TWO, after="door")
    assert [each.key for each in longer.items] == ["door", item.key, "light"]
    assert item.section == "安全"
    again, other = editing.added(longer)
    assert other.key != item.key
    assert len({each.key for each in again.items}) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_every_change_of_kind_gives_an_item_that_can_be_finished(kind: str) -> None:
    """What the old kind alone knew is dropped: only words are left to write."""
    number = Item("t", "温度", "number", low=0, high=8, unit="℃", default=4)
    made = editing.with_kind(number, kind)  # type: ignore[arg-type]
    for choice in made.choices:
        made = editing.with_choice(made, choice.value, f"选项 {choice.value}")
    problems = checklist_problems(Checklist("c", "冰箱", (), (Item("first", "门"), made)))
    assert problems == ()


def test_moving_stops_at_the_ends() -> None:
    """Up from the top and down from the bottom change nothing."""
    assert editing.moved_item(TWO, "door", -1) == TWO
    assert [item.key for item in editing.moved_item(TWO, "door", 1).items] == ["light", "door"]
    assert editing.moved_item(TWO, "light", 1) == TWO


def test_a_dropped_choice_is_no_fault_and_no_default_any_more() -> None:
    """Nothing points at a choice that is gone."""
    item = Item(
        "gas",
        "灭火器",
        "choice",
        choices=(Choice("g", "绿"), Choice("r", "红")),
        fail_when=("r",),
        default="r",
    )
    made = editing.without_choice(item, "r")
    assert (made.choices, made.fail_when, made.default) == ((Choice("g", "绿"),), (), None)


def test_a_choice_is_a_fault_or_not_by_one_tick() -> None:
    """Ticked twice it stands once."""
    item = Item("gas", "灭火器", "choice", choices=(Choice("g", "绿"), Choice("r", "红")))
    ticked = editing.with_failing(editing.with_failing(item, "r", fails=True), "r", fails=True)
    assert ticked.fail_choices == ("r",)
    assert editing.with_failing(ticked, "r", fails=False).fail_choices == ()


def test_limits_are_read_as_offices_type_them() -> None:
    """A comma is a point, nothing is no limit, words are no number."""
    assert editing.number_or_none(" 8,5 ") == 8.5
    assert editing.number_or_none("") is None
    with pytest.raises(ValueError, match="float"):
        editing.number_or_none("八")


def test_an_edited_list_survives_its_row() -> None:
    """What was edited is what comes back from the row of kind 'checklist'."""
    longer, item = editing.added(TWO)
    made = editing.with_item(longer, item.key, label="窗", level="urgent", photo="on_fail")
    assert from_json(to_json(made), "c") == made
