"""A new phone's first read: the state of the school, whatever its age, whole or not at all."""

from __future__ import annotations

import json

import pytest

from storage import cursors
from storage.store import Edit
from sync.protocol import read_page
from tests.sync.conftest import a_check, a_fault, ask, forge, push
from tests.world import DAY_MS, Phone, World, knowing


def snapshot_lines(world: World, phone: Phone, stream: str) -> list[str]:
    lines, after = [], ""
    while after is not None:
        _, page = ask(world, "GET", f"/v1/snapshot?stream={stream}&after={after}", phone=phone)
        head, items = read_page(page.decode())
        lines, after = lines + items, head["next"]
    return lines


def test_a_new_phone_holds_what_an_old_one_holds(world: World, office: Phone) -> None:
    world.write(office, [a_check(world), a_fault(world), Edit("room", "r1", {"note": "x"})])
    world.sync(office)
    phone = world.add_phone("inspector")
    world.sync(phone)
    for table in ("room", "campus", "fault", "check"):
        sql = f'select * from "{table}" order by id'
        assert phone.store.db.execute(sql).fetchall() == office.store.db.execute(sql).fetchall()


def test_a_phone_gets_the_last_days_and_the_latest_of_each_place(world: World, office: Phone) -> None:
    """Older checks only as far as a room would otherwise have none; open faults however old."""
    world.write(office, [a_fault(world)])
    settled = a_fault(world, state="open")
    world.write(office, [settled])
    world.write(office, [Edit("fault", settled.row_id, {"state": "accepted"})])
    for room in ("r1", "r2"):
        world.write(office, [a_check(world, room) for _ in range(10)])
    world.sync(office)
    world.now_ms += 40 * DAY_MS
    world.write(office, [a_check(world, "r1") for _ in range(8)])
    world.sync(office)
    phone, second_office = world.add_phone("inspector"), world.add_phone("office")
    world.sync(phone)
    world.sync(second_office)
    counts = dict(phone.store.db.execute('select room_id, count(*) from "check" group by 1').fetchall())
    assert counts == {"r1": 8, "r2": 3}
    assert phone.store.rows("select state from fault") == [{"state": "open"}]


def test_a_photo_comes_with_what_it_shows(world: World, office: Phone) -> None:
    check, fault = a_check(world), a_fault(world)
    world.write(office, [check, fault])
    shown = {world.photograph(office, "check", check.row_id), world.photograph(office, "fault", fault.row_id)}
    world.sync(office)
    world.now_ms += 40 * DAY_MS
    phone = world.add_phone("inspector")
    world.sync(phone)
    assert {row["sha256"] for row in phone.store.rows("select sha256 from photo")} == shown


@pytest.mark.parametrize("skew_ms", [-60 * 365 * DAY_MS, 3650 * DAY_MS])
def test_a_wrong_clock_hides_no_record_from_a_new_phone(world: World, office: Phone, skew_ms: int) -> None:
    """The window goes by the effective stamp, not by the wall clock of whoever made it."""
    office.skew_ms = skew_ms
    world.sync(office)
    world.write(office, [a_check(world) for _ in range(9)])
    world.sync(office)
    phone = world.add_phone("inspector")
    world.sync(phone)
    assert phone.store.db.execute('select count(*) from "check"').fetchone() == (9,)


def test_its_size_follows_the_school_not_its_age(world: World, office: Phone) -> None:
    """Ten years of checks and settled faults later a new phone gets as many lines as before."""
    sizes = []
    for year in range(2):
        for _ in range(6 if year else 1):
            fault = a_fault(world)
            world.write(office, [*(a_check(world, room) for room in ("r1", "r2") for _ in range(20)), fault])
            world.write(office, [Edit("fault", fault.row_id, {"state": "accepted"})])
            world.now_ms += 30 * DAY_MS
        world.sync(office)
        sizes.append(sum(len(snapshot_lines(world, office, f"patrol/{c}")) for c in ("c1", "c2")))
    phone = world.add_phone("inspector")
    assert len(snapshot_lines(world, phone, "patrol/c1")) <= 3
    assert sizes[1] <= sizes[0]


def test_a_long_snapshot_goes_on_after_a_cut(
    world: World, office: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that were fetched are not fetched again, not even after the app was killed."""
    monkeypatch.setattr("sync.server.snapshot.SNAPSHOT_PAGE_LIMIT", 10)
    many = [Edit("asset", f"a{n:03}", {"name": f"{n}"}) for n in range(95)]
    world.write(office, many)
    world.sync(office)
    phone, asked = world.add_phone("inspector"), []
    inner = phone.wire.exchange

    async def breaks_off(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        if "snapshot?stream=assets" in url:
            asked.append(url)
            if len(asked) % 4 == 0:
                raise ConnectionError("gone")
        return await inner(method, url, headers, body)

    phone.wire.exchange = breaks_off  # type: ignore[method-assign,assignment]
    while "assets" not in cursors.read_cursors(phone.store.db):
        assert phone.store.rows("select id from asset") == []
        world.sync(phone)
        phone.reopen()
        phone.wire.exchange = breaks_off  # type: ignore[method-assign,assignment]
    assert len(phone.store.rows("select id from asset")) == 95
    assert len(set(asked)) == 11
    assert len(asked) <= 15


def test_what_changes_while_the_pages_are_read_is_not_missed(
    world: World, office: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The phone goes on from the revision of the first page."""
    monkeypatch.setattr("sync.server.snapshot.SNAPSHOT_PAGE_LIMIT", 2)
    phone = world.add_phone("inspector")
    inner = phone.wire.exchange
    number = 0

    async def meanwhile(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        nonlocal number
        answer = await inner(method, url, headers, body)
        if "snapshot?stream=core" in url:
            number += 1
            _push_room(world, office, number)
        return answer

    phone.wire.exchange = meanwhile  # type: ignore[method-assign,assignment]
    world.sync(phone)
    phone.wire.exchange = inner  # type: ignore[method-assign]
    world.sync(phone)
    assert number > 3
    rooms = {row["id"] for row in phone.store.rows("select id from room where building = 'new'")}
    assert rooms == {f"new{n}" for n in range(1, number + 1)}


def _push_room(world: World, office: Phone, number: int) -> None:
    """Another phone hands in a room in between; by the school itself, for this loop is at work."""
    fields = {"campus_id": "c1", "building": "new", "number": f"{number}"}
    world.write(office, [Edit("room", f"new{number}", fields)])
    known = world.school.device_of(office.store.setting("token"))
    line = office.store.db.execute("select line from change order by seq desc limit 1").fetchone()[0]
    answer = world.school.push(known, world.school.identity.epoch, [line.encode()])
    assert answer["answers"][0][1] == "accepted"


def test_pages_of_another_epoch_are_thrown_away(world: World, office: Phone) -> None:
    status, answer = ask(world, "GET", "/v1/snapshot?stream=core&after=recent&rev=1&epoch=x", phone=office)
    assert (status, answer["error"]) == (410, "snapshot_needed")


def test_parts_of_a_row_that_is_not_whole_yet_are_on_the_first_page(world: World, office: Phone) -> None:
    """What makes it whole may come between two pages: then its first part is on the phone already."""
    change = forge(office, id="part", row="r9", fields={"note": "first part"})
    push(world, office, json.dumps(change._asdict()))
    _, page = ask(world, "GET", "/v1/snapshot?stream=core", phone=office)
    assert [line for line in read_page(page.decode())[1] if line.startswith("change")]


def test_records_that_an_older_server_folded_as_rows_are_records_after_its_update(
    world: World, office: Phone
) -> None:
    """It did not know the kind then; a new phone gets them as what they are."""
    kinds = dict(world.kinds)
    world.kinds = {name: kind for name, kind in kinds.items() if name != "skip"}
    with knowing(world.kinds):
        world.open_server()
    fields = {"round_id": "r", "room_id": "r1", "reason": "课", "at_ms": 1}
    world.write(office, [Edit("skip", "s1", fields, stream="patrol/c1")])
    world.write(office, [a_check(world)])
    world.sync(office)
    assert world.server.execute("select kind from row_state where kind = 'skip'").fetchall() == [("skip",)]
    world.kinds = kinds
    world.open_server()
    assert world.server.execute("select kind from row_state where kind = 'skip'").fetchall() == []
    phone = world.add_phone("inspector")
    world.sync(phone)
    assert phone.store.rows("select reason from skip") == [{"reason": "课"}]
