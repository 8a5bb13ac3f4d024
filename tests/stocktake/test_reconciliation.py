"""What comes out of a count, how it is kept, compared, accepted and taken back."""

from __future__ import annotations

import json
from dataclasses import replace

from inspect_app.stocktake.acceptance import Card, MoveDone, plan_acceptance, plan_undo
from inspect_app.stocktake.comparing import compare
from inspect_app.stocktake.folding import fold
from inspect_app.stocktake.frozen import PART_BYTES, from_parts, into_parts
from inspect_app.stocktake.reconciliation import Line, reconcile, totals_of
from tests.stocktake.things import SPOTS, card, record

CLOSED_MS = 1_788_000_000_000


def lines_of(things: list, records: list, others: dict | None = None) -> list[tuple[str, str, int, int]]:
    lines = reconcile(things, others or {}, fold(records), SPOTS)
    return [(line.kind, line.thing, line.expected, line.counted) for line in lines]


def test_what_nobody_saw_is_unseen_and_only_a_search_in_vain_is_a_shortage() -> None:
    records = [record(1, "a1", "not_found", reason="搬走了")]
    assert lines_of([card(1), card(2)], records) == [("shortage", "a1", 1, 0), ("unseen", "a2", 1, 0)]


def test_found_in_place_gives_no_line() -> None:
    assert lines_of([card(1)], [record(1, "a1")]) == []


def test_moved_damaged_surplus_and_scrapped_have_their_lines() -> None:
    records = [
        record(1, "a1", "elsewhere", room_id="r21"),
        record(2, "a2", condition="damaged", note="灯泡坏"),
        record(3, "code:7K3F9XW2QM", "nobody"),
        record(4, "a9"),
    ]
    found = lines_of([card(1), card(2)], records, {"a9": card(9, state="scrapped")})
    assert found == [
        ("surplus", "code:7K3F9XW2QM", 0, 1),
        ("moved", "a1", 1, 1),
        ("damaged", "a2", 1, 1),
        ("scrapped", "a9", 1, 1),
    ]


def test_a_card_outside_of_the_scope_is_told_of_only_where_something_is_wrong() -> None:
    others = {"a8": card(8, "r22"), "a9": card(9, "r11")}
    records = [record(1, "a8", "elsewhere", room_id="r11"), record(2, "a9")]
    assert lines_of([], records, others) == [("moved", "a8", 1, 1)]


def test_a_batch_short_by_five_is_worth_five() -> None:
    batch = card(1, quantity=45, value_fen=450_000)
    (line,) = reconcile([batch], {}, fold([record(1, "a1", quantity=40)]), SPOTS)
    assert (line.kind, line.value_fen) == ("shortage", 50_000)
    assert totals_of([line])["shortage"].pieces == 5


def test_a_batch_in_two_rooms_is_in_its_place_when_one_of_them_is_its_own() -> None:
    told = [record(1, "a1", quantity=20), record(2, "a1", "elsewhere", quantity=25, room_id="r21")]
    assert lines_of([card(1, quantity=45)], told) == []


def test_a_frozen_count_comes_back_from_its_parts_in_any_order() -> None:
    """3,000 lines in parts of at most 40 KB as JSON."""
    lines = [Line("unseen", f"a{n}", "液晶投影仪" * 3, f"TY{n:08d}", expected=1) for n in range(3000)]
    records = [record(n, f"a{n}") for n in range(3000)]
    parts = into_parts(lines, records, CLOSED_MS)
    assert all(len(json.dumps(part, ensure_ascii=False).encode()) <= 40_000 for part in parts)
    assert PART_BYTES < 40_000
    numbered = list(enumerate(parts, 1))
    frozen = from_parts(reversed(numbered), CLOSED_MS)
    assert frozen.lines == tuple(lines)
    assert frozen.is_whole
    assert frozen.late(records) == ()


def test_a_record_that_came_after_the_closing_is_late() -> None:
    early, late = record(1, "a1"), record(2, "a2", at_ms=5)
    frozen = from_parts(enumerate(into_parts([], [early], CLOSED_MS), 1), CLOSED_MS)
    assert frozen.late([early, late]) == (late,)


def test_parts_of_another_closing_or_a_missing_part_make_no_whole() -> None:
    """Then nothing is called late either: nobody can know."""
    lines = [Line("unseen", f"a{n}", "投影仪" * 20, expected=1) for n in range(1000)]
    parts = list(enumerate(into_parts(lines, [], CLOSED_MS), 1))
    assert not from_parts(parts[:-1], CLOSED_MS).is_whole
    assert not from_parts(parts, CLOSED_MS + 1).is_whole
    assert from_parts(parts[1:], CLOSED_MS).late([record(1, "a1")]) == ()


def test_a_count_beside_the_one_before_tells_new_again_and_settled() -> None:
    before = [Line("shortage", "a1"), Line("shortage", "a2"), Line("moved", "a3"), Line("moved", "a5")]
    now = [Line("shortage", "a1"), Line("damaged", "a4"), Line("unseen", "a5")]
    told = compare(now, before)
    assert [line.thing for line in told.again] == ["a1"]
    assert [line.thing for line in told.new] == ["a4"]
    assert [line.thing for line in told.settled] == ["a2", "a3"]


def _cards(*held: Card) -> dict[str, Card]:
    return {each.id: each for each in held}


MOVED = Line("moved", "a1", "投影仪", expected_room="r11", seen_room="r21", expected=1, counted=1)


def test_accepting_moves_repairs_and_scraps_and_can_be_taken_back_whole() -> None:
    """Undone, every card stands as before."""
    lines = [
        MOVED,
        Line("damaged", "a1", "投影仪", expected_room="r11", expected=1, counted=1),
        Line("shortage", "a2", "电脑", expected_room="r12", expected=1),
        Line("shortage", "a3", "课桌椅", expected_room="r12", expected=45, counted=40),
    ]
    cards = _cards(
        Card("a1", "投影仪", "r11", "in_use", 1),
        Card("a2", "电脑", "r12", "in_use", None),
        Card("a3", "课桌椅", "r12", "in_use", 45),
    )
    plan = plan_acceptance(lines, cards)
    assert plan.left == ()
    assert {step.asset_id: step.fields for step in plan.steps} == {
        "a1": {"room_id": "r21", "state": "repair"},
        "a2": {"state": "to_scrap"},
        "a3": {"quantity": 40},
    }
    after = {step.asset_id: replace(cards[step.asset_id], **step.fields) for step in plan.steps}
    names = ("from_room_id", "to_room_id", "from_state", "to_state", "quantity")
    moves = [
        MoveDone(step.asset_id, *(step.move.get(name) for name in names), moved_ms=1) for step in plan.steps
    ]
    back = plan_undo(moves, after, {"a3": 45})
    restored = {step.asset_id: replace(after[step.asset_id], **step.fields) for step in back.steps}
    assert restored == cards
    undone = [MoveDone(step.asset_id, *(step.move.get(n) for n in names), moved_ms=2) for step in back.steps]
    assert plan_undo([*moves, *undone], restored, {"a3": 45}).steps == ()


def test_what_was_changed_since_is_left_alone_and_named() -> None:
    moved_on = _cards(Card("a1", "投影仪", "r99", "in_use", 1))
    assert [(each.name, each.why) for each in plan_acceptance([MOVED], moved_on).left] == [
        ("投影仪", "changed")
    ]
    move = MoveDone("a1", "r11", "r21", None, None, None, 1)
    assert [each.why for each in plan_undo([move], moved_on, {}).left] == ["changed"]
    assert [each.why for each in plan_acceptance([MOVED], {}).left] == ["gone"]


def test_a_batch_seen_in_several_rooms_is_not_moved_to_one_of_them() -> None:
    spread = Line("moved", "a1", "课桌椅", expected_room="r11", seen_room=None, expected=45, counted=45)
    plan = plan_acceptance([spread], _cards(Card("a1", "课桌椅", "r11", "in_use", 45)))
    assert [each.why for each in plan.left] == ["several_rooms"]
