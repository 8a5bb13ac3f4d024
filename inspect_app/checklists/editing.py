"""Change a checklist step by step, as the office does: every step gives a new checklist, valid or not yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from inspect_app.checklists.item import REQUIRED_UNLESS_SAID, Checklist, Choice, Item, Kind


def new_checklist() -> Checklist:
    """An empty list with one item to begin with; it has no id until it is saved."""
    return Checklist("", "", (), (new_item(()),), version=0)


def new_item(taken: Iterable[Item], kind: Kind = "yes_no_na") -> Item:
    """An item with a key that none of `taken` has."""
    return with_kind(Item(key=free_name("item", [item.key for item in taken]), label=""), kind)


def free_name(stem: str, taken: Iterable[str]) -> str:
    """`stem` with the lowest number that makes it new."""
    held = set(taken)
    return next(name for number in range(1, len(held) + 2) if (name := f"{stem}{number}") not in held)


def with_item(checklist: Checklist, key: str, **changes: Any) -> Checklist:
    """The item called `key` with other values."""
    items = tuple(replace(item, **changes) if item.key == key else item for item in checklist.items)
    return replace(checklist, items=items)


def with_kind(item: Item, kind: Kind) -> Item:
    """The item as another kind: what only the old kind knows is dropped, choices get two to begin with."""
    is_choice = kind in ("choice", "multiple")
    choices = item.choices if is_choice and item.kind in ("choice", "multiple") else ()
    if is_choice and not choices:
        choices = (Choice("choice1", ""), Choice("choice2", ""))
    is_same = kind == item.kind
    return replace(
        item,
        kind=kind,
        choices=choices,
        fail_when=item.fail_when if is_same or (is_choice and item.choices == choices) else (),
        low=item.low if kind == "number" else None,
        high=item.high if kind == "number" else None,
        unit=item.unit if kind == "number" else "",
        whole=item.whole if kind == "number" else False,
        required=item.required if is_same else kind in REQUIRED_UNLESS_SAID,
        default=item.default if is_same else None,
    )


def added(checklist: Checklist, after: str | None = None) -> tuple[Checklist, Item]:
    """A new item behind the one called `after`, else at the end, in the section of the one before it."""
    items = list(checklist.items)
    at = next((number + 1 for number, item in enumerate(items) if item.key == after), len(items))
    section = items[at - 1].section if items and at else ""
    item = replace(new_item(items), section=section)
    items.insert(at, item)
    return replace(checklist, items=tuple(items)), item


def without_item(checklist: Checklist, key: str) -> Checklist:
    return replace(checklist, items=tuple(item for item in checklist.items if item.key != key))


def moved_item(checklist: Checklist, key: str, by: int) -> Checklist:
    """The item `by` places further down, as far as the list goes."""
    items = list(checklist.items)
    at = next(number for number, item in enumerate(items) if item.key == key)
    to = min(len(items) - 1, max(0, at + by))
    items.insert(to, items.pop(at))
    return replace(checklist, items=tuple(items))


def with_choice(item: Item, value: str, label: str) -> Item:
    """The choice `value` reads `label`."""
    choices = tuple(replace(each, label=label) if each.value == value else each for each in item.choices)
    return replace(item, choices=choices)


def with_new_choice(item: Item) -> Item:
    value = free_name("choice", [each.value for each in item.choices])
    return replace(item, choices=(*item.choices, Choice(value, "")))


def without_choice(item: Item, value: str) -> Item:
    """Without the choice, nor as a fault, nor as the default."""
    failing = tuple(each for each in item.fail_choices if each != value)
    return replace(
        item,
        choices=tuple(each for each in item.choices if each.value != value),
        fail_when=item.fail_when if isinstance(item.fail_when, str) else failing,
        default=None if item.default == value else item.default,
    )


def with_failing(item: Item, value: str, *, fails: bool) -> Item:
    """Whether choosing `value` is a fault. A rule in its place is replaced."""
    held = [each for each in item.fail_choices if each != value]
    return replace(item, fail_when=tuple([*held, value] if fails else held))


def number_or_none(text: str) -> float | None:
    """A typed limit; None for nothing. Raises ValueError for what is no number."""
    told = text.strip().replace("，", ".").replace(",", ".")
    return float(told) if told else None
