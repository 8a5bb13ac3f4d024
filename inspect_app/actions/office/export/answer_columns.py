"""The answers of checks as columns of their own: one for every wording of an item.

Items of two checklists that ask the same share a column, because a check has one checklist.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.checklists.answers import Answer, answers_from_json
from inspect_app.checklists.item import Checklist, Item
from inspect_app.texts import Words


@dataclass(frozen=True, slots=True)
class AnswerColumns:
    """`titles` in the checklists' order; `places` says, by checklist and item, which column is whose."""

    titles: tuple[str, ...]
    places: Mapping[tuple[str, str], int]
    items: Mapping[tuple[str, str], Item]

    def cells(self, checklist_id: str, answers_json: str, t: Words) -> list[str | float | int | None]:
        """One cell a column, and a last one for answers to items that the checklist no longer has."""
        cells: list[str | float | int | None] = [None] * len(self.titles)
        gone = []
        for answer in _answers(answers_json):
            known = (checklist_id, answer.item)
            if known in self.places:
                cells[self.places[known]] = said_answer(self.items[known], answer, t)
            else:
                gone.append(f"{answer.item} {said_answer(Item(answer.item, answer.item), answer, t)}")
        return [*cells, "；".join(gone) or None]


def answer_columns(checklists: Sequence[Checklist]) -> AnswerColumns:
    """The columns for checks that were made with these checklists."""
    titles: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    items: dict[tuple[str, str], Item] = {}
    for checklist in checklists:
        for item, title in _titled(item for item in checklist.items if item.asked):
            places[checklist.id, item.key] = titles.setdefault(title, len(titles))
            items[checklist.id, item.key] = item
    return AnswerColumns(tuple(titles), places, items)


def _titled(items: Iterable[Item]) -> Iterable[tuple[Item, str]]:
    """Each item with a title that no other of its checklist has."""
    seen: set[str] = set()
    for item in items:
        unit = f"({item.unit})" if item.unit else ""
        title = f"{item.label}{unit}"
        if title in seen:
            title = f"{item.section} {title}" if item.section else f"{title} {item.key}"
        seen.add(title)
        yield item, title


def _answers(answers_json: str) -> Iterable[Answer]:
    """What cannot be read as answers is none: an export never fails on one record."""
    try:
        data = json.loads(answers_json)
        return answers_from_json(data).values()
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def said_answer(item: Item, answer: Answer, t: Words) -> Any:
    """'异常：灯泡不亮'; a number stays a number unless something was written beside it."""
    value = answer.value
    if isinstance(value, int | float) and not answer.note and not answer.photos:
        return value
    labels = {choice.value: choice.label for choice in item.options}
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    words = "、".join(t(labels.get(str(each), _number(each))) for each in values)
    parts = [words] if words else []
    if answer.note:
        parts.append(answer.note)
    if answer.photos:
        parts.append(t.count("{n} photo", "{n} photos", len(answer.photos)))
    return "：".join(parts) or None


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
