"""Recording what a person did: all of it is on disk, or nothing of it happened."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storage import cursors, log
from storage.change import LINE_BYTES_LIMIT, digest_of
from storage.store import BadEdit, Edit, NotEnrolled, Store
from storage.streams import NoStream
from tests.storage.device import CAMPUS, LI, ROOM, check_of, contents, everything, store_at

FAULT = {"room_id": "r1", "title": "灯不亮", "state": "open", "found_ms": 1}
BAD = {
    "a kind that nobody knows": Edit("ghost", "g", {"name": "x"}),
    "a field that nobody knows": Edit("room", "r1", {"height": 3}),
    "a text where a number belongs": Edit("fault", "f", {**FAULT, "found_ms": "1"}),
    "a number where a text belongs": Edit("room", "r1", {"number": 101}),
    "true is no number": Edit("fault", "f", {**FAULT, "found_ms": True}),
    "a number that no copy could keep": Edit("fault", "f", {**FAULT, "found_ms": 2**63}),
    "a word that is no choice": Edit("room", "r1", {"state": "haunted"}),
    "a required field is missing": Edit("room", "r2", {"campus_id": "c1"}),
    "a required field is emptied": Edit("room", "r1", {"number": None}),
    "a record without its required fields": Edit("check", "k", {"room_id": "r1"}),
    "a record that was written before": check_of("r1", "k0"),
    "half a character": Edit("room", "r1", {"note": "\ud83d"}),
    "what is no number": Edit("checklist", "l", {"name": "x", "items": [float("nan")]}),
    "a text as long as a book": Edit("room", "r1", {"note": "长" * LINE_BYTES_LIMIT}),
    "no id": Edit("room", "", dict(ROOM.fields)),
    "an id as long as a sentence": Edit("room", "r" * 65, dict(ROOM.fields)),
}


@pytest.fixture
def store() -> Store:
    made = store_at()
    made.write(LI, [CAMPUS, ROOM, check_of("r1", "k0")])
    return made


@pytest.mark.parametrize("what", BAD)
def test_a_bad_edit_is_refused_with_a_reason_and_leaves_nothing(store: Store, what: str) -> None:
    """Neither it nor the good edits of the same action."""
    before = everything(store)
    with pytest.raises(BadEdit, match=r"\w+"):
        store.write(LI, [Edit("room", "r1", {"note": "gut"}), BAD[what]])
    assert everything(store) == before


def test_a_fault_of_an_unknown_place_has_no_stream_and_leaves_nothing(store: Store) -> None:
    """Nobody could say who may read it."""
    before = everything(store)
    with pytest.raises(NoStream):
        store.write(LI, [Edit("fault", "f", {**FAULT, "room_id": "nowhere"})])
    assert everything(store) == before


def test_a_device_of_no_school_records_nothing() -> None:
    with pytest.raises(NotEnrolled):
        Store.open(":memory:").write(LI, [CAMPUS])


def test_an_action_of_several_edits_is_one_chain_of_lines(store: Store) -> None:
    """Each line names the hash of the one before; numbers have no gap."""
    rows = store.db.execute("select seq, line, hash from change order by seq").fetchall()
    assert [seq for seq, _, _ in rows] == [1, 2, 3]
    link = "0" * 64
    for _, line, digest in rows:
        assert json.loads(line)["previous"] == link
        assert digest == digest_of(line)
        link = digest.hex()
    assert store.head().link == link


def test_a_later_edit_names_the_stamps_that_it_replaces(store: Store) -> None:
    """So that everybody knows what its author had seen."""
    first = store.write(LI, [Edit("room", "r1", {"note": "a"})])[0]
    second = store.write(LI, [Edit("room", "r1", {"note": "b", "use": "c"})])[0]
    assert second.base == {"note": first.stamp}


def test_two_edits_of_one_row_in_one_action_keep_their_order(store: Store) -> None:
    store.write(LI, [Edit("room", "r1", {"note": "a"}), Edit("room", "r1", {"note": "b"})])
    assert store.rows("select note, losers from room") == [{"note": "b", "losers": "{}"}]


def test_a_record_lies_in_the_stream_of_its_place_and_its_photo_with_it(store: Store) -> None:
    photo = {"sha256": "0" * 64, "size": 1, "about_kind": "check", "about_id": "k0"}
    change = store.write(LI, [Edit("photo", "p", photo)])[0]
    assert change.stream == "patrol/c1"


def test_what_was_written_waits_in_the_outbox_in_the_order_it_was_made(store: Store) -> None:
    assert [seq for seq, _, _ in log.outbox(store.db)] == [1, 2, 3]
    assert log.outbox_count(store.db) == 3


@pytest.mark.parametrize("at_ms", [0, 1, 2**47, 2**52])
def test_a_wrong_clock_keeps_nobody_from_recording(store: Store, at_ms: int) -> None:
    """1970 or the year 100,000: recorded, and later edits still win over earlier ones."""
    for number in range(3):
        store.write(LI.__class__("li", at_ms, 480), [Edit("room", "r1", {"note": f"{number}"})])
    assert store.rows("select note from room") == [{"note": "2"}]


def test_a_store_that_is_opened_again_holds_the_same(tmp_path: Any) -> None:
    store = store_at(tmp_path / "d.db")
    store.write(LI, [CAMPUS, ROOM, check_of("r1")])
    before = contents(store)
    store.close()
    assert contents(store_at(tmp_path / "d.db")) == before


def test_an_optional_field_can_be_emptied() -> None:
    """A fault that is opened again has no end any more: an edit to nothing is an edit like any other."""
    held = store_at()
    held.write(LI, [CAMPUS, ROOM, Edit("fault", "f", {**FAULT, "closed_ms": 5})])
    held.write(LI, [Edit("fault", "f", {"closed_ms": None, "state": "open"})])
    assert held.rows("select closed_ms from fault") == [{"closed_ms": None}]
    assert held.rows("select * from parked") == []


def test_a_row_that_was_handed_in_and_forgotten_is_still_changed_by_who_handed_it_in(store: Store) -> None:
    """The patch goes out; no table here could show it, and nothing waits for the row."""
    change = store.write(LI, [Edit("expected", "e1", {"state": "cancelled"}, "gate")])[0]
    assert change.id in "".join(line for _, _, line in log.outbox(store.db))
    assert store.rows("select * from expected") == []
    assert store.rows("select * from parked") == []


def test_a_patch_without_its_row_is_refused_where_the_stream_is_read(store: Store) -> None:
    """There the row would have to be here."""
    with store.durable.transaction() as db:
        cursors.start_cursor(db, "gate", "epoch", 0)
    with pytest.raises(BadEdit):
        store.write(LI, [Edit("expected", "e1", {"state": "cancelled"}, "gate")])
