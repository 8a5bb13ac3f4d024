"""The cabinet: what its rows and the visits on campus say together."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inspect_app.gate.cabinet import Stand, cabinet, free_numbers, narrowed, natural, stand
from inspect_app.gate.keeping import age_of, days_kept
from inspect_app.gate.shift import Matters, fingerprint, matters_json, matters_of, things_out
from storage.queries.gate_items import GateItem
from tests.gate.visitors import MORNING_MS, a_visit


def item(number: str, state: str = "in", sort: str = "pass", **more: Any) -> GateItem:
    nothing: dict[str, Any] = dict.fromkeys(GateItem._fields)
    fixed = {"id": f"{sort}{number}", "sort": sort, "number": number, "state": state, "campus_id": "c1"}
    return GateItem(**(nothing | fixed | more))


def test_a_pass_that_a_visit_carries_is_out_whatever_its_row_says() -> None:
    """The other gate handed it out, and its row has not come yet."""
    (held,) = cabinet([item("3")], [a_visit("v", pass_no="3", phone="13800005678")])
    assert (held.state, held.holder, held.phone, held.visit_id) == ("out", "张三", "13800005678", "v")
    assert held.since_ms == MORNING_MS
    assert cabinet([item("3", code="ABC")], [a_visit("v", pass_code="ABC")])[0].state == "out"


def test_a_number_of_another_campus_and_a_key_of_that_number_stay_in() -> None:
    visits = [a_visit("v", pass_no="3", campus_id="c2")]
    assert [held.state for held in cabinet([item("3"), item("3", sort="key")], visits)] == ["in", "in"]


def test_what_a_visitor_took_along_is_told() -> None:
    """The visit has ended, the key has not come back."""
    out = item("1", "out", "key", holder="张三", visit_id="v", out_ms=MORNING_MS)
    assert not cabinet([out], [a_visit("v")])[0].is_left
    assert cabinet([out], [])[0].is_left
    assert not cabinet([item("1", "out", "key", holder="张军")], [])[0].is_left


def test_a_lost_pass_stays_lost() -> None:
    assert cabinet([item("3", "lost")], [a_visit("v", pass_no="3")])[0].state == "lost"


def test_nine_comes_before_ten_and_passes_before_keys() -> None:
    held = cabinet([item("10"), item("2", sort="key"), item("9"), item("A2"), item("A10")], [])
    assert [(each.item.sort, each.item.number) for each in held] == [
        ("pass", "9"),
        ("pass", "10"),
        ("pass", "A2"),
        ("pass", "A10"),
        ("key", "2"),
    ]
    assert natural("A9") < natural("A10")


def test_free_passes_are_counted_and_named() -> None:
    held = cabinet([item("1"), item("2", "out"), item("3", "lost"), item("4"), item("1", sort="key")], [])
    assert stand(held, "pass") == Stand(free=2, out=1, lost=1)
    assert free_numbers(held, "pass") == ("1", "4")
    assert [each.item.number for each in narrowed(held, "pass", "in", "4")] == ["4"]
    assert len(narrowed(held, "", "", " ")) == 5


@pytest.mark.parametrize(
    ("days", "age"), [(0, "fresh"), (1, "long"), (6, "long"), (7, "too_long"), (90, "too_long")]
)
def test_a_thing_grows_old_by_the_day(days: int, age: str) -> None:
    assert age_of(days) == age


def test_days_are_counted_by_the_calendar_and_never_below_nought() -> None:
    assert days_kept("2026-09-30", "2026-10-02") == 2
    assert days_kept("2026-10-02", "2026-09-30") == 0


def test_matters_come_back_as_they_were_written() -> None:
    matters = Matters(on_campus=3, left_items=1, passes_out=("3",), keys_out=("配电室 1",))
    assert matters_of(json.dumps(matters_json(matters))) == matters
    assert matters_of(None).is_quiet
    assert matters_of('{"on_campus": 2, "from_a_later_version": 9}') == Matters(on_campus=2)


def test_visitors_that_come_meanwhile_ask_for_no_new_signature_but_keys_and_words_do() -> None:
    signed = fingerprint(Matters(on_campus=3, passes_out=("3",)), "灯坏了", "p2")
    assert fingerprint(Matters(on_campus=4, passes_out=("3", "4"), overdue=1), " 灯坏了 ", "p2") == signed
    for other in (
        fingerprint(Matters(keys_out=("配电室 1",)), "灯坏了", "p2"),
        fingerprint(Matters(left_items=1), "灯坏了", "p2"),
        fingerprint(Matters(), "灯好了", "p2"),
        fingerprint(Matters(), "灯坏了", "p3"),
    ):
        assert other != signed


def test_a_key_is_called_by_its_name_and_a_pass_by_its_number() -> None:
    held = cabinet([item("1", "out", "key", name="配电室"), item("7", "out"), item("8")], [])
    assert things_out(held, "key") == ("配电室 1",)
    assert things_out(held, "pass") == ("7",)
