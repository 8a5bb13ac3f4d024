"""A signature drawn by finger: strokes in parts of the pad, and the picture that is made of them. Pure.

The picture is a PNG written here in a few lines, because the phone's app has no library for pictures; it goes the
usual way of photos from there (inspect_app/actions/signing.py).
"""

from __future__ import annotations

import itertools
import math
import struct
import zlib
from collections.abc import Sequence

Point = tuple[float, float]
Stroke = tuple[Point, ...]
"""Points in parts of the pad, 0 to 1 from its upper left corner."""

WIDTH_PIXELS, HEIGHT_PIXELS = 600, 240
PAD_RATIO = WIDTH_PIXELS / HEIGHT_PIXELS
PEN_PIXELS = 3
LEAST_INK_PARTS = 0.15
"""How long all strokes must be together, in widths of the pad: a slip of the finger is no signature."""
PAPER, INK = 255, 20


def is_signed(strokes: Sequence[Stroke]) -> bool:
    """True when there is enough ink to be a name."""
    return sum(_length(stroke) for stroke in strokes) >= LEAST_INK_PARTS


def signature_png(strokes: Sequence[Stroke]) -> bytes:
    """The strokes in ink on white paper, 600 x 240 px, 8 bits of grey."""
    rows = [bytearray([PAPER]) * WIDTH_PIXELS for _ in range(HEIGHT_PIXELS)]
    for stroke in strokes:
        for x, y in _spots(stroke):
            _dab(rows, round(x), round(y))
    return _png(rows)


def _length(stroke: Stroke) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(stroke))


def _spots(stroke: Stroke) -> list[Point]:
    """Every pixel or so along the stroke, in px."""
    points = [(x * (WIDTH_PIXELS - 1), y * (HEIGHT_PIXELS - 1)) for x, y in stroke]
    spots = points[:1]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        steps = max(1, math.ceil(math.dist((ax, ay), (bx, by))))
        spots += [(ax + (bx - ax) * n / steps, ay + (by - ay) * n / steps) for n in range(1, steps + 1)]
    return spots


def _dab(rows: list[bytearray], x: int, y: int) -> None:
    """A round spot of the pen; what lies beside the paper is left out."""
    for dy in range(-PEN_PIXELS, PEN_PIXELS + 1):
        if not 0 <= y + dy < HEIGHT_PIXELS:
            continue
        half = math.isqrt(PEN_PIXELS**2 - dy**2)
        left, right = max(0, x - half), min(WIDTH_PIXELS, x + half + 1)
        if left < right:
            rows[y + dy][left:right] = bytes([INK]) * (right - left)


def _png(rows: Sequence[bytearray]) -> bytes:
    """Grey, 8 bits, no filter: W3C PNG (third edition), sections 5 and 11."""
    header = struct.pack(">IIBBBBB", WIDTH_PIXELS, HEIGHT_PIXELS, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
