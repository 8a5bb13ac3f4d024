"""A snapshot replaces a stream at once; what is unsent stays on top, and nothing strange is lost."""

from __future__ import annotations

from pathlib import Path

from storage import cursors, log
from storage.merge import RowState
from storage.snapshot import WholeRow, row_from_json, row_to_json, stage, staged_pages
from storage.store import Edit, Store
from tests.storage.device import CAMPUS, LI, ROOM, arrival, check_of, contents, receive, store_at
from tests.world import knowing, old_kinds

STAMP = "000000000009-0000-bbbbbbbbbb"


def row(kind: str, row_id: str, stream: str = "core", **values: object) -> WholeRow:
    stamps = dict.fromkeys(values, STAMP)
    return WholeRow(kind, row_id, stream, RowState(dict(values), stamps, {}, {}, STAMP, "wang", 9))


SCHOOL_ROW = row("room", "r1", campus_id="c1", building="A", number="9", keeper="王")


def load(store: Store, *rows: WholeRow, epoch: str = "e1") -> None:
    store.load_snapshot("core", epoch, 5, rows, [])


def test_what_the_stream_held_before_is_gone_and_what_it_holds_now_is_here() -> None:
    store = store_at()
    receive(store, [arrival("i", "person", "p", {"name": "old"})])
    load(store, SCHOOL_ROW)
    held = contents(store)
    assert (held["person"], len(held["room"])) == ([], 1)
    assert cursors.read_cursors(store.db)["core"].rev == 5


def test_unsent_work_is_in_the_outbox_and_on_top() -> None:
    """The same room was changed here and is in the snapshot: the newer edit of this phone stands."""
    store = store_at()
    store.write(LI, [CAMPUS, ROOM, check_of("r1")])
    before = log.outbox(store.db)
    load(store, SCHOOL_ROW)
    assert log.outbox(store.db) == before
    assert store.rows("select number, keeper from room") == [{"number": "101", "keeper": "王"}]
    assert [row[0] for row in contents(store)["check"]] == ["k1"]


def test_acknowledged_work_that_the_server_does_not_show_is_not_shown() -> None:
    """But its line stays, to be offered again to a server that has lost it."""
    store = store_at()
    store.write(LI, [CAMPUS])
    with store.durable.transaction() as db:
        log.set_accepted(db, [(log.outbox(db)[0][1], 3)])
    load(store)
    assert contents(store)["campus"] == []
    assert len(log.own_lines_above(store.db, "aaaaaaaaaa", 0, 10)) == 1


def test_other_streams_are_not_touched() -> None:
    store = store_at()
    receive(store, [arrival("i", "asset", "a", {"name": "椅子"}, stream="assets")])
    load(store)
    assert len(contents(store)["asset"]) == 1


def test_another_life_of_the_server_takes_others_history_with_it() -> None:
    """Its lines may come again under other numbers; old ones merged beside them would not be the server's."""
    store = store_at()
    load(store)
    receive(store, [arrival("i", "campus", "c9", {"name": "x"})])
    load(store)
    assert log.known_ids(store.db, ["i"]) == {"i"}
    load(store, epoch="e2")
    assert log.known_ids(store.db, ["i"]) == set()


def test_a_field_that_an_old_version_left_out_comes_after_its_update(tmp_path: Path) -> None:
    """The stream is fetched anew; until then it is not compared."""
    with knowing(old_kinds()):
        old = store_at(tmp_path / "d.db")
        load(old, SCHOOL_ROW, row("skip", "s", round_id="x", room_id="r1", reason="x", at_ms=1))
        assert old.rows("select keeper from room") == [{"keeper": None}]
        old.close()
    new = store_at(tmp_path / "d.db")
    assert cursors.read_cursors(new.db) == {}
    load(new, SCHOOL_ROW)
    assert new.rows("select keeper from room") == [{"keeper": "王"}]


def test_a_word_that_this_version_does_not_know_fails_no_snapshot() -> None:
    """The field stays empty; a row that needs it stays away."""
    store = store_at()
    load(store, row("room", "r1", campus_id="c1", building="A", number="1", state="haunted"))
    load_patrol = row("fault", "f", "patrol/c1", title="x", state="pondered", found_ms=1)
    store.load_snapshot("patrol/c1", "e1", 5, [load_patrol], [])
    assert store.rows("select state from room") == [{"state": None}]
    assert contents(store)["fault"] == []


def test_a_row_reads_back_as_it_was_written() -> None:
    assert row_from_json(row_to_json(SCHOOL_ROW)) == SCHOOL_ROW


def test_staged_pages_survive_and_come_back_in_order(tmp_path: Path) -> None:
    """Ten pages: in the order of numbers, not of text."""
    store = store_at(tmp_path / "d.db")
    for page in range(12, 0, -1):
        with store.durable.transaction() as db:
            stage(db, "core", page, f"p{page}")
    store.close()
    assert staged_pages(store_at(tmp_path / "d.db").db, "core") == [f"p{n}" for n in range(1, 13)]


def test_a_row_whose_change_was_refused_stands_as_the_server_says() -> None:
    """And with the unsent edits of this phone on top; a row that the server does not have is gone."""
    store = store_at()
    store.write(LI, [CAMPUS, ROOM, Edit("room", "r1", {"note": "refused"})])
    refused = log.outbox(store.db)[-1][1]
    with store.durable.transaction() as db:
        log.set_accepted(db, [(id_, 1) for _, id_, _ in log.outbox(db)[:2]])
        store.note_refused(db, [(refused, "not_allowed")])
    store.write(LI, [Edit("room", "r1", {"use": "教室"})])
    assert store.rows_to_take_back() == [("room", "r1")]
    store.take_back({("room", "r1"): SCHOOL_ROW})
    assert store.rows("select number, note, use from room") == [{"number": "9", "note": None, "use": "教室"}]
    assert store.rows_to_take_back() == []
    store.take_back({("campus", "c1"): None})
    assert contents(store)["campus"] == []
