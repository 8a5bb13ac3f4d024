"""Which cards a count expects, and what a scan means there."""

from __future__ import annotations

import pytest

from inspect_app.stocktake.folding import fold
from inspect_app.stocktake.progress import stocktake_progress, walkers
from inspect_app.stocktake.scanning import meaning_of
from inspect_app.stocktake.scope import Scope, ScopeRefused, scope_from_json, scope_to_json
from tests.stocktake.things import SPOTS, card, record


def test_places_add_up_and_classes_and_keepers_narrow_them_down() -> None:
    scope = Scope(floors=("c1/教学楼A/1",), rooms=("r21",), keepers=("张军",))
    kept = card(1, "r21", keeper="张军")
    assert scope.covers(kept, SPOTS["r21"])
    assert not scope.covers(card(2, "r21", keeper="李敏"), SPOTS["r21"])
    assert not scope.covers(card(3, "r22", keeper="张军"), SPOTS["r22"])
    assert Scope(classes=("A02",)).covers(card(4, None, class_code="A02010105"), None)
    assert not scope.covers(card(5, None, keeper="张军"), None)


def test_a_scrapped_card_is_never_expected() -> None:
    assert Scope().covers(card(1), SPOTS["r11"])
    assert not Scope().covers(card(1, state="scrapped"), SPOTS["r11"])


def test_a_scope_survives_its_json_and_a_strange_one_is_refused() -> None:
    scope = Scope(buildings=("c1/教学楼A",), classes=("A02",))
    assert scope_from_json(scope_to_json(scope)) == scope
    assert scope_to_json(Scope()) == {}
    for data in ({"planets": ["earth"]}, {"rooms": [1]}, [], {"rooms": "r11"}):
        with pytest.raises(ScopeRefused):
            scope_from_json(data)


def test_a_scan_says_found_elsewhere_nobodys_outside_or_scrapped() -> None:
    thing = card(1)
    assert meaning_of(thing, "r11", None, is_inside=True).kind == "found"
    elsewhere = meaning_of(thing, "r12", None, is_inside=True)
    assert (elsewhere.kind, elsewhere.verdict, elsewhere.expected_room) == ("elsewhere", "elsewhere", "r11")
    assert meaning_of(thing, None, None, is_inside=True).kind == "found"
    assert meaning_of(None, "r11", None, is_inside=False).kind == "nobody"
    assert meaning_of(thing, "r11", None, is_inside=False).kind == "outside"
    assert meaning_of(card(1, state="scrapped"), "r11", None, is_inside=False).kind == "scrapped"


def test_a_second_scan_says_who_counted_it_and_when() -> None:
    counted = fold([record(1, "a1", person_id="p2")])["a1"]
    meaning = meaning_of(card(1), "r11", counted, is_inside=True)
    assert meaning.kind == "already"
    assert meaning.earlier is not None
    assert (meaning.earlier.person_id, meaning.earlier.at_ms) == ("p2", 1000)


def test_a_batch_is_counted_again_in_its_next_room_and_a_vain_search_is_no_count() -> None:
    batch = card(1, quantity=45)
    counted = fold([record(1, "a1", quantity=20)])["a1"]
    assert meaning_of(batch, "r11", counted, is_inside=True).kind == "already"
    assert meaning_of(batch, "r12", counted, is_inside=True).kind == "elsewhere"
    sought = fold([record(1, "a2", "not_found", reason="没找到")])["a2"]
    assert meaning_of(card(2), "r11", sought, is_inside=True).kind == "found"


def test_what_nobody_saw_waits_by_room() -> None:
    things = [card(1), card(2), card(3, "r12"), card(4, "r12")]
    counted = fold(
        [
            record(1, "a1", person_id="p1"),
            record(2, "a3", "not_found", reason="x"),
            record(3, "code:X", "nobody"),
        ]
    )
    progress = stocktake_progress(things, counted)
    assert (progress.expected, progress.found, progress.not_found, progress.waiting) == (4, 1, 1, 2)
    assert [thing.id for room in progress.rooms for thing in room.waiting] == ["a2", "a4"]
    assert progress.extra == 1
    assert [(each.person_id, each.things) for each in walkers(counted)] == [(None, 2), ("p1", 1)]
