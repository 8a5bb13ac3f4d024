"""A new identity: the work of the old one is numbered, chained and stamped anew, and offered again."""

from __future__ import annotations

import json

from storage import log
from storage.change import GENESIS, digest_of
from storage.snapshot import WholeRow
from storage.store import Edit, Store
from tests.storage.device import CAMPUS, LI, ROOM, arrival, check_of, contents, receive, store_at


def forked() -> Store:
    store = store_at()
    store.write(LI, [CAMPUS, ROOM, check_of("r1")])
    with store.durable.transaction() as db:
        log.set_accepted(db, [(store.db.execute("select id from change").fetchone()[0], 7)])
    store.write(LI, [Edit("room", "r1", {"note": "x"})])
    store.become("zzzzzzzzzz", token="new")
    return store


def test_all_work_is_offered_again_under_the_new_identity() -> None:
    """Acknowledged or not, refused or not: the server knows by id what it holds."""
    store = forked()
    assert [seq for seq, _, _ in log.outbox(store.db)] == [1, 2, 3, 4]
    assert {json.loads(line)["device"] for _, _, line in log.outbox(store.db)} == {"zzzzzzzzzz"}


def test_the_new_chain_starts_at_the_beginning_and_has_no_gap() -> None:
    store, link = forked(), GENESIS
    for _, _, line in log.outbox(store.db):
        assert json.loads(line)["previous"] == link
        link = digest_of(line).hex()
    assert (store.head().seq, store.head().link) == (4, link)


def test_ids_and_contents_stay_and_later_edits_still_win() -> None:
    store = forked()
    assert store.rows("select note from room") == [{"note": "x"}]
    store.write(LI, [Edit("room", "r1", {"note": "y"})])
    assert store.rows("select note, losers from room") == [{"note": "y", "losers": "{}"}]


def test_rows_carry_the_new_stamps_as_if_the_new_device_had_written_them() -> None:
    store, other = forked(), store_at(device="zzzzzzzzzz")
    other.write(LI, [CAMPUS, ROOM, check_of("r1")])
    other.write(LI, [Edit("room", "r1", {"note": "x"})])
    assert contents(store) | {"check": []} == contents(other) | {"check": []}


def test_of_two_stamps_of_the_same_moment_the_new_device_name_decides() -> None:
    """On every other copy it will: so it must here."""
    store = store_at()
    store.write(LI, [CAMPUS])
    receive(store, [arrival("i", "campus", "c1", {"name": "西"}, ms=LI.at_ms, device="0000000000")])
    assert store.rows("select name from campus") == [{"name": "东校区"}]
    store.become("000000000-")
    assert store.rows("select name from campus") == [{"name": "西"}]


def test_an_unsent_change_that_waits_for_its_row_waits_under_its_new_number() -> None:
    """A snapshot without the row came in between."""
    store = store_at()
    store.write(LI, [CAMPUS, ROOM])
    with store.durable.transaction() as db:
        log.set_accepted(db, [(id_, 5) for _, id_, _ in log.outbox(db)])
    store.write(LI, [Edit("room", "r1", {"note": "mine"})])
    store.load_snapshot("core", "e", 9, [], [])
    store.become("zzzzzzzzzz")
    waiting = store.db.execute("select line from parked where reason = 'no_row'").fetchall()
    assert {json.loads(line)["device"] for (line,) in waiting} == {"zzzzzzzzzz"}


def test_a_line_that_nobody_can_read_keeps_no_phone_from_its_new_identity() -> None:
    """Half a character, let in by an old version: the others are numbered past it."""
    store = store_at()
    store.write(LI, [CAMPUS, ROOM, check_of("r1")])
    with store.durable.transaction() as db:
        db.execute("update change set line = replace(line, '一号楼', '\\ud83d') where kind = 'room'")
    store.become("zzzzzzzzzz")
    own = [json.loads(line) for _, _, line in log.outbox(store.db)]
    assert sorted(line["seq"] for line in own if line["device"] == "zzzzzzzzzz") == [1, 2]
    assert len(own) == 3


def test_a_first_identity_offers_nothing_again() -> None:
    store = Store.open(":memory:")
    store.become("aaaaaaaaaa", token="t")
    assert (store.head().seq, log.outbox_count(store.db), store.setting("token")) == (0, 0, "t")


def test_adopting_the_servers_stamps_brings_a_clock_that_ran_ahead_back() -> None:
    """Ten years ahead, capped by the server: the next edit is of today again, and wins over its own past."""
    store = store_at()
    ahead = LI.__class__("li", LI.at_ms + 315_360_000_000, 480)
    change = store.write(ahead, [CAMPUS])[0]
    capped = f"{LI.at_ms:012x}-0000-aaaaaaaaaa"
    with store.durable.transaction() as db:
        log.set_accepted(db, [(change.id, 1)])
        state = _state(store, capped)
        store.adopt(db, [WholeRow("campus", "c1", "core", state)], {change.id: capped}, LI.at_ms)
    assert store.head().clock.ms == LI.at_ms
    store.write(LI, [Edit("campus", "c1", {"name": "新"})])
    assert store.rows("select name, losers from campus") == [{"name": "新", "losers": "{}"}]


def _state(store: Store, stamp: str):  # type: ignore[no-untyped-def]
    from storage.kinds import KINDS
    from storage.rows import load_rows

    state = load_rows(store.db, KINDS["campus"], ["c1"])["c1"][1]
    state.stamps["name"] = state.changed_stamp = stamp
    return state
