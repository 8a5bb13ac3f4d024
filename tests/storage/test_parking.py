"""What cannot be understood yet waits, and is applied when its cause is gone: by an update, or by its row."""

from __future__ import annotations

from pathlib import Path

from storage import parking
from storage.kinds import KINDS
from storage.store import Store
from tests.storage.device import CAMPUS, LI, arrival, check_of, contents, receive, store_at
from tests.world import knowing, old_kinds

ROOM = {"campus_id": "c1", "building": "A", "number": "1"}
SKIP = {"round_id": "x", "room_id": "r1", "reason": "上课", "at_ms": 5}
FAULT = {"room_id": "r1", "title": "x", "state": "open", "level": "urgent", "found_ms": 1}
NEW_THINGS = [
    arrival("i1", "room", "r1", {**ROOM, "keeper": "王"}),
    arrival("i2", "skip", "i2", SKIP, ms=2),
    arrival("i3", "fault", "f1", FAULT, ms=3, stream="patrol/c1"),
    arrival("i4", "room", "r1", {"keeper": "李", "note": "x"}, ms=4),
]


def _after_update(path: Path) -> Store:
    with knowing(old_kinds()):
        old = store_at(path)
        receive(old, *[[entry] for entry in NEW_THINGS])
        assert parking.parked_counts(old.db) == {"unknown_kind": 1, "unknown_field": 2, "constraint": 1}
        old.close()
    return store_at(path)


def test_an_old_version_takes_what_it_understands_and_the_rest_after_the_update(tmp_path: Path) -> None:
    """An unknown kind, an unknown field and an unknown word: the tables end as if it had known them."""
    new = store_at()
    receive(new, NEW_THINGS)
    assert contents(_after_update(tmp_path / "d.db")) == contents(new)


def test_a_record_with_a_field_of_tomorrow_is_shown_today_and_completed_tomorrow(tmp_path: Path) -> None:
    fields = {**check_of("r1").fields, "note": "x"}
    known = {**KINDS, "check": KINDS["check"].__class__(**_without(KINDS["check"], "note"))}
    with knowing(known):
        old = store_at(tmp_path / "d.db")
        receive(old, [arrival("k1", "check", "k1", fields)])
        assert old.rows('select note from "check"') == [{"note": None}]
        old.close()
    assert store_at(tmp_path / "d.db").rows('select note from "check"') == [{"note": "x"}]


def _without(kind: object, field: str) -> dict[str, object]:
    held = {name: getattr(kind, name) for name in kind.__slots__}  # type: ignore[attr-defined]
    return held | {"fields": {k: v for k, v in held["fields"].items() if k != field}}


def test_a_patch_that_comes_before_its_row_waits_for_it() -> None:
    store = store_at()
    receive(store, [arrival("i2", "room", "r1", {"note": "x"}, ms=2)])
    assert contents(store)["room"] == []
    receive(store, [arrival("i1", "room", "r1", ROOM)])
    assert store.rows("select number, note from room") == [{"number": "1", "note": "x"}]
    assert parking.parked_counts(store.db) == {}


def test_rows_whose_patches_wait_are_asked_of_the_server() -> None:
    """An old fault that a snapshot's window left out, and that somebody opened again."""
    store = store_at()
    receive(store, [arrival("i1", "fault", "f1", {"state": "open"}, stream="patrol/c1")])
    assert parking.missing_rows(store.db, 10) == [("fault", "f1")]


def test_a_strange_change_is_named_by_its_stream_so_that_only_that_is_not_compared() -> None:
    store = store_at()
    receive(store, [arrival("i1", "ghost", "g", {"name": "x"}, stream="assets")])
    assert parking.parked_streams(store.db) == {"assets"}


def test_opening_without_an_update_replays_nothing(tmp_path: Path) -> None:
    """It would cost a start each time."""
    store = store_at(tmp_path / "d.db")
    receive(store, [arrival("i1", "ghost", "g", {"name": "x"})])
    store.write(LI, [CAMPUS])
    changes = store.db.conn.total_changes
    store._replay_parked()
    assert store.db.conn.total_changes == changes


def test_what_waited_for_its_row_and_is_strange_to_this_version_waits_on(tmp_path: Path) -> None:
    """The app was put back to an older version in between: the word comes when it is updated again."""
    new = store_at(tmp_path / "d.db")
    receive(new, [arrival("i2", "fault", "f1", {"level": "urgent"}, ms=2, stream="patrol/c1")])
    new.close()
    with knowing(old_kinds()):
        old = store_at(tmp_path / "d.db")
        receive(old, [arrival("i1", "fault", "f1", {**FAULT, "level": "minor"}, stream="patrol/c1")])
        assert old.rows("select level from fault") == [{"level": "minor"}]
        old.close()
    assert store_at(tmp_path / "d.db").rows("select level from fault") == [{"level": "urgent"}]
