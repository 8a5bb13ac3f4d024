"""The rule language: what it means, and that everything else is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.checklists.rule_values import holds
from inspect_app.checklists.rules import RuleRefused, keys_in, parse_rule


def true(rule: str, own=None, **values) -> bool:
    return holds(parse_rule(rule), values, own)


@pytest.mark.parametrize(
    ("rule", "values", "own", "expected"),
    [
        ("${door} = 'abnormal'", {"door": "abnormal"}, None, True),
        ('${door} = "abnormal"', {"door": "normal"}, None, False),
        ("${door} != 'na'", {}, None, True),
        ("${door} = ''", {}, None, True),
        ("selected(${faults}, 'b')", {"faults": ("a", "b")}, None, True),
        ("selected(${faults}, 'b')", {"faults": ("ab",)}, None, False),
        ("selected(${faults}, 'b')", {}, None, False),
        ("count-selected(${faults}) >= 2", {"faults": ("a", "b")}, None, True),
        (". >= 0 and . <= 40", {}, 40, True),
        (". >= 0 and . <= 40", {}, 40.5, False),
        (". >= -18", {}, -18, True),
        (". < 1", {}, None, False),
        (". > 1 or . <= 1", {}, "abc", False),
        ("not(${a} = 1)", {"a": 1.0}, None, True is False),
        ("${a} = 1 or ${b} = 1 and ${c} = 1", {"a": 1, "b": 0, "c": 0}, None, True),
        ("(${a} = 1 or ${b} = 1) and ${c} = 1", {"a": 1, "b": 0, "c": 0}, None, False),
        ("string-length(.) <= 3", {}, "灭火器", True),
        ("true()", {}, None, True),
        ("${a} = false()", {}, None, True),
        ("${ door } = 'x'", {"door": "x"}, None, True),
        ("${门} = '坏'", {"门": "坏"}, None, True),
    ],
)
def test_a_rule_means_what_xlsform_says(rule, values, own, expected):
    """Comparison, and/or precedence, missing answers and several choices follow XPath."""
    assert true(rule, own, **values) is expected


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("regex(., '^[0-9]+$')", "regex"),
        ("${a} + 1 > 2", "+"),
        ("pulldata('x', 'y')", "pulldata"),
        ("../other = 1", ".."),
        ("${a} = ", "没有写完"),
        ("(${a} = 1", "末尾少了"),
        ("${a} = 1 ${b}", "多了"),
        ("selected(${a})", "2 个参数"),
        ("__import__('os')", "_"),
        ("= 1", "="),
        ("", "没有写完"),
        ("(" * 5000, "太深"),
    ],
)
def test_anything_outside_the_subset_is_refused_by_name(rule, named):
    """The refusal says which word or place it is about."""
    with pytest.raises(RuleRefused) as refused:
        parse_rule(rule)
    assert named in str(refused.value)


@given(st.text(alphabet="${}ab.'\"()<>=!,and or not selected01-", max_size=40))
def test_reading_a_rule_gives_an_answer_or_a_refusal_and_nothing_else(rule):
    """No text makes the reader or the evaluation fail in another way."""
    try:
        expression = parse_rule(rule)
    except RuleRefused:
        return
    assert holds(expression, {"a": "x", "b": ("a", "b")}, 3) in (True, False)


def test_a_rule_names_the_items_it_looks_at():
    """Keys come in order of mention; the item itself is not among them."""
    assert keys_in(parse_rule("${a} = 1 and not(selected(${b}, 'x')) and . > 2")) == ("a", "b")
