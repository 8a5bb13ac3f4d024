"""Pick-up cards: what they need, and how they keep who may come."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from inspect_app.gate.pickup import Allowed, Card, allowed_values, flaw_of, read_allowed

MOTHER = Allowed("李梅", "妈妈", "13800001234", "a" * 64)
CARD = Card("小明", "大一班", "陈老师", "13900001111", (MOTHER, Allowed()), consent=True)


def test_a_whole_card_with_one_empty_line_is_kept_without_that_line() -> None:
    assert flaw_of(CARD) is None
    assert CARD.named == (MOTHER,)


@pytest.mark.parametrize(
    ("wrong", "flaw"),
    [
        ({"child": " "}, "child"),
        ({"class_name": ""}, "class"),
        ({"allowed": (Allowed(),)}, "allowed"),
        ({"allowed": (MOTHER, Allowed(phone="13800000000"))}, "allowed_name"),
        ({"consent": False}, "consent"),
    ],
)
def test_what_a_card_lacks_is_named(wrong: dict[str, object], flaw: str) -> None:
    """A guardian's yes too: it is about a child."""
    assert flaw_of(replace(CARD, **wrong)) == flaw  # type: ignore[arg-type]


def test_who_may_come_is_read_as_it_was_kept_and_what_a_newer_version_adds_is_left_out() -> None:
    kept = allowed_values([MOTHER, Allowed("李强")])
    assert kept[1] == {"name": "李强"}
    newer = json.dumps([{**kept[0], "blood_group": "A"}, kept[1], "?"])
    assert read_allowed(newer) == (MOTHER, Allowed("李强"))
    assert read_allowed(None) == ()
