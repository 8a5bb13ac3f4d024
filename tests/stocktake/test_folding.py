"""Records of many phones become one count, whatever way they came."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from inspect_app.stocktake.folding import fold, standing
from inspect_app.stocktake.record import CountRecord
from tests.stocktake.things import card, record


@st.composite
def counts(draw: st.DrawFn) -> list[CountRecord]:
    """Records of a few phones about a few things, some of them corrections of earlier or unknown ones."""
    made: list[CountRecord] = []
    for number in range(draw(st.integers(0, 14))):
        corrected = draw(st.sampled_from([None, None, "0198-000000ff", *(each.id for each in made)]))
        thing = draw(st.sampled_from(["a1", "a2", "code:7K3F9XW2QM"]))
        verdicts = ["found", "elsewhere", "not_found"] + (["void"] if corrected else [])
        made.append(
            record(
                number,
                next((each.thing for each in made if each.id == corrected), thing),
                draw(st.sampled_from(verdicts)),
                room_id=draw(st.sampled_from([None, "r11", "r12"])),
                quantity=draw(st.sampled_from([None, 0, 3, 20])),
                condition=draw(st.sampled_from([None, "good", "damaged"])),
                at_ms=draw(st.integers(0, 5)),
                corrects=corrected,
                person_id=draw(st.sampled_from(["p1", "p2", None])),
            )
        )
    return made


@given(counts(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_any_order_any_repetition_any_split_gives_the_same_count(
    made: list[CountRecord], random: Random, phones: int
) -> None:
    """What arrives twice, late, or by way of another phone changes nothing."""
    piles: list[list[CountRecord]] = [[] for _ in range(phones)]
    for each in made:
        for pile in random.sample(piles, random.randint(1, phones)):
            pile.append(each)
    random.shuffle(piles)
    arrived = [each for pile in piles for each in random.sample(pile, len(pile))]
    assert fold(arrived) == fold(made)


@given(counts())
def test_folding_what_stands_gives_the_same_again(made: list[CountRecord]) -> None:
    """What was taken back or corrected leaves no trace in the result."""
    kept = [replace(each, corrects=None) for each in standing(made)]
    assert fold(kept) == fold(kept + kept)
    assert [each.id for each in standing(kept)] == [each.id for each in kept]


def test_a_card_that_three_phones_saw_is_there_once() -> None:
    seen = [record(n, "a1", person_id=f"p{n}", room_id=f"r1{n % 2 + 1}") for n in range(3)]
    assert fold(seen)["a1"].quantity_of(card(1)) == 1


def test_a_batch_counts_once_a_room_and_its_rooms_add_up() -> None:
    """Two people told the same room: the newer number stands, and the difference is shown."""
    batch = card(1, quantity=45)
    told = [
        record(1, "a1", quantity=20, person_id="p1"),
        record(2, "a1", quantity=22, person_id="p2"),
        record(3, "a1", quantity=23, room_id="r12", person_id="p1"),
    ]
    counted = fold(told)["a1"]
    assert counted.quantity_of(batch) == 45
    assert [room.is_disputed for room in counted.rooms] == [True, False]


def test_damaged_pieces_are_never_counted_on_top() -> None:
    """45 there, 3 of them damaged, in whichever order it was told."""
    told = [
        record(1, "a1", quantity=45, person_id="p1"),
        record(2, "a1", quantity=3, condition="damaged", person_id="p2"),
    ]
    batch = card(1, quantity=45)
    for records in (told, [replace(told[0], at_ms=9000), told[1]]):
        counted = fold(records)["a1"]
        assert (counted.quantity_of(batch), counted.damaged_of(batch)) == (45, 3)


def test_a_plain_scan_afterwards_does_not_mend_a_damaged_thing() -> None:
    """Who only scanned said nothing of its condition; who said that it is good did."""
    damaged = record(1, "a1", condition="damaged")
    assert fold([damaged, record(2, "a1")])["a1"].damaged_of(card(1)) == 1
    assert fold([damaged, record(2, "a1", condition="good")])["a1"].damaged_of(card(1)) == 0


def test_who_saw_it_outweighs_who_did_not_find_it() -> None:
    """Even when the vain search is the newer word."""
    counted = fold([record(1, "a1"), record(2, "a1", "not_found", reason="锁着")])["a1"]
    assert counted.is_found
    assert not counted.is_denied


def test_a_scan_taken_back_counts_no_more_but_anothers_scan_stays() -> None:
    mine, theirs = record(1, "a1", person_id="p1"), record(2, "a1", person_id="p2")
    back = record(3, "a1", "void", corrects=mine.id)
    assert fold([mine, back]) == {}
    assert fold([back, theirs, mine])["a1"].seen == (theirs,)


def test_a_correction_wins_over_what_it_corrects_by_whatever_clock() -> None:
    """A phone whose clock runs behind corrects as well."""
    first = record(1, "a1", quantity=20, at_ms=9000)
    better = record(2, "a1", quantity=25, at_ms=10, corrects=first.id)
    assert fold([first, better])["a1"].quantity_of(card(1, quantity=45)) == 25


def test_a_correction_counts_even_before_what_it_corrects_has_arrived() -> None:
    better = record(2, "a1", quantity=25, corrects="0198-000000ff")
    assert fold([better])["a1"].quantity_of(card(1, quantity=45)) == 25


def test_a_label_that_was_bound_since_is_its_card() -> None:
    """Counted as nobody's by a phone that did not know it yet: no surplus comes of it."""
    counted = fold([record(1, "code:7K3F9XW2QM", "nobody")], {"7K3F9XW2QM": "a1"})
    assert counted["a1"].is_found
