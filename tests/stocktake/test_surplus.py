"""What was found and stands in no card: brought into the ledger with the acceptance, and taken back out with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inspect_app.actions import count_findings, counting
from inspect_app.actions.binding import bind
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.found import Found, NotFound, find
from inspect_app.actions.office import stocktakes as office
from inspect_app.stocktake.newcomers import Told, newcomer_id
from storage.edits import Edit
from storage.queries import assets, counts
from storage.queries.assets import Asset
from tests.screens.school import code_of
from tests.stocktake.school import Counter

LABEL = code_of(777)
STRAY = f"code:{LABEL}"


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    made = Counter(tmp_path)
    made.add_school()
    made.write(Edit("room", "r1", {"keeper": "张军"}))
    return made


def labelled_surplus(counter: Counter) -> str:
    """A label of nobody was scanned in r1, the count is closed."""
    count = counter.open()
    counting.count_code(counter.store, counter.author, count, LABEL, "r1")
    office.close_stocktake(counter.store, counter.author, count)
    return count


def accept(counter: Counter, count: str, **names: str) -> office.Taken:
    told = {STRAY: Told(**names)} if names else {}
    return office.accept_stocktake(counter.store, counter.author, count, told=told)


def card_of(counter: Counter, count: str, thing: str = STRAY) -> Asset:
    card = assets.asset(counter.store.db, newcomer_id(count, thing))
    assert card is not None
    return card


def cards(counter: Counter) -> list[dict[str, Any]]:
    return counter.store.rows("select id, room_id, state, quantity, code from asset order by id")


def test_a_label_of_nobody_becomes_a_card_that_carries_it(counter: Counter) -> None:
    """With the room where it was seen and the room's keeper; its move names the count."""
    count = labelled_surplus(counter)
    done = accept(counter, count, name="投影幕布")
    assert (done.added, done.left) == (1, ())
    card = card_of(counter, count)
    assert (card.name, card.room_id, card.keeper, card.funding) == ("投影幕布", "r1", "张军", "盘盈")
    assert (card.code, card.label, card.state) == (LABEL, "bound", "in_use")
    assert find(counter.store, LABEL) == Found("asset", card.id)
    moves = counter.store.rows("select to_room_id, to_state, reason from move where asset_id = ?", [card.id])
    assert moves == [{"to_room_id": "r1", "to_state": "in_use", "reason": "期末盘点"}]


def test_undoing_takes_it_back_out_and_accepting_again_brings_the_same_card(counter: Counter) -> None:
    """Its label is free in between."""
    count = labelled_surplus(counter)
    accept(counter, count, name="投影幕布")
    office.undo_acceptance(counter.store, counter.author, count)
    assert isinstance(find(counter.store, LABEL), NotFound)
    assert card_of(counter, count).state == "scrapped"
    assert accept(counter, count, name="幕布").added == 1
    card = card_of(counter, count)
    assert (card.name, card.state, card.code) == ("幕布", "in_use", LABEL)


def test_the_rest_of_the_ledger_stands_after_an_undoing_as_before(counter: Counter) -> None:
    count = counter.open()
    counting.count_code(counter.store, counter.author, count, LABEL, "r1")
    counting.count_code(counter.store, counter.author, count, code_of(5001), "r3")
    counting.count_code(counter.store, counter.author, count, code_of(5008), "r4", quantity=47)
    office.close_stocktake(counter.store, counter.author, count)
    before = cards(counter)
    assert accept(counter, count, name="幕布").changed == 2
    changed = {row["id"]: (row["room_id"], row["quantity"]) for row in cards(counter)}
    assert (changed["a1"], changed["a8"]) == (("r3", 1), ("r4", 47))
    office.undo_acceptance(counter.store, counter.author, count)
    assert [row for row in cards(counter) if row["state"] != "scrapped"] == before


def test_a_surplus_without_a_name_is_left_alone_and_named_by_its_label(counter: Counter) -> None:
    count = labelled_surplus(counter)
    done = accept(counter, count)
    assert (done.added, [(each.name, each.why) for each in done.left]) == (0, [(LABEL, "no_name")])
    assert len(cards(counter)) == 8


def test_a_label_that_was_bound_meanwhile_makes_no_second_card(counter: Counter) -> None:
    """Also where it is an old label of another thing by now."""
    count = labelled_surplus(counter)
    bind(counter.store, counter.author, LABEL, "a2")
    assert [each.why for each in accept(counter, count, name="幕布").left] == ["bound"]
    office.undo_acceptance(counter.store, counter.author, count)
    bind(counter.store, counter.author, code_of(778), "a2")
    assert [each.why for each in accept(counter, count, name="幕布").left] == ["bound"]


def test_a_thing_without_a_label_brings_its_words_its_number_and_its_photo(counter: Counter) -> None:
    count = counter.open()
    photo = KeptPhoto("photo-1", "ab" * 32, 1000, 640, 480, "damage", counter.author.at_ms)
    record = count_findings.count_surplus(
        counter.store, counter.author, count, "木书架", "r2", [photo], quantity=3
    )
    office.close_stocktake(counter.store, counter.author, count)
    for _ in range(2):
        assert accept(counter, count).added == 1
        office.undo_acceptance(counter.store, counter.author, count)
    accept(counter, count)
    (thing,) = [each.thing for each in counts.counts(counter.store.db, count) if each.id == record]
    card = card_of(counter, count, thing)
    assert (card.name, card.room_id, card.quantity, card.code) == ("木书架", "r2", 3, None)
    rows = counter.store.rows(
        "select sha256 from photo where about_kind = 'asset' and about_id = ?", [card.id]
    )
    assert rows == [{"sha256": "ab" * 32}]


def test_a_new_card_that_somebody_has_changed_since_stays(counter: Counter) -> None:
    """Undoing names it; accepting again does not write over it."""
    count = labelled_surplus(counter)
    accept(counter, count, name="幕布")
    counter.write(Edit("asset", newcomer_id(count, STRAY), {"room_id": "r4"}))
    done = office.undo_acceptance(counter.store, counter.author, count)
    assert [(each.name, each.why) for each in done.left] == [("幕布", "changed")]
    assert [each.why for each in accept(counter, count, name="别的").left] == ["changed"]
    assert card_of(counter, count).name == "幕布"


def test_the_surplus_may_be_left_out(counter: Counter) -> None:
    count = labelled_surplus(counter)
    done = office.accept_stocktake(counter.store, counter.author, count, ("moved",), {STRAY: Told("幕布")})
    assert (done.added, len(cards(counter))) == (0, 8)
