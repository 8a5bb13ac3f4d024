"""What a person does while counting: each tap one transaction on this phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inspect_app.actions import count_findings, counting
from inspect_app.actions.binding import bind
from inspect_app.actions.counting import NotCounted, RoomScanned, ThingScanned
from inspect_app.actions.office import stocktakes as office
from inspect_app.views.stocktake import frozen_lines, room_view, stocktake_view
from storage.edits import Edit
from storage.queries import counts, stocktakes
from tests.screens.school import code_of
from tests.stocktake.school import Counter

ROOM1, CARD1 = code_of(1), code_of(5001)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    made = Counter(tmp_path)
    made.add_school()
    return made


def scan(counter: Counter, count: str, text: str, room: str | None = "r1") -> ThingScanned:
    done = counting.count_code(counter.store, counter.author, count, text, room)
    assert isinstance(done, ThingScanned)
    return done


def records(counter: Counter, count: str) -> int:
    return len(counts.counts(counter.store.db, count))


def test_a_rooms_label_says_where_i_am_and_records_nothing(counter: Counter) -> None:
    count = counter.open()
    done = counting.count_code(counter.store, counter.author, count, ROOM1, None)
    assert isinstance(done, RoomScanned)
    assert done.room.id == "r1"
    assert records(counter, count) == 0


def test_the_same_label_twice_makes_one_record(counter: Counter) -> None:
    """The second scan says who counted it and when."""
    count = counter.open()
    first, second = scan(counter, count, CARD1), scan(counter, count, CARD1)
    assert (first.meaning.kind, second.meaning.kind) == ("found", "already")
    assert second.record_id is None
    assert second.meaning.earlier is not None
    assert second.meaning.earlier.person_id == "p1"
    assert records(counter, count) == 1


def test_elsewhere_nobodys_and_the_ledger_number_are_understood(counter: Counter) -> None:
    count = counter.open()
    elsewhere = scan(counter, count, code_of(5003))
    assert (elsewhere.meaning.kind, elsewhere.meaning.expected_room) == ("elsewhere", "r2")
    stranger = scan(counter, count, code_of(777))
    assert (stranger.meaning.kind, stranger.thing, stranger.name) == ("nobody", None, f"code:{code_of(777)}")
    assert scan(counter, count, code_of(777)).meaning.kind == "already"
    assert scan(counter, count, " TY0002 ").meaning.kind == "found"


def test_outside_of_the_scope_is_told_and_still_kept(counter: Counter) -> None:
    count = counter.open(buildings=("c1/教学楼A",))
    assert scan(counter, count, code_of(5007), "r4").meaning.kind == "outside"
    view = stocktake_view(counter.store, count)
    assert view is not None
    assert (view.progress.expected, view.progress.found, view.progress.extra) == (4, 0, 1)


def test_things_in_a_closed_room_are_still_expected(counter: Counter) -> None:
    """In a count of their building as in one of the whole school."""
    counter.write(Edit("room", "r1", {"state": "closed"}))
    for count in (counter.open(), counter.open(buildings=("c1/教学楼A",))):
        view = stocktake_view(counter.store, count)
        assert view is not None
        assert {"a1", "a2"} <= {thing.id for thing in view.expected}
        assert scan(counter, count, CARD1).meaning.kind == "found"


def test_a_batch_is_counted_by_number_and_corrected_not_added(counter: Counter) -> None:
    """The first scan takes all 45; the person says 40, then 41."""
    count = counter.open()
    scan(counter, count, code_of(5008), "r4")
    for quantity in (40, 41):
        counting.set_quantity(counter.store, counter.author, count, "a8", "r4", quantity)
    counting.set_quantity(counter.store, counter.author, count, "a8", "r1", 3)
    view = stocktake_view(counter.store, count)
    assert view is not None
    counted = view.counted["a8"]
    assert [(room.room_id, room.quantity) for room in counted.rooms] == [("r1", 3), ("r4", 41)]
    assert not counted.is_disputed
    assert [(line.kind, line.expected, line.counted) for line in view.lines if line.thing == "a8"] == [
        ("shortage", 45, 44)
    ]


def test_not_found_needs_a_reason_and_many_share_one(counter: Counter) -> None:
    count = counter.open()
    with pytest.raises(NotCounted, match="no_reason"):
        count_findings.say_not_found(counter.store, counter.author, count, ["a1"], "  ")
    count_findings.say_not_found(counter.store, counter.author, count, ["a1", "a2"], "柜子锁着")
    row = stocktakes.stocktake(counter.store.db, count)
    assert row is not None
    room = room_view(counter.store, row, "r1")
    assert room is not None
    assert (room.progress.not_found, room.progress.waiting) == (2, ())


def test_taking_back_makes_it_wait_again(counter: Counter) -> None:
    count = counter.open()
    done = scan(counter, count, CARD1)
    assert done.record_id is not None
    counting.take_back(counter.store, counter.author, done.record_id)
    view = stocktake_view(counter.store, count)
    assert view is not None
    assert view.progress.waiting == 8
    assert counts.latest_counts(counter.store.db, count, limit=5) == []
    assert scan(counter, count, CARD1).meaning.kind == "found"


def test_damage_and_a_thing_without_label_come_out_with_their_words(counter: Counter) -> None:
    count = counter.open()
    count_findings.say_damaged(counter.store, counter.author, count, "a1", "r1", "镜头裂了")
    count_findings.count_surplus(counter.store, counter.author, count, "无标签电风扇", "r1", quantity=2)
    view = stocktake_view(counter.store, count)
    assert view is not None
    told = {line.kind: line for line in view.lines}
    assert told["damaged"].reason == "镜头裂了"
    assert (told["surplus"].name, told["surplus"].counted, told["surplus"].seen_place) == (
        "无标签电风扇",
        2,
        "教学楼A 101",
    )


def test_three_damaged_of_a_batch_are_no_shortage_of_the_others(counter: Counter) -> None:
    """Nobody had counted it before: the 42 others count as seen."""
    count = counter.open()
    count_findings.say_damaged(counter.store, counter.author, count, "a8", "r4", "桌面开裂", quantity=3)
    view = stocktake_view(counter.store, count)
    assert view is not None
    assert [(line.kind, line.counted) for line in view.lines if line.thing == "a8"] == [("damaged", 3)]


BAD: list[Callable[[Counter, str], object]] = [
    lambda c, count: counting.count_code(c.store, c.author, count, "https://weixin.qq.com/r/x", None),
    lambda c, count: counting.count_code(c.store, c.author, count, "", None),
    lambda c, count: counting.count_code(c.store, c.author, "nowhere", CARD1, None),
    lambda c, count: counting.count_card(c.store, c.author, count, "nothing", None),
    lambda c, count: counting.count_card(c.store, c.author, count, "a8", "r4", quantity=-1),
    lambda c, count: count_findings.say_not_found(c.store, c.author, count, ["a1", "nothing"], "没有"),
    lambda c, count: count_findings.count_surplus(c.store, c.author, count, " ", "r1"),
    lambda c, _: counting.take_back(c.store, c.author, "nothing"),
]


@pytest.mark.parametrize("act", BAD)
def test_what_cannot_be_counted_records_nothing(
    counter: Counter, act: Callable[[Counter, str], object]
) -> None:
    count = counter.open()
    with pytest.raises(NotCounted):
        act(counter, count)
    assert records(counter, count) == 0


def test_a_closed_count_takes_no_more_until_it_is_opened_again(counter: Counter) -> None:
    count = counter.open()
    scan(counter, count, CARD1)
    office.close_stocktake(counter.store, counter.author, count)
    with pytest.raises(NotCounted, match="closed"):
        scan(counter, count, code_of(5002))
    office.reopen_stocktake(counter.store, counter.author, count)
    assert scan(counter, count, code_of(5002)).meaning.kind == "found"


def late_record(counter: Counter, count: str, thing: str) -> None:
    """What a phone recorded before it heard of the closing arrives now."""
    author = counter.author
    fields = {"stocktake_id": count, "thing": thing, "verdict": "found", "at_ms": author.at_ms - 60_000}
    counter.store.write(author, [Edit("count", f"late-{thing}-{author.at_ms:x}", fields)])


def test_a_count_that_arrives_after_the_closing_is_shown_as_late_and_taken_in_anew(counter: Counter) -> None:
    """The frozen lines stay as they were until the office closes again."""
    count = counter.open()
    scan(counter, count, CARD1)
    before = office.close_stocktake(counter.store, counter.author, count)
    late_record(counter, count, "a2")
    row = stocktakes.stocktake(counter.store.db, count)
    view = stocktake_view(counter.store, count)
    assert row is not None
    assert view is not None
    frozen = frozen_lines(counter.store, row)
    assert frozen.lines == before
    assert [each.thing for each in frozen.late(view.records)] == ["a2"]
    office.reopen_stocktake(counter.store, counter.author, count)
    after = office.close_stocktake(counter.store, counter.author, count)
    assert {line.thing for line in before} - {line.thing for line in after} == {"a2"}
    again = stocktakes.stocktake(counter.store.db, count)
    assert again is not None
    assert frozen_lines(counter.store, again).lines == after


def state(counter: Counter) -> list[tuple[object, ...]]:
    rows = counter.store.rows("select id, room_id, state, quantity from asset order by id")
    return [tuple(row.values()) for row in rows]


def closed_with_findings(counter: Counter) -> str:
    count = counter.open()
    scan(counter, count, code_of(5003))
    count_findings.say_damaged(counter.store, counter.author, count, "a1", "r1", "坏了")
    count_findings.say_not_found(counter.store, counter.author, count, ["a5"], "找不到")
    counting.count_card(counter.store, counter.author, count, "a8", "r4", quantity=40)
    office.close_stocktake(counter.store, counter.author, count)
    return count


def test_accepting_changes_the_ledger_in_one_step_and_undo_puts_it_back(counter: Counter) -> None:
    before = state(counter)
    count = closed_with_findings(counter)
    done = office.accept_stocktake(counter.store, counter.author, count)
    assert (done.changed, done.left) == (4, ())
    changed = {row[0]: row[1:] for row in state(counter)}
    assert changed["a3"] == ("r1", "in_use", 1)
    assert changed["a1"] == ("r1", "repair", 1)
    assert changed["a5"] == ("r3", "to_scrap", 1)
    assert changed["a8"] == ("r4", "in_use", 40)
    undone = office.undo_acceptance(counter.store, counter.author, count)
    assert (undone.changed, undone.left) == (4, ())
    assert state(counter) == before
    assert office.accept_stocktake(counter.store, counter.author, count).changed == 4
    assert office.undo_acceptance(counter.store, counter.author, count).changed == 4
    assert state(counter) == before


def test_undo_leaves_alone_what_was_changed_since_and_names_it(counter: Counter) -> None:
    count = closed_with_findings(counter)
    office.accept_stocktake(counter.store, counter.author, count)
    counter.write(Edit("asset", "a3", {"room_id": "r4"}))
    undone = office.undo_acceptance(counter.store, counter.author, count)
    assert [(each.name, each.why) for each in undone.left] == [("投影仪3", "changed")]
    assert undone.changed == 3
    assert {row[0]: row[1] for row in state(counter)}["a3"] == "r4"


def test_accepting_twice_is_refused(counter: Counter) -> None:
    count = closed_with_findings(counter)
    office.accept_stocktake(counter.store, counter.author, count)
    with pytest.raises(NotCounted, match="not_closed"):
        office.accept_stocktake(counter.store, counter.author, count)


def test_an_old_label_counts_as_its_card_and_is_marked(counter: Counter) -> None:
    """Bound anew since: the old code is no surplus, and both labels are one thing."""
    count = counter.open()
    bind(counter.store, counter.author, code_of(777), "a1")
    done = scan(counter, count, CARD1)
    assert (done.name, done.meaning.kind, done.is_old_label) == ("a1", "found", True)
    assert scan(counter, count, code_of(777)).meaning.kind == "already"
    latest = counts.latest_counts(counter.store.db, count, limit=5)
    assert [each.is_old_label for each in latest] == [True]


def test_an_old_label_that_was_counted_as_nobodys_is_its_card_once_that_is_known(counter: Counter) -> None:
    """By a phone that had heard of neither binding."""
    count = counter.open()
    unknown = {"verdict": "nobody", "code": code_of(778), "arrival": "scanned", "room_id": "r1"}
    counter.write(counting.count_edit(counter.author, count, f"code:{code_of(778)}", unknown))
    for code in (778, 779):
        bind(counter.store, counter.author, code_of(code), "a1")
    view = stocktake_view(counter.store, count)
    assert view is not None
    assert view.counted["a1"].is_found
    assert not [line for line in view.lines if line.kind == "surplus"]
