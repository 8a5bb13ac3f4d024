"""Answers that a person need not tap one by one: 全部正常, last time's answers, defaults.

None of these invents a measurement, a text or a photo: those are only ever what somebody saw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from inspect_app.checklists.answers import Answer, Answers, is_relevant, verdict
from inspect_app.checklists.item import NORMAL, Checklist, Item
from inspect_app.checklists.rule_values import Value

_CARRIED_OVER = ("yes_no_na", "choice", "multiple")


def fill_untouched(checklist: Checklist, answers: Answers) -> dict[str, Answer]:
    """全部正常: the answers, with every item still open answered as in order where that can be said.

    An item that becomes relevant by this is filled too. Numbers, texts and photos stay open.
    """
    return _filled(checklist, answers, normal_value)


def _filled(checklist: Checklist, answers: Answers, value_for: Callable[[Item], Value]) -> dict[str, Answer]:
    filled = dict(answers)
    values: dict[str, Value] = {}
    for item in checklist.items:
        if not is_relevant(item, values):
            continue
        before = filled.get(item.key)
        value = value_for(item)
        if value is not None and verdict(item, before, filled) == "open":
            filled[item.key] = replace(before or Answer(item.key), value=value)
        if item.key in filled:
            values[item.key] = filled[item.key].value
    return filled


def normal_value(item: Item) -> Value:
    """The answer that says 'in order', or None where only looking can tell."""
    if item.kind == "yes_no_na":
        return NORMAL.value
    if item.kind == "multiple":
        return () if item.fail_choices else None
    if item.kind != "choice" or not item.fail_choices:
        return None
    fine = [choice.value for choice in item.options if choice.value not in item.fail_choices]
    if item.default in fine:
        return item.default
    return fine[0] if fine else None


def prefill(checklist: Checklist, last_answers: Answers, *, allowed: bool) -> dict[str, Answer]:
    """What a new check starts with: the items' defaults, and where the school allows it last time's
    passed choices. A fault, a reading, a photo or a note is never carried over.
    """
    started = {
        item.key: Answer(item.key, item.default)
        for item in checklist.items
        if item.asked and item.default is not None
    }
    if not allowed:
        return started
    carried = {
        item.key: Answer(item.key, last_answers[item.key].value)
        for item in checklist.items
        if item.kind in _CARRIED_OVER and item.key in last_answers and _passed(item, last_answers)
    }
    return started | carried


def _passed(item: Item, answers: Answers) -> bool:
    return verdict(item, answers[item.key], answers) == "passed"


def pass_everything(checklist: Checklist) -> dict[str, Answer]:
    """Every item passed, numbers in the middle of their limits, free choices the first one.

    For scripts and tests that record a whole check in one call; never for a screen.
    """
    return _filled(checklist, {}, _passing_value)


def _passing_value(item: Item) -> Value:
    if item.kind == "choice" and not item.fail_choices:
        return item.default or item.options[0].value
    if item.kind != "number":
        return normal_value(item)
    ends = [end for end in (item.low, item.high) if end is not None]
    middle = sum(ends) / len(ends) if ends else 0
    return int(middle) if item.whole or float(middle).is_integer() else middle
