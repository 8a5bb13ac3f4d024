"""A signature: enough ink, a picture that any program opens, a record that says who signed."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image

from inspect_app.actions.signing import keep_signature, signature_edit
from inspect_app.devices.picture_size import picture_size
from inspect_app.signature import HEIGHT_PIXELS, WIDTH_PIXELS, is_signed, signature_png
from storage.store import Edit
from tests.screens.school import school_phone

NAME = (((0.1, 0.5), (0.5, 0.2), (0.9, 0.8)), ((0.2, 0.9), (0.8, 0.9)))


def test_a_slip_of_the_finger_is_no_signature() -> None:
    assert not is_signed(())
    assert not is_signed([((0.5, 0.5), (0.52, 0.5))])
    assert is_signed(NAME)


def test_the_picture_opens_and_holds_ink_where_the_finger_was() -> None:
    """Pillow reads the PNG; the middle of the lower stroke is black, a far corner white."""
    png = signature_png(NAME)
    image = Image.open(io.BytesIO(png))
    image.load()
    assert (image.size, image.mode) == ((WIDTH_PIXELS, HEIGHT_PIXELS), "L")
    assert picture_size(png) == image.size
    middle = image.getpixel((WIDTH_PIXELS // 2, round(0.9 * (HEIGHT_PIXELS - 1))))
    assert middle is not None
    assert middle < 50  # type: ignore[operator]
    assert image.getpixel((0, 0)) == 255


def test_strokes_over_the_edge_stay_on_the_paper() -> None:
    image = Image.open(io.BytesIO(signature_png([((0.0, 0.0), (1.0, 1.0))])))
    image.load()
    assert image.getpixel((0, 0)) < 50  # type: ignore[operator]
    assert image.getpixel((WIDTH_PIXELS - 1, HEIGHT_PIXELS - 1)) < 50  # type: ignore[operator]


def test_the_record_of_a_signature_says_role_and_name(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    signed = asyncio.run(keep_signature(phone.store, phone.fake.device, NAME, "teacher", " 张军 "))
    handover = {
        "room_id": "r1",
        "term": "2026",
        "sort": "start",
        "state": "open",
        "lines": [],
        "opened_ms": 1,
    }
    phone.write(Edit("handover", "h1", handover), signature_edit(signed, "handover", "h1"))
    (row,) = phone.store.rows("select item, caption, about_kind, about_id, sha256 from photo")
    assert (row["item"], row["caption"]) == ("signature:teacher", "张军")
    assert (row["about_kind"], row["about_id"]) == ("handover", "h1")
    assert row["sha256"] in phone.fake.photos.files


def test_nobody_signs_without_a_name_or_ink(tmp_path: Path) -> None:
    """Nothing is left on the disk."""
    phone = school_phone(tmp_path)
    for strokes, name in ((NAME, "  "), ((), "张军")):
        with pytest.raises(ValueError, match="signature"):
            asyncio.run(keep_signature(phone.store, phone.fake.device, strokes, "keeper", name))
    assert phone.fake.photos.files == {}
