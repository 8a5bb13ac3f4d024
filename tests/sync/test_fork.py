"""Cloned and restored phones: found out, given an identity of their own, and nothing lost or doubled."""

from __future__ import annotations

from pathlib import Path

from storage import log
from storage.store import Edit
from sync.errors import SyncError
from sync.server import quarantine
from tests.invariants import check_world
from tests.sync.conftest import a_check
from tests.world import Phone, World


def checks(world: World) -> set[str]:
    return {row[0] for row in world.server.execute("select id from change where kind = 'check'")}


def settle(world: World) -> None:
    """Every phone syncs until nothing moves, and the whole school is judged."""
    for _ in range(3):
        outcomes = [world.sync(phone) for phone in world.phones]
    assert not [outcome for outcome in outcomes if isinstance(outcome, SyncError)]
    check_world(world)


def saved(phone: Phone, folder: Path) -> Path:
    phone.copy_to(folder / "copy.db")
    return folder / "copy.db"


def test_two_phones_from_one_backup_both_keep_all_their_work(
    world: World, inspector: Phone, tmp_path: Path
) -> None:
    """The first to send keeps the identity; the other is numbered anew and sends everything."""
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    twin = world.clone(inspector)
    mine = world.write(inspector, [a_check(world), a_check(world)])
    its = world.write(twin, [a_check(world), Edit("fault", "f", _fault(world)), a_check(world)])
    settle(world)
    assert twin.store.device != inspector.store.device
    assert {change.id for change in (*mine, *its) if change.kind == "check"} <= checks(world)
    assert quarantine.waiting(world.server) == []


def _fault(world: World) -> dict[str, object]:
    return {"room_id": "r1", "title": "x", "state": "open", "found_ms": world.now_ms}


def test_a_phone_put_back_to_yesterday_gets_a_new_identity_before_it_sends(
    world: World, inspector: Phone, tmp_path: Path
) -> None:
    """The server knows more of it than it knows itself."""
    copy = saved(inspector, tmp_path)
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    before = inspector.store.device
    inspector.restore(copy)
    settle(world)
    assert inspector.store.device != before


def test_work_that_was_unsent_in_the_backup_and_sent_after_it_is_known_by_its_id(
    world: World, inspector: Phone, tmp_path: Path
) -> None:
    """No double, and no refusal for the office to wonder about."""
    world.write(inspector, [a_check(world), Edit("fault", "f", _fault(world))])
    copy = saved(inspector, tmp_path)
    world.sync(inspector)
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    count = len(checks(world))
    inspector.restore(copy)
    world.write(inspector, [Edit("fault", "f", {"state": "done"})])
    settle(world)
    assert len(checks(world)) == count
    assert quarantine.waiting(world.server) == []


def test_a_twin_is_found_by_its_last_line_even_where_the_numbers_agree(
    world: World, inspector: Phone, tmp_path: Path
) -> None:
    """The server was put back; the twin then used the very number that the first phone had used."""
    world.sync(inspector)
    twin = world.clone(inspector)
    world.back_up_server()
    mine = world.write(inspector, [a_check(world)])
    world.sync(inspector)
    world.restore_server(how="command")
    its = world.write(twin, [a_check(world)])
    world.sync(twin)
    assert inspector.store.head().seq == twin.store.head().seq
    settle(world)
    assert {mine[0].id, its[0].id} <= checks(world)


def test_after_a_restore_of_the_server_the_phones_heal_what_it_lost(
    world: World, office: Phone, inspector: Phone
) -> None:
    """Each offers its own, in any order; then all copies are equal again."""
    world.back_up_server()
    world.write(office, [Edit("room", "r1", {"note": "a"}), a_check(world)])
    world.write(inspector, [a_check(world), a_check(world)])
    world.sync(office)
    world.sync(inspector)
    world.sync(office)
    before = checks(world)
    world.restore_server(how="command")
    assert checks(world) < before
    settle(world)
    assert checks(world) == before
    assert office.store.rows("select note from room where id = 'r1'") == [{"note": "a"}]


def test_a_push_that_overtakes_the_hello_of_a_restored_server_leaves_no_gap(
    world: World, inspector: Phone
) -> None:
    """The server is put back between the hello and the push of one run."""
    world.back_up_server()
    lost = world.write(inspector, [a_check(world)])
    world.sync(inspector)
    world.write(inspector, [a_check(world)])
    inner, seen = inspector.wire.exchange, []

    async def restored_in_between(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        if "/v1/push" in url and not seen:
            seen.append(url)
            world.restore_server(how="command")
        return await inner(method, url, headers, body)

    inspector.wire.exchange = restored_in_between  # type: ignore[method-assign,assignment]
    assert world.sync(inspector).kind == "busy"
    inspector.wire.exchange = inner  # type: ignore[method-assign]
    settle(world)
    assert {lost[0].id} <= checks(world)


def test_a_refusal_that_the_server_lost_is_offered_again(world: World, inspector: Phone) -> None:
    """So that the office still sees it."""
    world.back_up_server()
    world.write(inspector, [Edit("room", "r1", {"note": "not mine to write"})])
    world.sync(inspector)
    world.restore_server(how="command")
    world.sync(inspector)
    assert [row["reason"] for row in quarantine.waiting(world.server)] == ["not_allowed"]
    assert log.outbox_count(inspector.store.db) == 0


def test_a_full_phone_stops_a_run_with_its_name_and_goes_on_later(world: World, inspector: Phone) -> None:
    office = world.phones[0]
    world.write(office, [a_check(world) for _ in range(300)])
    world.sync(office)
    pages = inspector.store.db.execute("pragma page_count").fetchone()[0]
    inspector.store.db.execute(f"pragma max_page_count={pages}").fetchone()
    assert world.sync(inspector).kind == "storage_full"
    inspector.store.db.execute("pragma max_page_count=1073741823").fetchone()
    settle(world)
