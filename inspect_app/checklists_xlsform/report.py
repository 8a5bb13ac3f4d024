"""What the import of a form understood and would change, as plain data for the screen."""

from __future__ import annotations

from typing import Any

from inspect_app.checklists.item import Checklist, Item
from inspect_app.checklists.problems import ChecklistProblem
from inspect_app.checklists_xlsform.reading import Looked


def form_report(looked: Looked, held: Checklist | None, version: int) -> dict[str, Any]:
    """`held` is the checklist of that name as the school has it, `version` the one that it would become."""
    checklist = looked.checklist
    before = {item.key: item for item in held.items} if held else {}
    now = {item.key for item in checklist.items}
    return {
        "name": checklist.name,
        "uses": list(checklist.uses),
        "version": version,
        "is_new": held is None,
        "items": [
            _item(item, looked.rows.get(item.key, 0), before.get(item.key)) for item in checklist.items
        ],
        "gone": [item.label for item in before.values() if item.key not in now],
        "refused": [_refused(problem, looked) for problem in looked.problems],
    }


def _item(item: Item, row: int, before: Item | None) -> dict[str, Any]:
    change = "new" if before is None else "same" if before == item else "changed"
    return {
        "row": row,
        "key": item.key,
        "section": item.section,
        "label": item.label,
        "kind": item.kind,
        "answers": _answers(item),
        "photo": item.photo,
        "level": item.level,
        "condition": item.relevant,
        "change": change,
    }


def _answers(item: Item) -> str:
    """What may be answered: the choices, or the limits with their unit."""
    if item.choices:
        return "、".join(choice.label for choice in item.choices)
    low, high = ("" if limit is None else f"{limit:g}" for limit in (item.low, item.high))
    return f"{low}–{high} {item.unit}".strip() if low or high else item.unit


def _refused(problem: ChecklistProblem, looked: Looked) -> dict[str, Any]:
    """The row of the survey sheet, 0 for the form as a whole; the question as it reads; why not."""
    item = looked.checklist.item(problem.item)
    said = ChecklistProblem(problem.reason, "", problem.detail).line()
    return {
        "row": looked.rows.get(problem.item, 0),
        "item": item.label if item else problem.item,
        "reason": said,
    }
