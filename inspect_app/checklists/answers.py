"""Answers to a checklist and what follows from them. Nothing here keeps state or touches a screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from inspect_app.checklists.item import Checklist, Item, Level
from inspect_app.checklists.rule_values import Value, holds
from inspect_app.checklists.validity import parsed, value_fits

Verdict = Literal["passed", "failed", "open"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said about one item. `level` overrides the item's; `photos` are photo ids."""

    item: str
    value: Value = None
    note: str = ""
    level: Level | None = None
    photos: tuple[str, ...] = ()


Answers = Mapping[str, Answer]


def answers_to_json(checklist: Checklist, answers: Answers) -> list[dict[str, Any]]:
    """The field `answers` of a check: one object per answered, relevant item, in the checklist's order."""
    return [
        _answer_to_json(answers[item.key])
        for item in relevant_items(checklist, answers)
        if item.key in answers
    ]


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    made: dict[str, Any] = {"item": answer.item}
    if answer.value is not None:
        made["value"] = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    if answer.note:
        made["note"] = answer.note
    if answer.level:
        made["level"] = answer.level
    if answer.photos:
        made["photos"] = list(answer.photos)
    return made


def answers_from_json(data: Iterable[Mapping[str, Any]]) -> dict[str, Answer]:
    """Read what answers_to_json wrote, by item key. Fields that are missing or not known are left out."""
    return {each["item"]: _answer_from_json(each) for each in data}


def _answer_from_json(data: Mapping[str, Any]) -> Answer:
    value = data.get("value")
    return Answer(
        item=data["item"],
        value=tuple(value) if isinstance(value, list) else value,
        note=data.get("note") or "",
        level=data.get("level"),
        photos=tuple(data.get("photos") or ()),
    )


def relevant_items(checklist: Checklist, answers: Answers) -> tuple[Item, ...]:
    """The items to show, notes included. An item that is not asked counts as unanswered for later rules."""
    values: dict[str, Value] = {}
    shown = []
    for item in checklist.items:
        if not is_relevant(item, values):
            continue
        shown.append(item)
        if item.key in answers:
            values[item.key] = answers[item.key].value
    return tuple(shown)


def is_relevant(item: Item, values: Mapping[str, Value]) -> bool:
    """Whether the item is asked, given the answers' values of the relevant items before it."""
    return not item.relevant or holds(parsed(item.relevant), values)


def verdict(item: Item, answer: Answer | None, answers: Answers | None = None) -> Verdict:
    """What one answer says: a number outside its limits and a choice in `fail_when` are faults.

    `answers` are the others, for a rule that looks at them. 不适用 is no fault.
    """
    if not item.asked:
        return "passed"
    if answer is None or not is_answered(item, answer):
        return "open"
    return "failed" if _fails(item, answer.value, answers or {}) else "passed"


def is_answered(item: Item, answer: Answer) -> bool:
    """Whether there is a usable answer; photo items are answered by a photo."""
    if item.kind == "photo":
        return bool(answer.photos)
    if item.kind == "text":
        return isinstance(answer.value, str) and bool(answer.value.strip())
    return answer.value is not None and value_fits(item, answer.value)


def _fails(item: Item, value: Value, answers: Answers) -> bool:
    chosen = value if isinstance(value, tuple) else (value,)
    if any(choice in item.fail_choices for choice in chosen):
        return True
    if isinstance(value, (int, float)) and _outside(item, value):
        return True
    if not item.fail_rule:
        return False
    values = {key: each.value for key, each in answers.items()} | {item.key: value}
    return holds(parsed(item.fail_rule), values, value)


def _outside(item: Item, number: float) -> bool:
    return (item.low is not None and number < item.low) or (item.high is not None and number > item.high)


def open_items(checklist: Checklist, answers: Answers) -> tuple[Item, ...]:
    """The relevant items that still wait for an answer, optional ones included, in order."""
    return tuple(
        item
        for item in relevant_items(checklist, answers)
        if verdict(item, answers.get(item.key), answers) == "open"
    )
