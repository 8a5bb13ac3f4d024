"""Who at the gate may be one of those whom the school does not let in."""

from __future__ import annotations

from typing import Any

from storage.edits import Edit
from storage.queries.barred import barred_for, barred_list, person_name, phone_digits
from storage.store import Store
from tests.storage.device import LI, store_at


def listed(**fields: Any) -> Store:
    """A store in which 赵明 is on the refused list."""
    store = store_at()
    whole = {"name": "赵明", "reason": "在校门口闹事", "state": "active", "since_ms": 1, **fields}
    store.write(LI, [Edit("barred", "b1", whole)])
    return store


def certain(store: Store, name: str, phone: str | None = None, id_masked: str | None = None) -> list[bool]:
    return [match.is_certain for match in barred_for(store.db, name, phone, id_masked)]


def test_the_name_alone_asks_to_look_at_the_paper() -> None:
    store = listed(phone="13800001234")
    assert certain(store, "赵明") == [False]
    assert certain(store, "赵明", "13900000000") == [False]
    assert certain(store, "赵明明") == []


def test_name_and_phone_or_name_and_masked_number_are_a_hit() -> None:
    assert certain(listed(phone="138 0000 1234"), "赵明", "+86 13800001234") == [True]
    assert certain(listed(id_masked="310***********1234"), "赵明", None, "310***********1234") == [True]


def test_another_masked_number_is_another_person() -> None:
    """Unless nobody knows the number of one of the two."""
    store = listed(id_masked="310***********1234", phone="13800001234")
    assert certain(store, "赵明", "13800001234", "110***********0001") == []
    assert certain(store, "赵明", None, None) == [False]


def test_who_was_lifted_or_is_past_the_last_day_is_not_told() -> None:
    assert certain(listed(state="lifted"), "赵明") == []
    store = listed(until_day="2026-11-20")
    assert len(barred_for(store.db, "赵明", None, None, day="2026-11-20")) == 1
    assert barred_for(store.db, "赵明", None, None, day="2026-11-21") == []


def test_the_certain_line_is_told_before_the_one_with_the_same_name() -> None:
    store = listed(phone="13800001234")
    other = {"name": "赵明", "reason": "欠费", "state": "active", "since_ms": 9}
    store.write(LI, [Edit("barred", "b2", other)])
    assert [match.row.id for match in barred_for(store.db, "赵明", "13800001234", None)] == ["b1", "b2"]
    assert [row.id for row in barred_list(store.db)] == ["b2", "b1"]


def test_spaces_within_a_chinese_name_and_signs_within_a_number_do_not_count() -> None:
    assert person_name(" 赵 明 ") == "赵明"
    assert person_name(" John   Smith ") == "John Smith"
    assert phone_digits("0086 138-0000-1234") == "13800001234"
    assert phone_digits(None) == ""
    assert certain(listed(), "赵 明") == [False]
