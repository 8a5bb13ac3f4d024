"""What the form that opens a count makes of what is typed."""

from __future__ import annotations

from inspect_app.ledger.classes import policy_of
from inspect_app.screens.wide.counting.opening import Draft, proposed_name
from inspect_app.screens.wide.counting.scope_choices import ScopeChoices, scope_choices
from inspect_app.stocktake.choosing import named_in
from inspect_app.stocktake.scope import Scope
from tests.stocktake.things import SPOTS, card

TERM = "2026—2027学年第一学期"


def choices() -> ScopeChoices:
    things = (
        card(1, "r11", class_code="A02010105", keeper="张军"),
        card(2, "r11", class_code="A02010105", keeper="张小军"),
        card(3, "r21", class_code="A05010301", keeper="李敏"),
        card(4, None, keeper="张军"),
    )
    return scope_choices(things, SPOTS, policy_of({}))


def test_names_typed_whole_are_chosen_and_the_rest_is_left_over() -> None:
    """Parted by any of the usual marks; a name may hold a blank or leave it out."""
    known = {"教学楼A101": "r1", "教学楼A102": "r2"}
    assert named_in("教学楼A 101、教学楼A102，教学", known.get) == (("r1", "r2"), "教学")
    assert named_in("  ；", known.get) == ((), "")


def test_a_part_of_a_name_finds_what_begins_so_first() -> None:
    held = choices()
    assert [each.value for each in held.found("keepers", "军")] == ["张军", "张小军"]
    assert [each.value for each in held.found("rooms", "A r2")] == ["r21", "r22"]
    (only,) = held.found("classes", "A0201")
    assert (only.value, only.below) == ("A02010105", "2")
    assert held.found("rooms", " ") == []


def test_the_beginning_of_a_class_code_that_is_there_counts_as_typed_whole() -> None:
    assert choices().named("classes", "a02") == "A02"
    assert choices().named("classes", "A09") is None


def test_the_scope_says_how_many_cards_and_rooms_it_holds() -> None:
    held = choices()
    assert held.size_of(Scope()) == (4, 2)
    assert held.size_of(Scope(campuses=("c1",))) == (3, 2)
    assert held.size_of(Scope(rooms=("r11",), keepers=("张军",))) == (1, 1)


def test_what_is_half_typed_keeps_the_count_from_opening() -> None:
    """Else it would silently be a count of the whole school."""
    held = choices()
    typed = Draft(typed={"rooms": "教学楼A r11、教学", "keepers": "李敏"})
    assert typed.unclear(held)
    done = Draft(scope=Scope(rooms=("r21",)), typed={"rooms": "教学楼A r11", "keepers": "李敏"})
    assert not done.unclear(held)
    assert done.whole_scope(held) == Scope(rooms=("r21", "r11"), keepers=("李敏",))


def test_the_name_follows_from_sort_and_term_and_is_never_taken_twice() -> None:
    assert proposed_name("end", TERM, "2026-11-22", ()) == f"{TERM}期末盘点"
    assert proposed_name("yearly", TERM, "2026-11-22", ()) == "2026年度盘点"
    assert proposed_name("start", TERM, "2026-11-22", {f"{TERM}期初盘点"}) == f"{TERM}期初盘点 2026-11-22"
