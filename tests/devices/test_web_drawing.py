"""The browser's half of drawing on a photo: packer/web/worker/pictures.js in a real Chromium."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

import inspect_app.packer
from inspect_app.devices.web.pictures import _pen_and_lines
from inspect_app.marks import Mark
from tests.e2e.browser import browser_program

WORKER = Path(inspect_app.packer.__file__).parent / "web" / "worker" / "pictures.js"
ADDRESS = "http://pictures.test"
DRAW = """
async ([photo, lines]) => {
  const { drawOnPicture } = await import("/pictures.js");
  const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
  const made = await drawOnPicture(bytes, lines);
  const text = (part) => btoa(Array.from(part, (byte) => String.fromCharCode(byte)).join(""));
  return { jpeg: text(made.jpeg), thumbnail: text(made.thumbnail), width: made.width, height: made.height };
}
"""


@pytest.mark.browser
def test_the_browser_burns_the_same_marks_in() -> None:
    """Red on the ring and the shaft, the rest as it was, the size kept, the marks on the thumbnail too."""
    target = io.BytesIO()
    Image.new("RGB", (1200, 1600), "#446688").save(target, "JPEG")
    marks = [Mark("circle", (0.25, 0.25), (0.75, 0.5)), Mark("arrow", (0.1, 0.9), (0.5, 0.9))]
    lines = json.dumps(_pen_and_lines(target.getvalue(), marks))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        page = browser.new_page()
        page.route(f"{ADDRESS}/", lambda route: route.fulfill(body="<html></html>", content_type="text/html"))
        script = WORKER.read_text(encoding="utf-8")
        page.route(
            f"{ADDRESS}/pictures.js",
            lambda route: route.fulfill(body=script, content_type="text/javascript"),
        )
        page.goto(f"{ADDRESS}/")
        made = page.evaluate(DRAW, [base64.b64encode(target.getvalue()).decode(), lines])
        browser.close()
    drawn = Image.open(io.BytesIO(base64.b64decode(made["jpeg"]))).convert("RGB")
    assert drawn.size == (made["width"], made["height"]) == (1200, 1600)
    for spot in ((300, 600), (900, 600), (600, 400), (300, 1440), (598, 1440)):
        red, green, blue = drawn.getpixel(spot)
        assert red > 180, spot
        assert max(green, blue) < 110, spot
    assert abs(drawn.getpixel((600, 600))[0] - 0x44) < 12
    small = Image.open(io.BytesIO(base64.b64decode(made["thumbnail"]))).convert("RGB")
    assert small.size == (192, 256)
    assert small.getpixel((144, 96))[0] > 120
