"""Taking in others' changes on real SQLite: any order, duplication and batching give the same tables."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from storage import log
from storage.change import decode, digest_of
from storage.log import Logged
from storage.store import Store
from tests.storage.device import CAMPUS, LI, ROOM, arrival, check_of, contents, receive, store_at

ROOM_FIELDS = {"campus_id": "c1", "building": "A", "number": "1"}


@st.composite
def arrivals(draw: st.DrawFn) -> list[Logged]:
    """Rows in parts, late required fields, records, strange kinds, fields and words, in revision order."""
    made = []
    for number in range(1, draw(st.integers(2, 9))):
        row = draw(st.sampled_from(["r1", "r2"]))
        kind, fields = draw(
            st.sampled_from(
                [
                    ("room", ROOM_FIELDS),
                    ("room", {"note": f"n{number}"}),
                    ("room", {"number": f"{number}"}),
                    ("room", {"note": "x", "height_mm": 3}),
                    ("room", {"state": "haunted", "use": f"u{number}"}),
                    ("room", {"number": None}),
                    ("ghost", {"name": "x"}),
                    ("campus", {"name": f"{number}"}),
                    ("check", dict(check_of("r1").fields)),
                    ("check", {**check_of("r1").fields, "result": "perhaps"}),
                    ("check", {**check_of("r1").fields, "arrival": "flown"}),
                    ("check", {"room_id": "r1"}),
                ]
            )
        )
        earlier = [e.stamp for e in made if e.change.row == row and e.change.kind == kind]
        base = {name: draw(st.sampled_from(earlier)) for name in fields if earlier and draw(st.booleans())}
        change_id = f"id{number}"
        row = change_id if kind == "check" else row
        device = draw(st.sampled_from(["bbbbbbbbbb", "cccccccccc"]))
        made.append(arrival(change_id, kind, row, fields, ms=number, base=base, device=device, rev=number))
    return made


def cut(order: list[Logged], places: list[int]) -> list[list[Logged]]:
    edges = sorted({place % (len(order) + 1) for place in places})
    return [order[a:b] for a, b in zip([0, *edges], [*edges, len(order)], strict=True)]


@settings(max_examples=120, deadline=None)
@given(arrivals(), st.data())
def test_any_order_duplication_and_batching_give_the_same_tables(
    made: list[Logged], data: st.DataObject
) -> None:
    """Byte for byte, with what waits for a row or an update beside them."""
    in_turn, shuffled = store_at(), store_at()
    receive(in_turn, *[[entry] for entry in made])
    again = data.draw(st.lists(st.sampled_from(made), max_size=3))
    order = data.draw(st.permutations([*made, *again]))
    receive(shuffled, *cut(order, data.draw(st.lists(st.integers(0, 20), max_size=3))))
    assert contents(shuffled) == contents(in_turn)


def test_own_work_that_a_restored_server_had_lost_is_shown_again_when_it_comes_back() -> None:
    """Its snapshot took it off the tables; offered again, it comes by the next page, known by its id."""
    store = store_at()
    store.write(LI, [CAMPUS])
    ((_, change_id, line),) = log.outbox(store.db)
    with store.durable.transaction() as db:
        log.set_accepted(db, [(change_id, 1)])
    store.load_snapshot("core", "epoch2", 0, [], [])
    assert contents(store)["campus"] == []
    change = decode(line)
    receive(store, [Logged(change, change.stamp, 2, digest_of(line), line)])
    assert len(contents(store)["campus"]) == 1


def test_two_devices_with_the_same_number_hold_up_nobody() -> None:
    """A twin of this phone used the number first: recording and reading go on, the server will judge."""
    store = store_at()
    receive(store, [arrival("i1", "campus", "c9", {"name": "x"}, device="aaaaaaaaaa", ms=1)])
    assert store.write(LI, [CAMPUS])[0].seq == 1


def test_the_clock_is_above_all_that_was_received() -> None:
    """A later edit here beats what it has seen, whatever this phone's wall clock says."""
    store = store_at()
    future = LI.at_ms + 4 * 60_000
    receive(store, [arrival("i1", "campus", "c1", {"name": "东"}, ms=future)])
    store.write(LI, [CAMPUS])
    assert _name(store) == "东校区"


def test_an_edit_beats_the_value_it_saw_even_when_the_clock_was_set_back() -> None:
    """Adopting the server's time may bring the clock below a stamp that stands in a row."""
    store = store_at()
    receive(store, [arrival("i1", "campus", "c1", {"name": "东"}, ms=LI.at_ms + 4 * 60_000)])
    with store.durable.transaction() as db:
        head = store.head()
        store._save_head(db, type(head)(type(head.clock)("aaaaaaaaaa"), head.seq, head.link))
    store.write(LI, [CAMPUS])
    assert _name(store) == "东校区"


def test_a_record_that_comes_again_beside_new_ones_is_not_doubled() -> None:
    """One known record in a page does not keep the others out."""
    store = store_at()
    first = arrival("k1", "check", "k1", dict(check_of("r1").fields))
    second = arrival("k2", "check", "k2", dict(check_of("r1").fields), ms=2)
    receive(store, [first])
    receive(store, [first, second, first])
    assert [row[0] for row in contents(store)["check"]] == ["k1", "k2"]


def test_a_stream_that_is_ours_no_more_leaves_and_unsent_work_stays() -> None:
    """Rows, what waited, and others' lines go; the outbox is never touched."""
    store = store_at()
    receive(
        store, [arrival("i1", "person", "p1", {"name": "王"}), arrival("i2", "room", "r9", {"note": "x"})]
    )
    store.write(LI, [CAMPUS, ROOM])
    store.leave_stream("core")
    held = contents(store)
    assert held["person"] == held["campus"] == held["parked"] == []
    assert store.db.execute("select count(*) from change where rev is null").fetchone() == (2,)
    assert store.db.execute("select count(*) from change where rev is not null").fetchone() == (0,)


def _name(store: Store) -> str:
    return store.db.execute("select name from campus").fetchone()[0]
