"""Others' photos in full are kept up to a limit, the oldest going first; one's own never go."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import pytest

from inspect_app.actions.originals import original_photo
from inspect_app.actions.photos import keep_photo
from storage.edits import Edit
from storage.photo_transfers import keep_thumbnail, set_state
from tests.screens.school import Phone, school_phone

SIZE = 1000


class Photos:
    """The server's originals, of 1000 bytes each; the records and thumbnails of them are on the phone."""

    def __init__(self, phone: Phone, count: int, *, have_thumbnails: bool = True) -> None:
        made = [f"original{number:04d}".encode().ljust(SIZE, b".") for number in range(count)]
        self.contents = {hashlib.sha256(content).hexdigest(): content for content in made}
        self.shas = list(self.contents)
        phone.store.set_settings(address="https://inspect.school.cn", token="t", server="s1")
        phone.fake.wire.answer = lambda _, url, *__: (200, {}, self.contents[url.rpartition("/")[2]])
        for sha256 in self.shas:
            fields = {"sha256": sha256, "size": SIZE, "about_kind": "check", "about_id": "k1", "taken_ms": 1}
            phone.write(Edit("photo", sha256[:32], fields, stream="patrol/c1"))
            if have_thumbnails:
                with phone.store.durable.transaction() as db:
                    keep_thumbnail(db, sha256, b"\xff\xd8\xffsmall\xff\xd9")


def look(phone: Phone, sha256: str, most: int) -> bytes:
    """Open a photo in full, where `most` of them may be kept."""
    return asyncio.run(original_photo(phone.store, phone.fake.device, sha256, most_bytes=most * SIZE))


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return school_phone(tmp_path)


@pytest.mark.parametrize("have_thumbnails", [True, False])
def test_the_oldest_fetched_originals_go_when_there_are_too_many(phone: Phone, have_thumbnails: bool) -> None:
    """Opened again it is fetched again, and is the newest then."""
    photos = Photos(phone, 5, have_thumbnails=have_thumbnails)
    for sha256 in photos.shas:
        assert look(phone, sha256, most=3) == photos.contents[sha256]
    assert list(phone.fake.photos.files) == photos.shas[2:]
    look(phone, photos.shas[0], most=3)
    look(phone, photos.shas[0], most=3)
    assert set(phone.fake.photos.files) == {photos.shas[0], *photos.shas[3:]}


def test_ones_own_photos_never_go_sent_or_not(phone: Phone) -> None:
    """However little may be kept of others': neither those of a draft nor those that are on the server."""
    waiting = asyncio.run(keep_photo(phone.store, phone.fake.device, b"\xff\xd8waiting" * 900, "")).sha256
    sent = asyncio.run(keep_photo(phone.store, phone.fake.device, b"\xff\xd8sent" * 900, "")).sha256
    with phone.store.durable.transaction() as db:
        set_state(db, sent, "sent", "")
    photos = Photos(phone, 3)
    for sha256 in photos.shas:
        look(phone, sha256, most=1)
    assert set(phone.fake.photos.files) == {waiting, sent, photos.shas[2]}


def test_a_file_that_nobody_has_noted_yet_stays(phone: Phone) -> None:
    """A photo is on disk a moment before it is noted as one's own."""
    fresh = asyncio.run(phone.fake.photos.keep(b"\xff\xd8fresh"))
    photos = Photos(phone, 2)
    for sha256 in photos.shas:
        look(phone, sha256, most=1)
    assert set(phone.fake.photos.files) == {fresh, photos.shas[1]}


def test_pictures_of_how_it_should_look_stay_for_where_there_is_no_network(phone: Phone) -> None:
    photos = Photos(phone, 3)
    look(phone, photos.shas[0], most=2)
    with phone.store.durable.transaction() as db:
        set_state(db, photos.shas[0], "sent", "")  # as fetch_guides notes them
    for sha256 in photos.shas[1:]:
        look(phone, sha256, most=1)
    assert set(phone.fake.photos.files) == {photos.shas[0], photos.shas[2]}


def test_originals_that_an_older_version_fetched_go_first(phone: Phone) -> None:
    """It kept no note of them; what they are is known from the state of their transfer."""
    photos = Photos(phone, 3)
    for sha256 in photos.shas[:2]:
        phone.fake.photos.files[sha256] = photos.contents[sha256]
    look(phone, photos.shas[2], most=1)
    assert list(phone.fake.photos.files) == [photos.shas[2]]


def test_a_single_original_above_the_limit_is_still_shown_and_kept(phone: Phone) -> None:
    photos = Photos(phone, 1)
    assert look(phone, photos.shas[0], most=0) == photos.contents[photos.shas[0]]
    assert list(phone.fake.photos.files) == photos.shas


def test_a_full_disk_shows_the_original_all_the_same(phone: Phone) -> None:
    photos = Photos(phone, 1)
    phone.store.db.execute("pragma query_only = 1")
    assert look(phone, photos.shas[0], most=1) == photos.contents[photos.shas[0]]
