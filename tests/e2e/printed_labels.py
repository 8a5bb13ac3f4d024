"""Labels on paper, as a phone's camera sees them: printed by the real command, rendered, held before the lens."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import qrcode
from PIL import Image

from assets_qr.code import parse
from assets_qr.sheet import places
from assets_qr.stock import stock_called
from tests.assets_qr.papers import cut_out, read, rendered_pages
from tests.running import Server, run_command

STOCK = "L7160"
DOTS_PER_INCH = 300
LENS = (640, 480)
FRAMES_A_SECOND = 30  # at which Chromium's fake camera plays a clip of JPEGs, again and again


def blank_labels(school: Server, count: int) -> list[Image.Image]:
    """A sheet of blank labels, printed by the office and cut up."""
    sheet = school.folder.parent / "blank.pdf"
    asked = ("labels", "--blank", str(count), "--stock", STOCK, "--address", school.address)
    done = run_command("--data", school.folder, *asked, "--out", sheet)
    assert done.status == 0, done.err
    page, stock = rendered_pages(sheet.read_bytes(), DOTS_PER_INCH)[0], stock_called(STOCK)
    return [cut_out(page, stock, placed, DOTS_PER_INCH) for placed in places(stock, count)]


def code_on(label: Image.Image) -> str:
    """The ten signs of the code that is printed on it."""
    return parse(read(label)).text  # type: ignore[union-attr]


def qr_code(text: str) -> Image.Image:
    """A symbol alone, as on a label that another system made."""
    return qrcode.make(text, box_size=8, border=4).convert("L")


def hold_up(clip: Path, labels: Sequence[Image.Image], seconds_each: float = 0.2) -> Path:
    """Hold these before the camera that plays `clip` (.mjpeg), one after the other.

    The camera opens its file each time that it is switched on: what is held up meanwhile is seen next time.
    """
    frames = [_frame(label) * round(seconds_each * FRAMES_A_SECOND) for label in labels]
    unseen = clip.with_suffix(".unseen")
    unseen.write_bytes(b"".join(frames))
    return unseen.replace(clip)


def _frame(label: Image.Image) -> bytes:
    picture = Image.new("RGB", LENS, "#6b7280")
    label.thumbnail((LENS[0] - 40, LENS[1] - 40))
    picture.paste(label, ((LENS[0] - label.width) // 2, (LENS[1] - label.height) // 2))
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=90)
    return jpeg.getvalue()
