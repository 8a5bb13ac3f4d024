"""The native side of the device ports."""

from __future__ import annotations

import asyncio
import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from inspect_app.devices.native import native_device
from inspect_app.devices.native.photos import FolderPhotos
from inspect_app.devices.native.pictures import PillowPictures
from inspect_app.devices.ports import Device, Picture, Refusal
from inspect_app.marks import Mark

ORIENTATION, GPS = 0x0112, 0x8825


def photo(size: tuple[int, int], *, turned: bool = False) -> bytes:
    """A JPEG as a phone makes it: position in the EXIF, perhaps lying on its side."""
    picture = Image.effect_noise(size, 40).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION] = 6 if turned else 1
    exif.get_ifd(GPS)[1] = "N"
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=95, exif=exif)
    return target.getvalue()


def prepared(raw: bytes, caption: tuple[str, ...] = ()) -> Picture:
    return asyncio.run(PillowPictures().prepare(raw, caption))


def test_a_photo_becomes_upright_small_and_without_its_position() -> None:
    """Long edge 1600 px, about 300 kB, thumbnail within 256 px, no EXIF."""
    made = prepared(photo((4000, 3000), turned=True))
    assert (made.width, made.height) == (1200, 1600)
    assert len(made.jpeg) < 800_000
    opened = Image.open(io.BytesIO(made.jpeg))
    assert opened.size == (1200, 1600)
    assert not opened.getexif()
    assert max(Image.open(io.BytesIO(made.thumbnail)).size) == 256


def test_a_small_photo_is_not_blown_up() -> None:
    """Its size stays."""
    assert (prepared(photo((320, 240))).width, prepared(photo((320, 240))).height) == (320, 240)


def test_the_caption_is_burnt_into_the_bottom() -> None:
    """The strip darkens the bottom and leaves the top as it was; the thumbnail has none."""
    plain = Image.open(io.BytesIO(prepared(photo((1600, 1200))).jpeg)).convert("L")
    made = prepared(photo((1600, 1200)), ("2026-11-20 07:35", "教学楼 302"))
    captioned = Image.open(io.BytesIO(made.jpeg)).convert("L")
    bottom, top = (0, 1180, 1600, 1200), (0, 0, 1600, 20)
    assert mean(captioned.crop(bottom)) < mean(plain.crop(bottom)) - 30
    assert abs(mean(captioned.crop(top)) - mean(plain.crop(top))) < 5


def test_marks_are_burnt_in_where_the_finger_drew_them() -> None:
    """Red on the ring, white beside it, the middle of the ring and the far corner as they were."""
    plain = Image.new("RGB", (1200, 1600), "#446688")
    target = io.BytesIO()
    plain.save(target, "JPEG")
    marks = [Mark("circle", (0.25, 0.25), (0.75, 0.5)), Mark("arrow", (0.1, 0.9), (0.5, 0.9))]
    made = asyncio.run(PillowPictures().draw(target.getvalue(), marks))
    drawn = Image.open(io.BytesIO(made.jpeg)).convert("RGB")
    assert (made.width, made.height) == drawn.size == (1200, 1600)
    for spot in ((300, 600), (900, 600), (600, 400), (300, 1440), (598, 1440)):
        red, green, blue = drawn.getpixel(spot)
        assert red > 180, spot
        assert max(green, blue) < 110, spot
    assert min(drawn.getpixel((300 + 9, 600))) > 150
    for spot in ((600, 600), (1150, 50)):
        assert abs(drawn.getpixel(spot)[0] - 0x44) < 12
    small = Image.open(io.BytesIO(made.thumbnail)).convert("RGB")
    assert small.getpixel((144, 96))[0] > 120


def mean(picture: Image.Image) -> float:
    histogram = picture.histogram()
    return sum(level * count for level, count in enumerate(histogram)) / sum(histogram)


@pytest.mark.parametrize("raw", [b"no picture at all, just text", photo((64, 64))[:400]])
def test_what_is_no_picture_is_refused_in_our_words(raw: bytes) -> None:
    """picture_unreadable, and nothing else is raised."""
    with pytest.raises(Refusal) as refused:
        prepared(raw)
    assert refused.value.reason == "picture_unreadable"


def test_a_photo_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    """Kept twice it is one file; dropped it is gone, and dropping again does no harm."""
    photos = FolderPhotos(tmp_path / "photos")
    name = asyncio.run(photos.keep(b"content"))
    assert name == hashlib.sha256(b"content").hexdigest() == asyncio.run(photos.keep(b"content"))
    assert asyncio.run(photos.held()) == {name}
    assert asyncio.run(photos.read(name)) == b"content"
    asyncio.run(photos.drop(name))
    asyncio.run(photos.drop(name))
    assert (asyncio.run(photos.read(name)), asyncio.run(photos.held())) == (None, frozenset())


def test_a_full_disk_is_named_and_leaves_no_half_photo(tmp_path: Path) -> None:
    """/dev/full answers every write as a full disk does."""
    folder = tmp_path / "photos"
    name = hashlib.sha256(b"content").hexdigest()
    place = folder / name[:2]
    place.mkdir(parents=True)
    (place / name).with_suffix(".part").symlink_to("/dev/full")
    with pytest.raises(Refusal) as refused:
        asyncio.run(FolderPhotos(folder).keep(b"content"))
    assert refused.value.reason == "storage_full"
    assert list(place.iterdir()) == []


def test_the_native_device_opens_its_database(tmp_path: Path) -> None:
    """A plain path with WAL; nobody is asked whether the data may stay."""
    device: Device = native_device(tmp_path)
    place = asyncio.run(device.storage.open())
    assert (place.path, place.journal, place.persisted) == (str(tmp_path / "inspect.db"), "wal", None)
    assert (asyncio.run(device.storage.room_left()) or 0) > 0


def test_a_code_on_a_label_is_read(tmp_path: Path) -> None:
    """The same decoder as on the phone, built natively."""
    import qrcode

    target = io.BytesIO()
    qrcode.make("HTTPS://INSPECT.SCHOOL.CN/Q/ABCDEFGHJK").convert("RGB").save(target, "JPEG")
    assert asyncio.run(native_device(tmp_path).codes.read(target.getvalue())) == (
        "HTTPS://INSPECT.SCHOOL.CN/Q/ABCDEFGHJK",
    )


def test_no_network_is_a_connection_error(tmp_path: Path) -> None:
    """Whatever went wrong on the way, one error says that nothing is known."""
    with pytest.raises(ConnectionError):
        asyncio.run(native_device(tmp_path).wire.exchange("GET", "http://127.0.0.1:9/", {}, b""))
