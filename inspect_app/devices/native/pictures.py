"""Photos made ready by Pillow."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont, ImageOps

from inspect_app.devices.picture_size import MOST_PIXELS, refuse_unfit
from inspect_app.devices.ports import Picture, Refusal
from inspect_app.marks import HALO, HALO_PARTS, INK, Frame, Mark, Stroke, stroke_width, strokes

LONG_EDGE = 1600
THUMBNAIL_EDGE = 256
TARGET_BYTES = 380_000
QUALITIES = (80, 70, 60, 50)
CAPTION_FONTS = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
    "msyh.ttc",
    "PingFang.ttc",
    "DejaVuSans.ttf",
)
STRIP = (0, 0, 0, 140)
WHITE = (255, 255, 255, 255)


class PillowPictures:
    """Upright, scaled, captioned, without EXIF: the same as the web side makes."""

    async def prepare(self, raw: bytes, caption: tuple[str, ...] = ()) -> Picture:
        refuse_unfit(raw)
        return await asyncio.to_thread(_prepared, raw, caption)

    async def draw(self, jpeg: bytes, marks: Sequence[Mark]) -> Picture:
        return await asyncio.to_thread(_drawn, jpeg, tuple(marks))


def _prepared(raw: bytes, caption: tuple[str, ...]) -> Picture:
    image = _upright(raw)
    image.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
    thumbnail = _thumbnail(image)
    if caption:
        image = _captioned(image, caption)
    return Picture(_jpeg_within(image), image.width, image.height, thumbnail)


def _thumbnail(image: Image.Image) -> bytes:
    small = image.copy()
    small.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE), Image.Resampling.LANCZOS)
    return _jpeg(small, 75)


def _drawn(jpeg: bytes, marks: tuple[Mark, ...]) -> Picture:
    """The marks show on the thumbnail too: they are what the photo is about."""
    image = _upright(jpeg)
    pen = ImageDraw.Draw(image)
    broad = stroke_width(*image.size)
    lines = strokes(marks, Frame(0, 0, *image.size))
    for colour, width in ((HALO, broad * HALO_PARTS), (INK, broad)):
        for line in lines:
            _stroke(pen, line, colour, round(width))
    return Picture(_jpeg_within(image), image.width, image.height, _thumbnail(image))


def _stroke(pen: ImageDraw.ImageDraw, line: Stroke, colour: str, width: int) -> None:
    """A line with round joints and ends."""
    pen.line(line, fill=colour, width=width, joint="curve")
    for x, y in (line[0], line[-1]):
        pen.circle((x, y), width / 2, fill=colour)


def _upright(raw: bytes) -> Image.Image:
    try:
        opened = Image.open(io.BytesIO(raw))
        if opened.width * opened.height > MOST_PIXELS:
            raise Refusal("picture_too_large", f"{opened.width} x {opened.height} px")
        opened.draft("RGB", (LONG_EDGE * 2, LONG_EDGE * 2))
        return ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refusal("picture_unreadable", str(error)) from error


def _captioned(image: Image.Image, lines: tuple[str, ...]) -> Image.Image:
    """The lines on a dark strip along the bottom, from the left."""
    size = max(16, max(image.size) // 50)
    line_height, pad = round(size * 1.4), round(size * 0.6)
    top = image.height - len(lines) * line_height - pad
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    pen.rectangle((0, top - pad // 2, image.width, image.height), fill=STRIP)
    font = _caption_font(size)
    for row, line in enumerate(lines):
        pen.text((pad, top + row * line_height), line, font=font, fill=WHITE)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _caption_font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in CAPTION_FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def _jpeg_within(image: Image.Image) -> bytes:
    jpeg = b""
    for quality in QUALITIES:
        jpeg = _jpeg(image, quality)
        if len(jpeg) <= TARGET_BYTES:
            break
    return jpeg
