"""The roll call: each person once, the newest word of all phones, people and not visits."""

from __future__ import annotations

from inspect_app.gate.muster import Heads, called, heads, of_state, roll_calls
from inspect_app.gate.on_campus import people_of
from storage.queries.drills import Drill, Tick
from tests.gate.visitors import MORNING_MS, a_visit


def drill(drill_id: str, began: int, ended: int | None = None, sort: str = "drill", note: str = "") -> Drill:
    """Times in minutes after the morning began."""
    state = "open" if ended is None else "closed"
    ended_ms = None if ended is None else MORNING_MS + ended * 60_000
    return Drill(drill_id, sort, MORNING_MS + began * 60_000, state, "c1", ended_ms, note or None, drill_id)


def tick(visit_id: str, state: str = "safe", at: int = 0, tick_id: str = "t") -> Tick:
    return Tick(f"{tick_id}{at}", "d", visit_id, state, MORNING_MS + at, "王师傅")


def test_two_phones_that_begin_offline_begin_one_roll_call() -> None:
    """It is real when one of them said so, begins with the first, and ends with the last."""
    both = roll_calls([drill("b", 2, 9, "real", "操场"), drill("a", 0, 7)])
    (call,) = both
    assert (call.ids, call.sort, call.note, call.starter) == (("a", "b"), "real", "操场", "a、b")
    assert (call.began_ms, call.ended_ms) == (MORNING_MS, MORNING_MS + 9 * 60_000)
    assert not call.is_open


def test_a_roll_call_is_open_while_one_phone_has_not_ended_it() -> None:
    (call,) = roll_calls([drill("a", 0, 7), drill("b", 2)])
    assert call.is_open
    newest, oldest = roll_calls([drill("a", 0, 7), drill("b", 8)])
    assert (newest.ids, oldest.ids) == (("b",), ("a",))


def test_a_person_at_two_gates_is_called_once_and_any_of_the_two_ticks_counts() -> None:
    people = people_of(
        [a_visit("south", phone="13800005678"), a_visit("north", phone="13800005678", companions=2)]
    )
    (each,) = called(people, [tick("south")])
    assert (each.state, each.person.people) == ("safe", 3)


def test_the_newest_word_holds_whichever_phone_said_it() -> None:
    people = people_of([a_visit("v")])
    ticks = [tick("v", "safe", 1), tick("v", "unsure", 2)]
    assert called(people, ticks)[0].state == "missing"
    assert called(people, [*ticks, tick("v", "safe", 3)])[0].state == "safe"
    assert called(people, [])[0].tick is None


def test_who_left_through_a_gate_is_not_missing_but_who_was_closed_in_one_go_is() -> None:
    gone = a_visit("a", "甲", out_ms=MORNING_MS + 5, out_how="tapped")
    swept = a_visit("b", "乙", out_ms=MORNING_MS + 5, out_how="closing")
    states = {each.person.newest.name: each.state for each in called(people_of([gone, swept]), [])}
    assert states == {"甲": "gone", "乙": "missing"}


def test_who_left_and_came_back_is_inside() -> None:
    before = a_visit("a", phone="13800005678", out_ms=MORNING_MS + 5, out_how="tapped")
    again = a_visit("b", phone="13800005678", in_ms=MORNING_MS + 9)
    (each,) = called(people_of([before, again]), [])
    assert each.state == "missing"


def test_heads_count_companions_and_the_list_keeps_its_order() -> None:
    """A tick moves nobody: the guard reads on where the finger is."""
    visits = [
        a_visit("c", "丙", MORNING_MS + 3, companions=1),
        a_visit("a", "甲"),
        a_visit("b", "乙", MORNING_MS + 1),
    ]
    people = called(people_of(visits), [tick("c")])
    assert [each.person.newest.id for each in people] == ["a", "b", "c"]
    assert heads(people) == Heads(on_campus=4, safe=2, gone=0, missing=2)
    assert [each.person.newest.id for each in of_state(people, ["safe"])] == ["c"]
    assert of_state(people, ()) == people
