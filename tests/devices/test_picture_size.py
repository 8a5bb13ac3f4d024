"""A picture's header is believed before the picture is decoded."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from inspect_app.devices.picture_size import picture_size, refuse_unfit
from inspect_app.devices.ports import Refusal


def encoded(form: str, size: tuple[int, int] = (300, 200)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, form)
    return target.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP", "WEBP"])
def test_the_size_stands_in_the_header(form: str) -> None:
    """Every form that a phone hands over tells its size without being decoded."""
    assert picture_size(encoded(form)) == (300, 200)


def test_a_lossless_webp_tells_its_size_too() -> None:
    """Its header packs both numbers into 28 bits."""
    target = io.BytesIO()
    Image.new("RGB", (301, 77)).save(target, "WEBP", lossless=True)
    assert picture_size(target.getvalue()) == (301, 77)


def test_a_jpeg_with_a_long_exif_tells_its_size() -> None:
    """The frame comes after segments of any length."""
    picture = Image.new("RGB", (40, 30))
    exif = Image.Exif()
    exif[0x010E] = "x" * 60_000
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    assert picture_size(target.getvalue()) == (40, 30)


def test_a_picture_of_a_hundred_megapixels_is_refused_by_its_header() -> None:
    """A PNG of a few bytes may claim any size; decoding it would end the app on a phone."""
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 10_000, 10_000) + b"\x08\x02\0\0\0"
    with pytest.raises(Refusal) as refused:
        refuse_unfit(bomb)
    assert refused.value.reason == "picture_too_large"


def test_two_hundred_megabytes_are_refused_by_their_length() -> None:
    """Before anything is read of it."""
    with pytest.raises(Refusal) as refused:
        refuse_unfit(bytes(200_000_000))
    assert refused.value.reason == "picture_too_large"


@pytest.mark.parametrize("raw", [b"", b"short"])
def test_what_is_too_short_for_any_picture_is_refused(raw: bytes) -> None:
    """There is no header to read."""
    with pytest.raises(Refusal) as refused:
        refuse_unfit(raw)
    assert refused.value.reason == "picture_unreadable"


@pytest.mark.parametrize("raw", [encoded("JPEG")[:30], b"\xff\xd8" + b"\xff" * 40, encoded("PNG")[:18]])
def test_a_header_that_is_cut_names_no_size(raw: bytes) -> None:
    """The decoder will say what is wrong with it."""
    assert picture_size(raw) is None
