"""The first stage: who both ends are, whose clock is wrong, and whether one of them was put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlite_utils import Database

from storage import cursors
from sync.errors import SyncError
from sync.server import identity
from sync.server.database import ServerDatabase
from tests.sync.conftest import a_check, ask
from tests.world import DAY_MS, Phone, World

HELLO = {"protocol": 1, "now": 0}


def epoch_of(world: World) -> str:
    return world.school.identity.epoch


@pytest.mark.parametrize("skew_ms", [-60 * 365 * DAY_MS, -DAY_MS, 0, 5000, 3650 * DAY_MS])
def test_a_phone_learns_how_wrong_its_clock_is_and_goes_on(
    world: World, inspector: Phone, skew_ms: int
) -> None:
    """It may record and send with any clock; its stamps follow the server's time from now on."""
    inspector.skew_ms = skew_ms
    wrong = world.wall_ms(inspector) - world.now_ms
    assert world.sync(inspector).clock_wrong_ms == wrong
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    stamp, at = inspector.store.db.execute(
        "select stamp, at from change order by seq desc limit 1"
    ).fetchone()
    assert abs(int(stamp[:12], 16) - world.now_ms) <= 5000
    assert at == world.wall_ms(inspector)


def test_the_office_sees_when_a_device_was_here_and_what_it_still_holds(
    world: World, inspector: Phone
) -> None:
    message = {**HELLO, "now": world.now_ms + 7000, "unsent": 3}
    assert ask(world, "POST", "/v1/hello", phone=inspector, body=message)[0] == 200
    seen = world.server.execute(
        "select last_seen_ms, unsent, clock_wrong_ms from device where id = ?", [inspector.store.device]
    ).fetchone()
    assert seen == (world.now_ms, 3, 7000)


def test_an_unknown_token_means_signed_out_and_nothing_is_lost(world: World, inspector: Phone) -> None:
    world.write(inspector, [a_check(world)])
    inspector.store.set_settings(token="not mine")
    assert world.sync(inspector).kind == "signed_out"
    world.enrol(inspector)
    assert world.sync(inspector).accepted == 1


def test_another_schools_server_at_the_same_address_is_told_apart(world: World, inspector: Phone) -> None:
    """Also by its refusals: this phone is not signed out, it is in the wrong building."""
    world.write(inspector, [a_check(world)])
    inspector.store.set_settings(server="the right one")
    assert world.sync(inspector).kind == "another_server"
    inspector.store.set_settings(token="of the right one")
    assert world.sync(inspector).kind == "another_server"


def test_a_phone_of_no_school_has_nothing_to_sync(world: World) -> None:
    assert world.sync(world._new_phone("inspector", None)).kind == "not_enrolled"


def test_a_version_that_is_too_old_hands_in_its_work_and_reads_no_more(
    world: World, inspector: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update is asked for when everything it holds is safe."""
    monkeypatch.setattr("sync.server.school.OLDEST_PROTOCOL", 2)
    monkeypatch.setattr("sync.server.app.OLDEST_PROTOCOL", 2)
    world.write(inspector, [a_check(world)])
    assert world.sync(inspector).kind == "too_old"
    assert inspector.store.db.execute("select count(*) from change where rev is null").fetchone() == (0,)
    headers = {"X-Inspect-Protocol": "1"}
    status, answer = ask(world, "GET", "/v1/snapshot?stream=core", phone=inspector, headers=headers)
    assert (status, answer["error"], answer["oldest"]) == (426, "too_old", 2)


def test_a_phone_that_knows_more_than_the_server_gives_away_a_restore(world: World, inspector: Phone) -> None:
    """The whole folder was put back, note and all: the cursor of any phone tells."""
    world.back_up_server()
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    before = epoch_of(world)
    world.restore_server(how="unseen")
    assert world.sync(inspector).accepted == 1
    assert epoch_of(world) != before
    assert world.server.execute("select count(*) from change where kind = 'check'").fetchone() == (1,)


def test_an_acknowledged_number_above_the_servers_gives_a_restore_away_too(
    world: World, office: Phone, inspector: Phone
) -> None:
    """Even when others have pushed the revisions beyond this phone's cursors meanwhile."""
    world.back_up_server()
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    before = epoch_of(world)
    world.restore_server(how="unseen")
    world.write(office, [a_check(world) for _ in range(20)])
    world.sync(office)
    assert epoch_of(world) == before
    world.sync(inspector)
    assert epoch_of(world) != before


def test_a_database_put_back_beside_a_newer_note_gets_a_new_epoch(world: World, inspector: Phone) -> None:
    world.back_up_server()
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    before = epoch_of(world)
    world.restore_server(how="note")
    assert epoch_of(world) != before


def test_restarting_an_unchanged_server_keeps_the_epoch(world: World, inspector: Phone) -> None:
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    before = epoch_of(world)
    world.open_server()
    assert epoch_of(world) == before


def test_a_phone_that_fell_out_between_hello_and_pull_renews_no_epoch(world: World, inspector: Phone) -> None:
    """Its cursors are of the old epoch: they prove nothing about the new one."""
    world.back_up_server()
    world.write(inspector, [a_check(world)])
    world.sync(inspector)
    world.sync(inspector)
    world.restore_server(how="command")
    epoch = epoch_of(world)
    inspector.store.set_settings(epoch=epoch)
    assert {cursor.epoch for cursor in cursors.read_cursors(inspector.store.db).values()} != {epoch}
    world.sync(inspector)
    assert epoch_of(world) == epoch


def test_another_process_sees_a_renewed_epoch_at_once(world: World, inspector: Phone) -> None:
    with world.school.database.writer() as db:
        renewed = identity.renew_epoch(db, 1, "test")
    path = "/v1/pull?stream=core&epoch=" + renewed
    assert ask(world, "GET", path, phone=inspector)[0] == 200


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"protocol": 1},
        {**HELLO, "now": 2**70},
        {**HELLO, "unsent": -1},
        {**HELLO, "cursors": {"core": "x"}},
        {**HELLO, "cursors": []},
        [],
        "x",
    ],
)
def test_a_message_of_the_wrong_shape_is_broken(world: World, inspector: Phone, message: object) -> None:
    status, answer = ask(world, "POST", "/v1/hello", phone=inspector, body=message)
    assert (status, answer["error"]) == (400, "broken")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_is_broken(world: World, inspector: Phone, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    status, answer = ask(world, "POST", "/v1/hello", phone=inspector, body=body, headers=headers)
    assert (status, answer["error"]) == (400, "broken")


def test_every_answer_names_its_server_even_an_error(world: World, inspector: Phone) -> None:
    server = world.school.identity.server
    for method, path in (("GET", "/v1/nothing"), ("GET", "/v1/push"), ("POST", "/v1/hello")):
        assert ask(world, method, path)[1]["server"] == server


def test_a_full_disk_of_the_server_is_told_and_loses_nothing(
    world: World, inspector: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever thread's connection finds it, it serves again when there is room."""
    world.write(inspector, [a_check(world) for _ in range(300)])
    pages = world.server.execute("pragma page_count").fetchone()[0]
    writer = ServerDatabase.writer

    @contextmanager
    def writer_without_room(database: ServerDatabase) -> Iterator[Database]:
        with writer(database) as db:
            db.execute(f"pragma max_page_count={pages}").fetchone()
            yield db

    monkeypatch.setattr(ServerDatabase, "writer", writer_without_room)
    error = world.sync(inspector)
    assert isinstance(error, SyncError)
    assert (error.kind, error.detail) == ("server", "full")
    monkeypatch.undo()
    world.open_server()
    assert world.sync(inspector).accepted == 300
