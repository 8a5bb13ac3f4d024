"""Whether a checklist hangs together: every problem of every item at once, none left for the round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from inspect_app.checklists.item import CHOICE_KINDS, KINDS, LEVELS, PHOTO_RULES, YES_NO_NA, Checklist, Item
from inspect_app.checklists.problems import ChecklistProblem
from inspect_app.checklists.rules import Expression, RuleRefused, keys_in, looks_at_itself, parse_rule

_KEY = re.compile(r"[^\W\d][\w.-]*")


@lru_cache(maxsize=2000)
def parsed(rule: str) -> Expression:
    """`rule` as an expression, read once per process. Raises RuleRefused."""
    return parse_rule(rule)


def checklist_problems(checklist: Checklist) -> tuple[ChecklistProblem, ...]:
    """Everything that is wrong with `checklist`; empty when it can be used."""
    return tuple(_problems(checklist))


def _problems(checklist: Checklist) -> Iterator[ChecklistProblem]:
    if not checklist.name.strip():
        yield ChecklistProblem("no_name")
    if not any(item.asked for item in checklist.items):
        yield ChecklistProblem("no_items")
    earlier: set[str] = set()
    for item in checklist.items:
        if item.key in earlier:
            yield ChecklistProblem("key_twice", item.key)
        yield from _item_problems(item)
        yield from _rule_problems(item, frozenset(earlier))
        earlier.add(item.key)


def _item_problems(item: Item) -> Iterator[ChecklistProblem]:
    if not _KEY.fullmatch(item.key):
        yield ChecklistProblem("bad_key", item.key, item.key)
    if not item.label.strip():
        yield ChecklistProblem("no_label", item.key)
    if item.kind not in KINDS:
        yield ChecklistProblem("unknown_kind", item.key, item.kind)
        return
    if item.level not in LEVELS:
        yield ChecklistProblem("unknown_level", item.key, item.level)
    if item.photo not in PHOTO_RULES:
        yield ChecklistProblem("unknown_photo", item.key, item.photo)
    yield from _choice_problems(item)
    yield from _limit_problems(item)
    if not default_fits(item):
        yield ChecklistProblem("bad_default", item.key, str(item.default))


def _choice_problems(item: Item) -> Iterator[ChecklistProblem]:
    values = [choice.value for choice in item.options]
    if item.kind in CHOICE_KINDS and not values:
        yield ChecklistProblem("no_choices", item.key)
    for value in values:
        if not value or value.split() != [value]:
            yield ChecklistProblem("bad_choice", item.key, value)
        if values.count(value) > 1:
            yield ChecklistProblem("choice_twice", item.key, value)
            break
    if item.kind == "yes_no_na":
        known = [choice.value for choice in YES_NO_NA]
        missing = [value for value in known[:2] if value not in values]
        for value in [value for value in values if value not in known] + missing:
            yield ChecklistProblem("bad_choice", item.key, value)
    for value in item.fail_choices:
        if value not in values:
            yield ChecklistProblem("unknown_fail_choice", item.key, value)


def _limit_problems(item: Item) -> Iterator[ChecklistProblem]:
    if item.kind != "number" and (item.low is not None or item.high is not None):
        yield ChecklistProblem("limits_misplaced", item.key)
    if item.low is not None and item.high is not None and item.low > item.high:
        yield ChecklistProblem("limits_swapped", item.key, f"{item.low:g} > {item.high:g}")


def _rule_problems(item: Item, earlier: frozenset[str]) -> Iterator[ChecklistProblem]:
    for rule, own_allowed in ((item.relevant, False), (item.fail_rule, True)):
        if not rule:
            continue
        try:
            expression = parsed(rule)
        except RuleRefused as refused:
            yield ChecklistProblem("rule_broken", item.key, f"{refused}（“{rule}”）")
            continue
        allowed = earlier | ({item.key} if own_allowed else set())
        for key in keys_in(expression):
            if key not in allowed:
                yield ChecklistProblem("rule_unknown_item", item.key, key)
        if looks_at_itself(expression) and not own_allowed:
            yield ChecklistProblem("rule_broken", item.key, f"“.”不能用在这里（“{rule}”）")


def default_fits(item: Item) -> bool:
    """Whether `item.default` is an answer that the item could be given."""
    return item.default is None or value_fits(item, item.default)


def value_fits(item: Item, value: object) -> bool:
    """Whether `value` is an answer of the right sort for `item`; limits are not looked at."""
    options = {choice.value for choice in item.options}
    if item.kind in ("yes_no_na", "choice"):
        return isinstance(value, str) and value in options
    if item.kind == "multiple":
        return isinstance(value, (tuple, list)) and all(part in options for part in value)
    if item.kind == "number":
        fine = isinstance(value, (int, float)) and not isinstance(value, bool) and value == value
        return fine and not (item.whole and value != int(value))  # type: ignore[call-overload]
    return item.kind == "text" and isinstance(value, str)
