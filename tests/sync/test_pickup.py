"""Pick-up cards: the gate has child and faces without a network; other roles' phones never hold either."""

from __future__ import annotations

import pytest

from storage import photo_transfers
from storage.queries.pickups import pickup_of_code
from storage.store import Edit
from sync.errors import SyncError
from sync.photos import fetch_original
from sync.session import transport_for
from tests.sync.test_expected import bytes_of, guard
from tests.world import Phone, World

__all__ = ["guard"]
CODE = "0000007T1R"


def made(world: World, office: Phone) -> str:
    """The office's card with one face; its SHA-256."""
    allowed = [{"name": "欧阳娜娜", "relation": "妈妈", "phone": "13812345678"}]
    fields = {"child": "司马小天", "class_name": "大一班", "code": CODE, "state": "used", "allowed": allowed}
    world.write(office, [Edit("pickup", "k1", fields)])
    sha256 = world.photograph(office, "pickup", "k1")
    world.sync(office)
    return sha256


def original(world: World, phone: Phone, sha256: str) -> bytes:
    return world.loop.run(
        fetch_original(phone.store, transport_for(phone.store, phone.wire), phone.files, sha256)
    )


def test_after_one_sync_the_guard_has_the_card_and_the_face(
    world: World, office: Phone, guard: Phone
) -> None:
    sha256 = made(world, office)
    world.sync(guard)
    card = pickup_of_code(guard.store.db, CODE)
    assert card is not None
    assert card.child == "司马小天"
    assert (photo_transfers.thumbnail(guard.store.db, sha256) or b"")[:3] == b"\xff\xd8\xff"
    assert original(world, guard, sha256)


def test_no_byte_of_a_child_reaches_a_teachers_phone(world: World, office: Phone, teacher: Phone) -> None:
    """Not by a sync, and not by asking for the photo that one knows the fingerprint of."""
    sha256 = made(world, office)
    world.sync(teacher)
    for said in ("司马小天", "欧阳娜娜", "13812345678", sha256):
        assert said.encode() not in bytes_of(teacher)
    with pytest.raises(SyncError, match="refused"):
        original(world, teacher, sha256)


def test_a_teacher_makes_no_card(world: World, office: Phone, teacher: Phone) -> None:
    """The server judges by the role, whatever the phone says."""
    fields = {"child": "甲", "class_name": "乙", "code": CODE, "state": "used", "allowed": []}
    world.write(teacher, [Edit("pickup", "k9", fields)])
    world.sync(teacher)
    world.sync(office)
    assert pickup_of_code(office.store.db, CODE) is None
