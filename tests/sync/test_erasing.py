"""What an erase names leaves the server, every phone and every later backup; the chains still prove themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from storage.change import encode
from storage.store import Edit
from sync.server import erasing
from sync.server.audit_log import find_damage
from sync.server.rights import ROLES
from tests.invariants import rows_equal_the_servers
from tests.sync.conftest import ask, forge, push
from tests.world import Phone, World

NAME, PHONE, SEALED = "慕容查无", "13912345678", "v1.k.c2VhbGVkLW51bWJlcg"
VISIT = {
    "name": NAME, "phone": PHONE, "sort": "parent", "in_ms": 1, "campus_id": "c1", "id_masked": "110***0019",
    "id_sealed": SEALED,
}  # fmt: skip


@pytest.fixture
def guard(world: World, office: Phone) -> Phone:
    phone = world.add_phone("guard")
    world.sync(phone)
    return phone


def sign_in(world: World, guard: Phone, **more: Any) -> str:
    """A visit with a photo, known to everybody at the gate. Returns the photo's name."""
    world.write(guard, [Edit("visit", "v", VISIT | more)])
    photo = world.photograph(guard, "visit", "v")
    assert world.sync(guard).refused == 0
    return photo


def erase(world: World, office: Phone, *rows: list[Any]) -> None:
    fields = {"rows": list(rows), "reason": "retention", "at_ms": world.now_ms}
    world.write(office, [Edit("erase", world.new_id(), fields, "gate")])
    assert world.sync(office).refused == 0


def purge_all(world: World) -> None:
    """As the daily job does at the server; phones do it at the end of each run."""
    erasing.purge(world.school.database)
    for phone in world.phones:
        world.sync(phone)


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def holders(world: World, words: Iterable[str]) -> list[str]:
    """Of server and phones: whose files still hold one of these texts, byte by byte."""
    folders = [world.folder / "server", *(phone.folder for phone in world.phones)]
    return [folder.name for folder in folders if any(word.encode() in bytes_of(folder) for word in words)]


def photo_ids(world: World) -> list[str]:
    return [row[0] for row in world.server.execute("select id from change where kind = 'photo'")]


def test_an_erased_number_is_in_no_file_of_server_and_phones_and_the_visit_stands(
    world: World, office: Phone, guard: Phone
) -> None:
    sign_in(world, guard)
    world.sync(office)
    assert holders(world, [SEALED]) == ["server", office.name, guard.name]
    erase(world, office, ["visit", "v", ["id_sealed", "id_masked"]])
    purge_all(world)
    assert holders(world, [SEALED]) == []
    for phone in (office, guard):
        rows = phone.store.rows("select name, id_sealed from visit")
        assert rows == [{"name": NAME, "id_sealed": None}]
        rows_equal_the_servers(world, phone)


def test_an_erased_visit_is_in_no_file_and_its_photo_neither(
    world: World, office: Phone, guard: Phone
) -> None:
    photo = sign_in(world, guard)
    world.sync(office)
    content = world.school.photos.read(photo)
    erase(world, office, ["visit", "v", None], *([["photo", id_, None] for id_ in photo_ids(world)]))
    purge_all(world)
    assert holders(world, [NAME, PHONE, SEALED, photo]) == []
    assert all(content not in bytes_of(folder) for folder in (world.folder / "server", guard.folder))


def test_check_finds_nothing_damaged_after_an_erase(world: World, office: Phone, guard: Phone) -> None:
    sign_in(world, guard)
    world.write(guard, [Edit("visit", "v", {"out_ms": 5})])
    world.sync(guard)
    erase(world, office, ["visit", "v", ["id_sealed"]])
    erase(world, office, ["visit", "v", None], *([["photo", id_, None] for id_ in photo_ids(world)]))
    found = find_damage(world.server, world.folder / "server" / "photos")
    assert found.damage == ()


def test_check_finds_a_line_that_was_blanked_without_an_erase(
    world: World, office: Phone, guard: Phone
) -> None:
    sign_in(world, guard)
    row = world.server.execute("select rev, hash, line from change where kind = 'visit'").fetchone()
    named = erasing.Named("gate", "visit", "v", frozenset({"id_sealed"}))
    with world.school.database.writer() as db:
        line = erasing.blanked_line(row[2], named, row[1])
        db.execute("update change set line = ? where rev = ?", [line, row[0]])
    damage = find_damage(world.server, world.folder / "server" / "photos").damage
    assert [text for text in damage if "内容被改过" in text]


def test_check_finds_an_erased_line_that_was_altered_afterwards(
    world: World, office: Phone, guard: Phone
) -> None:
    """Only what was named may be missing, and only by the name of the hash that it had."""
    sign_in(world, guard)
    erase(world, office, ["visit", "v", ["id_sealed"]])
    with world.school.database.writer() as db:
        db.execute("update change set line = json_set(line, '$.erased[#]', 'phone') where kind = 'visit'")
    damage = find_damage(world.server, world.folder / "server" / "photos").damage
    assert [text for text in damage if "内容被改过" in text]


def test_a_phone_that_comes_late_reads_blanked_lines_and_ends_like_the_others(
    world: World, office: Phone, guard: Phone
) -> None:
    """Its cursor is from before the visit; the page brings lines whose text is gone."""
    late = world.add_phone("guard")
    world.sync(late)
    sign_in(world, guard)
    erase(world, office, ["visit", "v", ["id_sealed"]], *([["photo", id_, None] for id_ in photo_ids(world)]))
    world.write(guard, [Edit("visit", "v", {"out_ms": 5})])
    world.sync(guard)
    world.sync(late)
    assert late.store.rows("select name, phone, id_sealed, out_ms from visit") == [
        {"name": NAME, "phone": PHONE, "id_sealed": None, "out_ms": 5}
    ]
    assert late.store.rows("select * from parked") == []
    rows_equal_the_servers(world, late)
    assert world.mismatches == []


def test_a_new_phone_gets_nothing_that_was_erased(world: World, office: Phone, guard: Phone) -> None:
    sign_in(world, guard)
    erase(world, office, ["visit", "v", ["id_sealed"]])
    new = world.add_phone("guard")
    assert not hasattr(world.sync(new), "kind")
    assert new.store.rows("select name, id_sealed from visit") == [{"name": NAME, "id_sealed": None}]
    assert world.mismatches == []


def test_work_on_a_row_that_was_erased_meanwhile_is_taken_and_waits_for_the_next_erase(
    world: World, office: Phone, guard: Phone
) -> None:
    """A sign-out typed offline, for a visit that the office has erased on request."""
    sign_in(world, guard)
    world.write(guard, [Edit("visit", "v", {"out_ms": 5, "note": "忘了伞"})])
    world.sync(office)
    erase(world, office, ["visit", "v", None])
    assert world.sync(guard).refused == 0
    world.sync(office)
    assert office.store.rows("select * from visit") == guard.store.rows("select * from visit") == []
    erase(world, office, ["visit", "v", None])
    for phone in (office, guard):
        world.sync(phone)
        assert phone.store.rows("select * from parked") == []
    assert find_damage(world.server, world.folder / "server" / "photos").damage == ()


def test_an_erase_and_what_it_names_in_one_batch_end_like_one_after_the_other(
    world: World, office: Phone, guard: Phone
) -> None:
    world.write(office, [Edit("visit", "v", VISIT)])
    rows = [["visit", "v", ["id_sealed"]]]
    world.write(office, [Edit("erase", "e1", {"rows": rows, "reason": "r", "at_ms": 1}, "gate")])
    world.write(office, [Edit("visit", "v", {"out_ms": 7})])
    world.sync(office)
    world.sync(guard)
    assert guard.store.rows("select id_sealed, out_ms from visit") == [{"id_sealed": None, "out_ms": 7}]
    assert office.store.rows("select id_sealed, out_ms from visit") == [{"id_sealed": None, "out_ms": 7}]
    rows_equal_the_servers(world, office)


def test_the_same_line_again_after_its_erase_is_known_and_brings_nothing_back(
    world: World, office: Phone, guard: Phone
) -> None:
    """A phone whose acknowledgement was lost, or that was set up from its backup."""
    line = guard_line(world, guard)
    erase(world, office, ["visit", "v", None])
    assert [answer[1] for answer in push(world, guard, line)] == ["known"]
    assert world.server.execute("select count(*) from row_state where kind = 'visit'").fetchone()[0] == 0
    assert NAME not in world.server.execute("select line from change where kind = 'visit'").fetchone()[0]


def guard_line(world: World, guard: Phone) -> str:
    change = world.write(guard, [Edit("visit", "v", VISIT)])[0]
    world.sync(guard)
    line: str = guard.store.rows("select line from change where id = ?", [change.id])[0]["line"]
    return line


def test_a_backup_made_after_the_erase_holds_nothing_of_it(world: World, office: Phone, guard: Phone) -> None:
    sign_in(world, guard)
    erase(world, office, ["visit", "v", None])
    erasing.purge(world.school.database)
    world.back_up_server()
    assert NAME.encode() not in world.backups[0].read_bytes()
    held = sqlite3.connect(world.backups[0]).execute("select count(*) from change where kind = 'visit'")
    assert held.fetchone()[0] == 1


@pytest.mark.parametrize("role", [role for role in ROLES if role != "office"])
def test_only_the_office_erases(world: World, office: Phone, role: str) -> None:
    phone = world.add_phone(role)
    world.sync(phone)
    fields = {"rows": [["visit", "v", None]], "reason": "r", "at_ms": 1}
    line = encode(forge(phone, id="e", row="e", stream="gate", kind="erase", fields=fields))
    assert push(world, phone, line)[0][1:3] == ["refused", "not_allowed"]


@pytest.mark.parametrize(
    "rows",
    [
        "everything",
        [["room", "r1", None]],
        [["visit", "v", ["name"]]],
        [["visit", "v", ["in_ms"]]],
        [["visit", "v"]],
        [["photo", "p", ["caption"]]],
        [["visit", 5, None]],
    ],
)
def test_an_erase_that_names_what_may_not_go_is_refused(world: World, office: Phone, rows: Any) -> None:
    """The school's book, a field without which the row could not stand, a part of a record."""
    fields = {"rows": rows, "reason": "r", "at_ms": 1}
    line = encode(forge(office, id="e", row="e", stream="gate", kind="erase", fields=fields))
    assert push(world, office, line)[0][1:3] == ["refused", "bad_value"]


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("office", "guard")])
def test_phones_of_other_roles_never_hold_a_visitor_and_are_refused_when_they_ask(
    world: World, office: Phone, guard: Phone, role: str
) -> None:
    photo = sign_in(world, guard)
    other = world.add_phone(role)
    world.sync(other)
    epoch = world.school.identity.epoch
    for method, path, body in [
        ("GET", f"/v1/pull?stream=gate&epoch={epoch}", b""),
        ("GET", "/v1/snapshot?stream=gate", b""),
        ("POST", "/v1/check", {"streams": {"gate": {"since": 0, "upto": 1}}}),
    ]:
        assert ask(world, method, path, phone=other, body=body)[0] == 403, path
    assert ask(world, "GET", f"/v1/photos/{photo}", phone=other)[0] == 404
    assert NAME not in str(ask(world, "POST", "/v1/rows", phone=other, body={"rows": [["visit", "v"]]})[1])
    assert holders(world, [NAME, PHONE]) == ["server", guard.name]


def test_a_guard_s_phone_that_becomes_a_teacher_s_forgets_the_visitors(
    world: World, office: Phone, guard: Phone
) -> None:
    sign_in(world, guard)
    guard.role = "teacher"
    world.enrol(guard)
    world.sync(guard)
    assert guard.store.rows("select * from visit") == []
    assert guard.store.rows("select line from change where kind = 'visit' and line is not null") == []


@pytest.mark.parametrize("role", ["teacher", "inspector", "repairer", "canteen"])
def test_who_expects_a_visitor_hands_the_name_in_and_forgets_it(
    world: World, office: Phone, guard: Phone, role: str
) -> None:
    """Once the gate has it, no file of the phone holds the name."""
    host = world.add_phone(role)
    world.sync(host)
    fields = {"name": NAME, "phone": PHONE, "day": "2026-11-23", "code": "7K3F9XW2QM", "state": "waiting"}
    world.write(host, [Edit("expected", "x1", fields)])
    assert holders(world, [NAME]) == [host.name]
    assert world.sync(host).refused == 0
    assert world.sync(host).refused == 0
    world.sync(guard)
    assert guard.store.rows("select name from expected") == [{"name": NAME}]
    assert host.name not in holders(world, [NAME, PHONE])


def test_a_viewer_expects_nobody(world: World, office: Phone) -> None:
    viewer = world.add_phone("viewer")
    world.sync(viewer)
    fields = {"name": NAME, "day": "2026-11-23", "code": "7K3F9XW2QM", "state": "waiting"}
    line = encode(forge(viewer, stream="gate", kind="expected", row="x1", fields=fields))
    assert push(world, viewer, line)[0][1:3] == ["refused", "not_allowed"]
