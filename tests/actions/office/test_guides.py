"""Guide pictures: kept under the name that a checklist calls them by, each name one picture."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from inspect_app.actions.office.guides import keep_guide
from inspect_app.devices.ports import Refusal
from storage.queries.guides import guide_named
from tests.screens.school import Phone, school_phone


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return school_phone(tmp_path)


def keep(phone: Phone, raw: bytes, file: str, called: str = "") -> str:
    return asyncio.run(keep_guide(phone.store, phone.fake.device, phone.author(), raw, file, called))


def test_a_picture_is_kept_under_the_name_of_its_file(phone: Phone) -> None:
    """Wherever it lay; without time and place on it; its thumbnail is there at once."""
    assert keep(phone, b"\xff\xd8door", "C:\\照片\\门.png") == "门.png"
    guide = guide_named(phone.store.db, "门.png")
    assert guide is not None
    assert guide.thumbnail == b"\xff\xd8door"
    assert phone.fake.photos.files[guide.sha256] == b"\xff\xd8door"
    assert phone.fake.pictures.captions == [()]


def test_the_name_of_a_spreadsheet_stays(phone: Phone) -> None:
    """An imported form calls it door.jpg: the chosen file takes that place."""
    assert keep(phone, b"\xff\xd8door", "IMG_0001.jpg", "door.jpg") == "door.jpg"
    assert guide_named(phone.store.db, "IMG_0001.jpg") is None


def test_two_pictures_never_share_a_name(phone: Phone) -> None:
    """The second of the name gets a part of its hash; the same picture again is the same."""
    first = keep(phone, b"\xff\xd8one", "1.jpg")
    second = keep(phone, b"\xff\xd8two", "1.jpg")
    assert (first, second[:2], second[-4:]) == ("1.jpg", "1-", ".jpg")
    assert keep(phone, b"\xff\xd8one", "1.jpg") == first
    assert keep(phone, b"\xff\xd8two", "1.jpg") == second
    assert len(phone.store.rows("select id from guide")) == 2


def test_another_picture_for_an_item_gets_a_name_of_its_own(phone: Phone) -> None:
    """Checks of before keep what they were made with."""
    keep(phone, b"\xff\xd8one", "1.jpg")
    assert keep(phone, b"\xff\xd8two", "2.jpg", called="1.jpg") == "2.jpg"
    held = guide_named(phone.store.db, "1.jpg")
    assert held is not None
    assert phone.fake.photos.files[held.sha256] == b"\xff\xd8one"


def test_what_is_no_picture_leaves_nothing(phone: Phone) -> None:
    phone.fake.pictures.refusal = Refusal("picture_unreadable")
    with pytest.raises(Refusal):
        keep(phone, b"text", "a.jpg")
    with pytest.raises(Refusal, match="too_large"):
        keep(phone, bytes(60_000_001), "a.jpg")
    assert phone.store.rows("select id from guide") == []
    assert phone.fake.photos.files == {}
