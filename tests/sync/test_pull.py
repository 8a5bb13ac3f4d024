"""Reading on from a cursor: pages that are whole, ours, and an answer to what was asked."""

from __future__ import annotations

import json

import pytest

from storage import cursors
from storage.store import Edit
from sync.errors import SyncError
from sync.protocol import BrokenPage, read_page, write_item, write_page
from tests.faulty_wire import PORTAL
from tests.sync.conftest import a_check, a_fault, ask
from tests.world import Phone, World


def count(phone: Phone, table: str) -> int:
    return phone.store.db.execute(f'select count(*) from "{table}"').fetchone()[0]


def test_what_one_phone_hands_in_the_other_reads(world: World, office: Phone, inspector: Phone) -> None:
    world.sync(office)
    world.write(inspector, [a_check(world), a_fault(world)])
    world.sync(inspector)
    assert world.sync(office).received == 0  # a stream that is new to it comes as a snapshot
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    assert world.sync(office).received == 1
    assert (count(office, "check"), count(office, "fault")) == (2, 1)


def test_many_changes_come_in_pages_and_none_twice(
    world: World, office: Phone, inspector: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.school.PULL_CHANGES_LIMIT", 7)
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    world.sync(office)
    world.write(inspector, [a_check(world) for _ in range(30)])
    world.sync(inspector)
    assert world.sync(office).received == 30
    assert count(office, "check") == 31


def test_a_run_that_breaks_between_pages_goes_on_where_it_was(
    world: World, office: Phone, inspector: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.school.PULL_CHANGES_LIMIT", 5)
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    world.sync(office)
    world.write(inspector, [a_check(world) for _ in range(20)])
    world.sync(inspector)
    inner, seen = office.wire.exchange, []

    async def breaks_off(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        seen.append(url)
        if len([url for url in seen if "patrol" in url]) > 2:
            raise ConnectionError("gone")
        return await inner(method, url, headers, body)

    office.wire.exchange = breaks_off  # type: ignore[method-assign,assignment]
    assert world.sync(office).kind == "offline"
    office.wire.exchange = inner  # type: ignore[method-assign]
    assert count(office, "check") == 11
    assert world.sync(office).received == 10


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("portal", "not_our_server"),
        ("cut", "garbled"),
        ("too_many", "busy"),
        ("unavailable", "busy"),
        ("bad_gateway", "server"),
        ("lost_before", "offline"),
        ("lost_after", "offline"),
    ],
)
def test_each_trouble_of_the_network_has_its_name_and_changes_nothing(
    world: World, inspector: Phone, fault: str, kind: str
) -> None:
    """A log-in page that answers 200 is not believed; the outbox and the cursors stay."""
    world.write(inspector, [a_check(world)])
    before = cursors.read_cursors(inspector.store.db)
    inspector.wire.rate, inspector.wire.faults = 1.0, (fault,)
    error = world.sync(inspector)
    assert isinstance(error, SyncError)
    assert error.kind == kind
    assert error.data.get("retry_after_seconds", 7) in (7, 30)
    assert cursors.read_cursors(inspector.store.db) == before
    inspector.wire.rate = 0.0
    assert world.sync(inspector).accepted == 1


def test_an_answer_to_another_question_is_not_believed(world: World, office: Phone, inspector: Phone) -> None:
    """A cache on the way that leaves out what stands behind the question mark."""
    world.sync(inspector)
    inner, kept = inspector.wire.exchange, []

    async def cached(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        answer = await inner(method, url, headers, body)
        if "/v1/pull" in url:
            kept.append(answer)
            return kept[0]
        return answer

    world.write(office, [Edit("room", "r1", {"note": "x"})])
    world.sync(office)
    inspector.wire.exchange = cached  # type: ignore[method-assign,assignment]
    error = world.sync(inspector)
    assert isinstance(error, SyncError)
    assert error.kind == "not_our_server"


def test_a_cursor_of_another_epoch_gets_snapshot_needed_never_a_short_answer(
    world: World, inspector: Phone
) -> None:
    status, answer = ask(world, "GET", "/v1/pull?stream=core&epoch=old", phone=inspector)
    assert (status, answer["error"], answer["reason"]) == (410, "snapshot_needed", "epoch")


def test_a_stream_beyond_the_scope_is_not_read(world: World, office: Phone) -> None:
    """Neither by pull, snapshot, check nor by naming single rows."""
    phone = world.add_phone("guard")
    world.write(office, [Edit("asset", "a1", {"name": "椅子"})])
    world.sync(office)
    epoch = world.school.identity.epoch
    for path in (f"/v1/pull?stream=assets&epoch={epoch}", "/v1/snapshot?stream=assets"):
        assert ask(world, "GET", path, phone=phone)[1]["error"] == "not_allowed"
    asked = {"streams": {"assets": {"since": 0, "upto": 1}}}
    assert ask(world, "POST", "/v1/check", phone=phone, body=asked)[1]["error"] == "not_allowed"
    _, page = ask(world, "POST", "/v1/rows", phone=phone, body={"rows": [["asset", "a1"], ["room", "r1"]]})
    assert b"r1" in page
    assert "椅子".encode() not in page


@pytest.mark.parametrize("query", ["", "&after=-1", "&limit=0", f"&after={2**64}", "&after=x", "&limit=-5"])
def test_a_question_of_the_wrong_shape_is_broken(world: World, inspector: Phone, query: str) -> None:
    path = f"/v1/pull?stream=core{'' if not query else '&epoch=' + world.school.identity.epoch}{query}"
    assert ask(world, "GET", path, phone=inspector)[1]["error"] == "broken"


def test_a_stream_that_is_ours_no_more_leaves_the_phone(world: World, office: Phone) -> None:
    """The office moved the person to the other campus."""
    phone = world.add_phone("inspector", ["core", "patrol/*"])
    world.write(office, [a_fault(world, "r1"), a_fault(world, "r2")])
    world.sync(office)
    world.sync(phone)
    assert count(phone, "fault") == 2
    with world.school.database.writer() as db:
        scope = json.dumps(["core", "patrol/c2"])
        db.execute("update device set scope = ? where id = ?", [scope, phone.store.device])
    world.sync(phone)
    assert {row["stream"] for row in phone.store.rows("select stream from fault")} == {"patrol/c2"}
    with world.school.database.writer() as db:
        db.execute("update device set scope = ? where id = ?", ['["core","patrol/*"]', phone.store.device])
    world.sync(phone)
    assert count(phone, "fault") == 2


def test_an_old_fault_that_is_opened_again_comes_whole(world: World, office: Phone) -> None:
    """The snapshot's window had left it out: the patch waits, the row itself is asked for."""
    fault = a_fault(world)
    world.write(office, [fault])
    world.write(office, [Edit("fault", fault.row_id, {"state": "accepted"})])
    world.sync(office)
    world.now_ms += 60 * 86_400_000
    phone = world.add_phone("inspector")
    world.sync(phone)
    assert count(phone, "fault") == 0
    world.write(office, [Edit("fault", fault.row_id, {"state": "open"})])
    world.sync(office)
    world.sync(phone)
    assert phone.store.rows("select title, state from fault") == [{"title": "灯", "state": "open"}]


def test_both_ends_differing_is_told_with_both_numbers(world: World, inspector: Phone) -> None:
    """A row was changed behind everybody's back: shown, and nothing is replaced silently."""
    inspector.store.db.execute("update room set digest = digest + 1 where id = 'r1'")
    error = world.sync(inspector)
    assert isinstance(error, SyncError)
    assert (error.kind, error.detail) == ("mismatch", "core")
    told = error.data["streams"][0]
    assert told["here"]["rows"] == told["there"]["rows"]
    assert told["here"]["rows_digest"] == told["there"]["rows_digest"] + 1
    inspector.store.forget_cursors()
    assert not isinstance(world.sync(inspector), SyncError)


def test_a_change_that_was_missed_is_found_by_the_count(
    world: World, office: Phone, inspector: Phone
) -> None:
    """Of kinds whose rows are not compared, the changes received since the snapshot are."""
    world.write(office, [a_check(world)])
    world.sync(office)
    world.sync(inspector)
    with inspector.store.durable.transaction() as db:
        db.execute("update cursor set received = received + 1 where stream = 'patrol/c1'")
    assert world.sync(inspector).kind == "mismatch"


# -- pages -------------------------------------------------------------------------------------------

PAGE = write_page({"server": "s", "count": 2}, [write_item(1, "x", "x", "{}"), write_item(2, "y", "x", "{}")])


def test_a_page_reads_back_as_it_was_written() -> None:
    assert read_page(PAGE) == ({"server": "s", "count": 2}, ["1\t\t{}", "2\ty\t{}"])


@pytest.mark.parametrize("length", range(len(PAGE)))
def test_a_cut_page_is_never_taken_for_a_short_one(length: int) -> None:
    """Wherever it was cut, even at the end of a line."""
    with pytest.raises(BrokenPage):
        read_page(PAGE[:length])


@pytest.mark.parametrize(
    "text", [PORTAL.decode(), "", "end\n", "{}\nend\n", '{"server":"s","count":5}\nend\n']
)
def test_a_strangers_page_is_no_page(text: str) -> None:
    with pytest.raises(BrokenPage):
        read_page(text)
