"""Parts of the wide window: the QR picture can be read, the keyboard hears one screen at a time."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from inspect_app.parts.keys import Keyboard, moved
from inspect_app.parts.qr import qr_png

URLS = ["http://localhost:8000/join#0123456789AB", "https://" + "a" * 60 + ".school.edu.cn/join#ZZZZZZZZZZZZ"]


@pytest.mark.parametrize("url", URLS)
def test_a_phone_reads_the_picture_of_a_code(url: str) -> None:
    """Our own PNG, read by another's decoder; Pillow takes it as a picture of one bit."""
    picture = Image.open(io.BytesIO(qr_png(url)))
    assert picture.mode == "1"
    assert picture.width == picture.height
    assert [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))] == [url]


def test_moving_stays_inside_the_list() -> None:
    """The first when nothing is chosen, the ends hold."""
    assert moved([], None, 1) is None
    assert moved(["a", "b"], None, 1) == "a"
    assert moved(["a", "b"], "b", 1) == "b"
    assert moved(["a", "b"], "a", -1) == "a"
    assert moved(["a", "b", "c"], "a", 2) == "c"


def test_the_screen_drawn_last_hears_the_keys() -> None:
    """What lies below stays silent until the one above is gone."""
    heard: list[str] = []
    keyboard = Keyboard()

    class Bound:
        def __init__(self, name: str) -> None:
            self.current = {"down": lambda: heard.append(name)}

    below, above = Bound("below"), Bound("above")
    keyboard.bindings = [below, above]
    keyboard.hear("J")
    keyboard.drop(above)
    keyboard.hear("Arrow Down")
    assert heard == ["above", "below"]
