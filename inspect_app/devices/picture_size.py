"""How large a picture is, read from its header: before it is decoded, so that a huge one does no harm."""

from __future__ import annotations

import struct

from inspect_app.devices.ports import Refusal

MOST_PIXELS = 60_000_000
MOST_BYTES = 50_000_000
# JPEG frames: SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). ITU-T T.81, table B.1.
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_BARE = frozenset({0x01, *range(0xD0, 0xDA)})


def refuse_unfit(raw: bytes) -> None:
    """Raise Refusal('picture_too_large' | 'picture_unreadable'); silent where the picture may be decoded.

    A format whose header is not known here (HEIC, AVIF) is left to the decoder.
    """
    if len(raw) > MOST_BYTES:
        raise Refusal("picture_too_large", f"{len(raw)} bytes")
    if len(raw) < 16:
        raise Refusal("picture_unreadable", f"{len(raw)} bytes")
    size = picture_size(raw)
    if size is None:
        return
    width, height = size
    if width == 0 or height == 0:
        raise Refusal("picture_unreadable", f"{width} x {height} px")
    if width * height > MOST_PIXELS:
        raise Refusal("picture_too_large", f"{width} x {height} px")


def picture_size(raw: bytes) -> tuple[int, int] | None:
    """Width and height in px by the header of a JPEG, PNG, GIF, BMP or WebP; None where it names none."""
    try:
        if raw[:2] == b"\xff\xd8":
            return _jpeg_size(raw)
        if raw[:8] == b"\x89PNG\r\n\x1a\n":
            return struct.unpack_from(">II", raw, 16)
        if raw[:3] == b"GIF":
            return struct.unpack_from("<HH", raw, 6)
        if raw[:2] == b"BM":
            width, height = struct.unpack_from("<ii", raw, 18)
            return width, abs(height)
        if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
            return _webp_size(raw)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg_size(raw: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 4 <= len(raw):
        if raw[position] != 0xFF:
            return None
        marker = raw[position + 1]
        if marker == 0xFF:  # fill byte
            position += 1
        elif marker in JPEG_BARE:
            position += 2
        elif marker in JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", raw, position + 5)
            return width, height
        else:
            position += 2 + struct.unpack_from(">H", raw, position + 2)[0]
    return None


def _webp_size(raw: bytes) -> tuple[int, int] | None:
    chunk = raw[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(raw[24:27], "little"), 1 + int.from_bytes(raw[27:30], "little")
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", raw, 26)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L":
        bits = int.from_bytes(raw[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
