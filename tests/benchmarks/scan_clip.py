"""A clip for the fake camera: a grey wall, then a label in a green frame, so that the page can see it come."""

from __future__ import annotations

import io
from pathlib import Path

import qrcode
from PIL import Image

FRAMES_A_SECOND = 30
WALL_SECONDS = 2
LABEL_SECONDS = 4
SIZE = (640, 480)
WALL, GREEN = "#6b7280", "#00c000"


def write_clip(text: str, path: Path) -> Path:
    """Chromium plays it again and again at 30 frames a second, from its beginning whenever a camera is opened."""
    wall = Image.new("RGB", SIZE, WALL)
    label = Image.new("RGB", SIZE, GREEN)
    code = qrcode.make(text, box_size=8, border=4).convert("RGB")
    label.paste(code, ((SIZE[0] - code.width) // 2, (SIZE[1] - code.height) // 2))
    frames = [wall] * (WALL_SECONDS * FRAMES_A_SECOND) + [label] * (LABEL_SECONDS * FRAMES_A_SECOND)
    jpegs = {id(picture): _jpeg(picture) for picture in (wall, label)}
    path.write_bytes(b"".join(jpegs[id(frame)] for frame in frames))
    return path


def _jpeg(picture: Image.Image) -> bytes:
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=90)
    return held.getvalue()
