"""Two people told different things of the same thing: shown with both, and decided by the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.actions import count_findings, counting
from inspect_app.actions.counting import NotCounted
from inspect_app.actions.deciding import decide
from inspect_app.actions.office import stocktakes as office
from inspect_app.stocktake.disputes import Dispute, disputes_of
from inspect_app.stocktake.folding import fold
from inspect_app.stocktake.record import CountRecord
from inspect_app.views.stocktake import StocktakeView, stocktake_view
from tests.screens.school import code_of
from tests.stocktake.school import Counter
from tests.stocktake.things import card, record


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    made = Counter(tmp_path)
    made.add_school()
    return made


def disputes(*told: CountRecord, quantity: int = 1) -> list[tuple[str, str | None, list[str | None]]]:
    found = disputes_of(card(1, quantity=quantity), fold(told)["a1"])
    return [(each.kind, each.room_id, [voice.person_id for voice in each.told]) for each in found]


def seen_by(counter: Counter, person: str, count: str, number: int, room: str) -> None:
    """As if the phone had not known what others counted."""
    author, thing = counter.author, f"a{number}"
    kind = "found" if room == f"r{(number + 1) // 2}" else "elsewhere"
    fields: dict[str, object] = {"verdict": kind, "room_id": room, "arrival": "scanned"}
    counter.write(counting.count_edit(author, count, thing, fields))
    assert counter.person == person


def as_person(counter: Counter, person: str) -> Counter:
    counter.person = person
    return counter


def view_of(counter: Counter, count: str) -> StocktakeView:
    view = stocktake_view(counter.store, count)
    assert view is not None
    return view


def test_two_numbers_for_one_room_of_a_batch_are_a_dispute() -> None:
    """Each person's newest word; a damaged number is no word on how many there are."""
    told = [
        record(1, "a1", quantity=20, person_id="p1"),
        record(2, "a1", quantity=21, person_id="p1"),
        record(3, "a1", quantity=22, person_id="p2"),
        record(4, "a1", quantity=3, condition="damaged", person_id="p2"),
    ]
    assert disputes(*told, quantity=45) == [("number", "r11", ["p1", "p2"])]
    assert disputes(told[1], record(5, "a1", quantity=21, person_id="p2"), quantity=45) == []


def test_numbers_for_different_rooms_are_none() -> None:
    first = record(1, "a1", quantity=20, person_id="p1")
    assert disputes(first, record(2, "a1", quantity=22, room_id="r12", person_id="p2"), quantity=45) == []


def test_a_single_card_that_two_people_saw_in_two_rooms_is_a_dispute() -> None:
    """Who did not tell a room contradicts nobody, and one person may carry the thing over."""
    first, second = record(1, "a1", person_id="p1"), record(2, "a1", room_id="r12", person_id="p2")
    assert disputes(first, second) == [("place", None, ["p1", "p2"])]
    assert disputes(first, record(3, "a1", room_id=None, person_id="p2")) == []
    assert disputes(first, record(3, "a1", room_id="r12", person_id="p1")) == []


def test_found_and_not_found_in_the_same_room_is_a_dispute() -> None:
    """Seen in another room than where somebody looked in vain is merely moved."""
    sought = record(1, "a1", "not_found", reason="锁着", person_id="p1")
    assert disputes(sought, record(2, "a1", person_id="p2")) == [("verdict", "r11", ["p1", "p2"])]
    assert disputes(sought, record(2, "a1", "elsewhere", room_id="r12", person_id="p2")) == []
    assert disputes(sought, record(2, "a1", person_id="p1")) == []


def test_both_voices_stand_in_the_reconciliation_once_as_a_thing(counter: Counter) -> None:
    """The total says one thing, the lines say who told what."""
    count = counter.open()
    count_findings.say_not_found(counter.store, counter.author, count, ["a1"], "锁着")
    seen_by(as_person(counter, "p2"), "p2", count, 1, "r1")
    view = view_of(counter, count)
    lines = [line for line in view.lines if line.kind == "disputed"]
    assert [(line.person, line.counted, line.reason) for line in lines] == [("p1", 0, "锁着"), ("p2", 1, "")]
    assert [each.thing.id for each in view.disputes] == ["a1"]
    office.close_stocktake(counter.store, counter.author, count)
    plan, frozen = office.acceptance_plan(counter.store, count)
    assert [line.kind for line in frozen.lines if line.thing == "a1"] == ["disputed", "disputed"]
    assert [(each.asset_id, each.why) for each in plan.left] == [("a1", "disputed")]


def test_a_disputed_thing_is_not_taken_into_the_ledger(counter: Counter) -> None:
    """It was seen in two rooms: the newer word alone does not move it."""
    count = counter.open()
    seen_by(counter, "p1", count, 1, "r1")
    seen_by(as_person(counter, "p2"), "p2", count, 1, "r3")
    office.close_stocktake(counter.store, counter.author, count)
    done = office.accept_stocktake(counter.store, counter.author, count)
    assert (done.changed, [each.why for each in done.left]) == (0, ["disputed"])


def _dispute(counter: Counter, count: str) -> Dispute:
    (found,) = view_of(counter, count).disputes
    return found


def test_the_office_takes_one_persons_word(counter: Counter) -> None:
    """The others' records are corrected, not lost; the chosen one stays as it was told."""
    count = counter.open()
    seen_by(counter, "p1", count, 1, "r1")
    seen_by(as_person(counter, "p2"), "p2", count, 1, "r3")
    dispute = _dispute(counter, count)
    decide(counter.store, counter.author, count, dispute, dispute.told[0])
    view = view_of(counter, count)
    assert (view.disputes, [each.person_id for each in view.counted["a1"].seen]) == ((), ["p1"])
    assert not [line for line in view.lines if line.thing == "a1"]
    assert len(view.records) == 3


def test_the_office_counts_a_batch_again(counter: Counter) -> None:
    """Its own number stands for that room, and damage that was told there stays."""
    count = counter.open()
    counting.set_quantity(counter.store, counter.author, count, "a8", "r4", 40)
    counting.count_code(
        counter.store, as_person(counter, "p2").author, count, code_of(5008), "r1", quantity=2
    )
    two = {"verdict": "found", "room_id": "r4", "quantity": 43, "arrival": "listed"}
    counter.write(counting.count_edit(counter.author, count, "a8", two))
    count_findings.say_damaged(counter.store, counter.author, count, "a8", "r4", "腿断", quantity=3)
    decide(counter.store, as_person(counter, "p1").author, count, _dispute(counter, count), 42)
    view = view_of(counter, count)
    assert view.disputes == ()
    rooms = {each.room_id: (each.quantity, each.damaged) for each in view.counted["a8"].rooms}
    assert rooms == {"r1": (2, 0), "r4": (42, 3)}
    with pytest.raises(NotCounted, match="settled"):
        decide(counter.store, counter.author, count, Dispute("number", view.expected[0], "r4", ()), 42)


def test_not_found_may_be_the_word_that_stands(counter: Counter) -> None:
    count = counter.open()
    count_findings.say_not_found(counter.store, counter.author, count, ["a1"], "锁着")
    seen_by(as_person(counter, "p2"), "p2", count, 1, "r1")
    dispute = _dispute(counter, count)
    decide(counter.store, counter.author, count, dispute, dispute.told[0])
    assert view_of(counter, count).counted["a1"].is_denied


def test_who_says_that_it_is_here_now_knew_of_the_other(counter: Counter) -> None:
    """Told by the phone that somebody saw it elsewhere: that is a correction and no dispute."""
    count = counter.open()
    seen_by(counter, "p1", count, 1, "r1")
    person = as_person(counter, "p2")
    counting.count_card(counter.store, person.author, count, "a1", "r3", again=True)
    view = view_of(counter, count)
    assert view.disputes == ()
    assert [each.room_id for each in view.counted["a1"].seen] == ["r3"]
