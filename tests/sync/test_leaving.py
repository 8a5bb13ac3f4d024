"""What a phone that reads the gate no more, or reads it anew, still holds of visitors: nothing, photos included."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.store import Edit
from sync.server import devices, erasing, identity
from tests.sync.test_erasing import NAME, PHONE, VISIT, bytes_of, erase, photo_ids
from tests.world import Phone, World


@pytest.fixture
def guard(world: World, office: Phone) -> Phone:
    phone = world.add_phone("guard")
    world.sync(phone)
    return phone


@pytest.fixture
def photo(world: World, guard: Phone) -> bytes:
    """The bytes of a visitor's photo that this guard took and sent."""
    world.write(guard, [Edit("visit", "v", VISIT)])
    sha256 = world.photograph(guard, "visit", "v")
    assert world.sync(guard).refused == 0
    return world.school.photos.read(sha256)


def holds(folder: Path, photo: bytes) -> list[str]:
    content = bytes_of(folder)
    words = {"name": NAME.encode(), "phone": PHONE.encode(), "photo": photo}
    return [what for what, each in words.items() if each in content]


def revoke(world: World, phone: Phone) -> None:
    with world.school.database.writer() as db:
        assert devices.revoke(db, phone.store.device or "", world.now_ms)


def test_a_guard_s_phone_that_becomes_a_teacher_s_holds_no_byte_of_a_visitor(
    world: World, guard: Phone, photo: bytes
) -> None:
    assert holds(guard.folder, photo) == ["name", "phone", "photo"]
    guard.role = "teacher"
    world.enrol(guard)
    world.sync(guard)
    assert holds(guard.folder, photo) == []
    assert guard.store.rows("select * from photo_transfer") == []


def test_a_photo_of_a_stream_that_was_left_goes_only_after_it_was_sent(world: World, guard: Phone) -> None:
    """It is nowhere else before that."""
    world.write(guard, [Edit("visit", "v", VISIT)])
    sha256 = world.photograph(guard, "visit", "v")
    guard.role = "teacher"
    world.enrol(guard)
    content = world.loop.run(guard.files.read(sha256))
    world.sync(guard)
    world.sync(guard)
    assert content is not None
    assert world.school.photos.read(sha256) == content
    assert content not in bytes_of(guard.folder)


def test_a_revoked_guard_s_phone_forgets_the_visitors_when_it_hears_of_it(
    world: World, guard: Phone, photo: bytes
) -> None:
    """No erase reaches it any more."""
    revoke(world, guard)
    world.sync(guard)
    assert guard.store.rows("select * from visit") == []
    assert holds(guard.folder, photo) == []


def test_what_a_revoked_phone_could_not_hand_in_before_is_still_handed_in(
    world: World, guard: Phone, photo: bytes
) -> None:
    world.write(guard, [Edit("visit", "v", {"note": "忘了伞"})])
    revoke(world, guard)
    world.sync(guard)
    assert "忘了伞" in world.server.execute("select line from quarantine").fetchone()[0]


def test_a_phone_that_missed_the_erase_and_reads_anew_drops_the_photo_too(
    world: World, office: Phone, guard: Phone, photo: bytes
) -> None:
    """The server was restored to a day after the erase: the phone gets a snapshot and never hears of it."""
    erase(world, office, ["visit", "v", None], *([["photo", id_, None] for id_ in photo_ids(world)]))
    erasing.purge(world.school.database)
    with world.school.database.writer() as db:
        identity.renew_epoch(db, world.now_ms, "restore")
    world.sync(guard)
    assert guard.store.rows("select * from visit") == []
    assert holds(guard.folder, photo) == []


def test_a_first_read_that_was_cut_leaves_nothing_behind_when_the_role_changes(
    world: World, guard: Phone, photo: bytes
) -> None:
    """Pages that lay ready to be swapped in are of a stream that is not read any more."""
    new = world.add_phone("guard")
    page = world.server.execute("select state from row_state where kind = 'visit'").fetchone()[0]
    with new.store.durable.transaction() as db:
        db.execute("insert into staged (stream, page, payload) values ('gate', 1, ?)", ["row\t" + page])
    new.role = "teacher"
    world.enrol(new)
    world.sync(new)
    assert new.store.rows("select * from staged") == []
    assert holds(new.folder, photo) == []
