"""Checklists as JSON: nothing is lost on the way, and a broken one is refused whole with clear lines."""

from __future__ import annotations

import json

import pytest

from inspect_app.checklists.json_form import from_json, to_json
from inspect_app.checklists.problems import SENTENCES, ChecklistRefused
from inspect_app.checklists.shipped import shipped_checklists
from storage.kinds import KINDS, field_problem

DOOR = {"key": "door", "label": "门窗"}


def refused(*items, **fields) -> list[tuple[str, str]]:
    with pytest.raises(ChecklistRefused) as caught:
        from_json({"name": "表", "items": list(items)} | fields)
    assert all(problem.reason in SENTENCES for problem in caught.value.problems)
    assert all("\n" not in problem.line() for problem in caught.value.problems)
    return [(problem.item, problem.reason) for problem in caught.value.problems]


@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda each: each.name)
def test_a_checklist_survives_json(checklist):
    """Written, sent as text and read back it is the same checklist."""
    assert from_json(json.loads(json.dumps(to_json(checklist))), checklist.id) == checklist


def test_the_json_is_a_row_of_kind_checklist():
    """Every field is known to the store, with the right type."""
    row = to_json(shipped_checklists()[0])
    assert [field_problem(KINDS["checklist"], name, value) for name, value in row.items()] == [None] * len(
        row
    )


def test_what_an_item_leaves_out_has_its_default():
    """A short item is a required yes-no question; texts and photos are optional unless said."""
    made = from_json({"name": "表", "items": [DOOR, {"key": "t", "label": "补充", "kind": "text"}]})
    assert made.items[0].kind == "yes_no_na"
    assert [item.required for item in made.items] == [True, False]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"key": "1a", "label": "x"}, "bad_key"),
        ({"key": "a", "label": " "}, "no_label"),
        ({"key": "a", "label": "x", "kind": "geopoint"}, "unknown_kind"),
        ({"key": "a", "label": "x", "kind": "choice"}, "no_choices"),
        ({"key": "a", "label": "x", "level": "red"}, "unknown_level"),
        ({"key": "a", "label": "x", "photo": "must"}, "unknown_photo"),
        ({"key": "a", "label": "x", "kind": "number", "low": 9, "high": 1}, "limits_swapped"),
        ({"key": "a", "label": "x", "low": 1}, "limits_misplaced"),
        ({"key": "a", "label": "x", "default": "maybe"}, "bad_default"),
        ({"key": "a", "label": "x", "relevant": "${door} = "}, "rule_broken"),
        ({"key": "a", "label": "x", "relevant": "${later} = 'x'"}, "rule_unknown_item"),
        ({"key": "a", "label": "x", "relevant": ". = 'x'"}, "rule_broken"),
        ({"key": "a", "label": "x", "requird": True}, "unknown_field"),
        ({"key": "a", "label": "x", "low": "0"}, "wrong_type"),
        ({"key": "a", "label": "x", "required": "yes"}, "wrong_type"),
        ({"key": "a"}, "wrong_type"),
        ({"key": "a", "label": "x", "kind": "choice", "choices": ["b"]}, "wrong_type"),
    ],
)
def test_a_broken_item_is_named_with_its_reason(item, reason):
    """One problem, one line, and the line names the item."""
    assert refused(DOOR, item) == [(item["key"], reason)]


def test_choices_are_looked_at_closely():
    """Repeated, blank and unknown failing choices are told."""
    choices = [{"value": "a b", "label": "x"}, {"value": "c", "label": "y"}]
    item = {"key": "k", "label": "x", "kind": "choice", "choices": choices, "fail_when": ["d"]}
    assert refused(item) == [("k", "bad_choice"), ("k", "unknown_fail_choice")]


def test_all_problems_come_at_once():
    """Nobody repairs a table ten times."""
    assert refused(DOOR, DOOR, {"key": "b", "label": "", "level": "x"}) == [
        ("door", "key_twice"),
        ("b", "no_label"),
        ("b", "unknown_level"),
    ]


def test_an_empty_checklist_is_refused():
    """Notes alone are nothing to inspect."""
    assert refused({"key": "n", "label": "注意", "kind": "note"}) == [("", "no_items")]
    assert refused(name=" ") == [("", "no_name"), ("", "no_items")]


@pytest.mark.parametrize(
    "data", [None, [], "x", {"name": "表"}, {"name": 3, "items": "x"}, {"name": "表", "items": [1]}]
)
def test_nonsense_is_refused_without_a_crash(data):
    """Whatever JSON arrives, the answer is a checklist or ChecklistRefused."""
    with pytest.raises(ChecklistRefused):
        from_json(data)


def test_a_row_from_a_newer_version_is_still_read():
    """Fields that this version does not know are passed over on a device."""
    made = from_json({"name": "表", "items": [DOOR | {"weight": 3}], "owner": "x"}, "id", strict=False)
    assert made.items[0].key == "door"


def test_the_line_says_what_is_wrong_and_where():
    """The sentence a person reads holds the item and the broken rule."""
    with pytest.raises(ChecklistRefused) as caught:
        from_json(
            {"name": "表", "items": [DOOR, {"key": "lock", "label": "锁", "relevant": "regex(${door}, 'x')"}]}
        )
    assert str(caught.value) == "lock：条件写法有误：不支持“regex”（“regex(${door}, 'x')”）。"


def test_photos_are_captioned_unless_the_list_says_no() -> None:
    """Rows and files from before say nothing of it; a word is no answer."""
    assert from_json({"name": "表", "items": [DOOR]}).captioned
    assert from_json({"name": "表", "items": [DOOR], "captioned": None}).captioned
    plain = from_json({"name": "表", "items": [DOOR], "captioned": False})
    assert not plain.captioned
    assert to_json(plain)["captioned"] is False
    assert all(checklist.captioned for checklist in shipped_checklists())
    with pytest.raises(ChecklistRefused, match="captioned"):
        from_json({"name": "表", "items": [DOOR], "captioned": "no"})
