"""A checklist as JSON: the shape of the shipped files and of the row that devices keep.

    {"name": "教室", "uses": ["普通教室"], "version": 1, "note": "",
     "items": [{"key": "door", "label": "门窗及锁", "kind": "yes_no_na", "level": "major"}]}

What an item leaves out has the default of item.py, so the files stay short.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

from inspect_app.checklists.item import REQUIRED_UNLESS_SAID, Checklist, Choice, Item
from inspect_app.checklists.problems import ChecklistProblem, ChecklistRefused
from inspect_app.checklists.validity import checklist_problems

_DEFAULTS = {field.name: field.default for field in fields(Item) if field.default is not MISSING}
_TEXTS = ("key", "label", "kind", "hint", "section", "unit", "photo", "guide", "level", "relevant", "source")
_NUMBERS = ("low", "high")
_TRUTHS = ("whole", "required")
_CHECKLIST_FIELDS = ("id", "name", "uses", "items", "version", "note", "state", "captioned")


def to_json(checklist: Checklist) -> dict[str, Any]:
    """The checklist as plain data, without its id: exactly the fields of a row of kind 'checklist'."""
    return {
        "name": checklist.name,
        "uses": list(checklist.uses),
        "items": [item_to_json(item) for item in checklist.items],
        "version": checklist.version,
        "note": checklist.note,
        "captioned": checklist.captioned,
    }


def item_to_json(item: Item) -> dict[str, Any]:
    """One item, without what has its default value."""
    made: dict[str, Any] = {}
    for field in fields(Item):
        value = getattr(item, field.name)
        if field.name == "required":
            if value != (item.kind in REQUIRED_UNLESS_SAID):
                made["required"] = value
        elif value != _DEFAULTS.get(field.name, MISSING):
            made[field.name] = _plain(value)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Choice):
        return {"value": value.value, "label": value.label}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def from_json(data: Mapping[str, Any], checklist_id: str = "", *, strict: bool = True) -> Checklist:
    """Read a checklist. `strict` also refuses fields that are not known, as a person's typing errors are;
    rows from a newer version of the app are read with strict=False.

    Raises ChecklistRefused with every problem found; nothing half read comes back.
    """
    problems = list(_shape_problems(data, strict=strict))
    if problems:
        raise ChecklistRefused(problems)
    checklist = Checklist(
        id=checklist_id or str(data.get("id") or ""),
        name=data["name"],
        uses=tuple(data.get("uses") or ()),
        items=tuple(_item(each) for each in data["items"]),
        version=data.get("version") or 1,
        note=data.get("note") or "",
        captioned=data.get("captioned") is not False,
    )
    return valid(checklist)


def valid(checklist: Checklist) -> Checklist:
    """`checklist` itself. Raises ChecklistRefused when it does not hang together."""
    problems = checklist_problems(checklist)
    if problems:
        raise ChecklistRefused(problems)
    return checklist


def _item(data: Mapping[str, Any]) -> Item:
    known = {
        name: data[name] for name in (*_TEXTS, *_NUMBERS, *_TRUTHS, "default") if data.get(name) is not None
    }
    known.setdefault("kind", "yes_no_na")
    known.setdefault("required", known["kind"] in REQUIRED_UNLESS_SAID)
    fail_when = data.get("fail_when") or ()
    return Item(
        **{name: _frozen(value) for name, value in known.items()},
        choices=tuple(Choice(each["value"], each["label"]) for each in data.get("choices") or ()),
        fail_when=fail_when if isinstance(fail_when, str) else tuple(fail_when),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _shape_problems(data: Any, *, strict: bool) -> Iterator[ChecklistProblem]:
    if not isinstance(data, Mapping):
        yield ChecklistProblem("wrong_type", "", "检查表")
        return
    if not isinstance(data.get("name"), str):
        yield ChecklistProblem("no_name")
    for name, fine in (
        ("uses", _texts(data.get("uses") or [])),
        ("version", _is_number(data.get("version") or 1)),
        ("note", isinstance(data.get("note") or "", str)),
        ("items", isinstance(data.get("items"), list)),
        ("captioned", isinstance(data.get("captioned"), bool | None)),
    ):
        if not fine:
            yield ChecklistProblem("wrong_type", "", name)
    if strict:
        yield from (
            ChecklistProblem("unknown_field", "", name) for name in data if name not in _CHECKLIST_FIELDS
        )
    items = data.get("items")
    for number, item in enumerate(items if isinstance(items, list) else (), 1):
        yield from _item_shape_problems(item, f"第 {number} 项", strict=strict)


def _item_shape_problems(item: Any, place: str, *, strict: bool) -> Iterator[ChecklistProblem]:
    if not isinstance(item, Mapping):
        yield ChecklistProblem("wrong_type", place, "检查项")
        return
    place = item["key"] if isinstance(item.get("key"), str) and item["key"] else place
    for name in ("key", "label"):
        if not isinstance(item.get(name), str):
            yield ChecklistProblem("wrong_type", place, name)
    for name, value in item.items():
        if name not in _DEFAULTS and name not in ("key", "label"):
            if strict:
                yield ChecklistProblem("unknown_field", place, str(name))
        elif value is not None and not _fits(name, value):
            yield ChecklistProblem("wrong_type", place, name)


def _fits(name: str, value: Any) -> bool:
    """Whether `value` has the type of the item's field `name`."""
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _NUMBERS:
        return _is_number(value)
    if name in _TRUTHS:
        return isinstance(value, bool)
    if name == "choices":
        return isinstance(value, list) and all(_is_choice(each) for each in value)
    if name == "fail_when":
        return isinstance(value, str) or _texts(value)
    return isinstance(value, str) or _is_number(value) or _texts(value)


def _is_choice(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(name), str) for name in ("value", "label"))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
