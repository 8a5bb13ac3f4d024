"""A QR code as a picture: the modules of qrcode, written as a PNG of one bit a pixel (no Pillow in the browser)."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

import qrcode

QUIET_MODULES = 4


@lru_cache(maxsize=8)
def qr_png(text: str, module_pixels: int = 8) -> bytes:
    """The PNG of `text`, quiet zone included. Format: W3C PNG, third edition; greyscale, depth 1."""
    drawn = qrcode.QRCode(border=QUIET_MODULES)
    drawn.add_data(text)
    drawn.make(fit=True)
    lines = [_line(row, module_pixels) for row in drawn.get_matrix()]
    side = len(lines) * module_pixels
    pixels = b"".join((b"\0" + line) * module_pixels for line in lines)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(pixels, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _line(row: list[bool], module_pixels: int) -> bytes:
    """One row of pixels, most significant bit first; a dark module is 0."""
    bits = "".join(("0" if dark else "1") * module_pixels for dark in row)
    bits += "1" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
