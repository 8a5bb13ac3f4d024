"""A teacher expects a visitor: the gate hears of it, the teacher's phone forgets who it is, others never hear."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.actions.gate.expecting import cancel_expected, expect, own_expected
from inspect_app.gate.expecting import Expecting
from storage.queries.expected import expected_of_code
from storage.store import Author
from tests.world import BEIJING, Phone, World

DAY = "2026-08-29"
WANG = Expecting(name="欧阳娜娜", day=DAY, phone="13812345678", plate="沪A98765", note="带一只大箱子")


@pytest.fixture
def guard(world: World, office: Phone) -> Phone:
    phone = world.add_phone("guard")
    world.sync(phone)
    return phone


def author(world: World, phone: Phone) -> Author:
    return Author(f"person-{phone.name}", world.wall_ms(phone), BEIJING)


def bytes_of(phone: Phone) -> bytes:
    """All files of the phone's database as they lie on its disk."""
    return b"".join(path.read_bytes() for path in sorted(Path(phone.folder).glob("phone.db*")))


def test_after_the_server_has_it_no_byte_of_the_visitor_is_left_on_the_hosts_phone(
    world: World, teacher: Phone, guard: Phone
) -> None:
    own = expect(teacher.store, author(world, teacher), WANG)
    assert "欧阳娜娜".encode() in bytes_of(teacher)
    world.sync(teacher)
    world.sync(guard)
    row = expected_of_code(guard.store.db, own.code)
    assert row is not None
    assert (row.name, row.phone) == ("欧阳娜娜", "13812345678")
    left = bytes_of(teacher)
    for said in ("欧阳娜娜", "13812345678", "沪A98765", "大箱子"):
        assert said.encode() not in left, said
    assert own_expected(teacher.store, f"person-{teacher.name}", DAY) == [own]


def test_a_host_cancels_a_visitor_whom_the_phone_has_forgotten(
    world: World, teacher: Phone, guard: Phone
) -> None:
    own = expect(teacher.store, author(world, teacher), WANG)
    world.sync(teacher)
    cancel_expected(teacher.store, author(world, teacher), own.id)
    world.sync(teacher)
    world.sync(guard)
    row = expected_of_code(guard.store.db, own.code)
    assert row is not None
    assert (row.state, row.name) == ("cancelled", "欧阳娜娜")
    assert teacher.store.rows("select * from parked") == []


def test_no_other_staffs_phone_is_told_of_the_visitor(
    world: World, teacher: Phone, inspector: Phone, guard: Phone
) -> None:
    own = expect(teacher.store, author(world, teacher), WANG)
    world.sync(teacher)
    for phone in (inspector, teacher):
        world.sync(phone)
        assert expected_of_code(phone.store.db, own.code) is None
        assert "欧阳娜娜".encode() not in bytes_of(phone)
