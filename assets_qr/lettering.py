"""Text on labels: Chinese that wraps where it may, and shrinks before it is cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont, features

from assets_qr.line_breaking import broken

ELLIPSIS = "…"
LINE_HEIGHT = 1.25
SAVES_A_LINE = 0.75


class FontRefused(Exception):
    """The font file cannot be used; the text says which."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken to a width at a size in pixels. `whole` is False when something was cut off."""

    lines: tuple[str, ...]
    size: int
    whole: bool

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the bottom of the last."""
        return round(len(self.lines) * self.size * LINE_HEIGHT)


@lru_cache(maxsize=64)
def typeface(font: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels. Raises FontRefused."""
    try:
        return ImageFont.truetype(str(font), size)
    except OSError as error:
        raise FontRefused(f"字体文件 {font} 打不开，请换一个 OTF、TTF 或 WOFF2 中文字体。") from error


def language() -> str | None:
    """The forms of mainland China, where the text engine can choose them in a font that holds several."""
    return "zh-Hans" if features.check("raqm") else None


def fitted(text: str, font: Path, width: int, height: int, sizes: range) -> Lines:
    """Break `text` into `width` x `height` pixels at the largest of `sizes` (given largest first), or a little
    smaller where that saves a line; at the smallest it is cut and ends in an ellipsis.
    """
    text = " ".join(text.split())
    tried = (Lines(broken(text, typeface(font, size).getlength, width), size, whole=True) for size in sizes)
    fitting = [lines for lines in tried if lines.height <= height]
    if fitting:
        near = [lines for lines in fitting if lines.size >= SAVES_A_LINE * fitting[0].size]
        return min(near, key=lambda lines: (len(lines.lines), -lines.size))
    smallest = sizes[-1]
    rows = max(1, int(height / (smallest * LINE_HEIGHT)))
    lines = broken(text, typeface(font, smallest).getlength, width)
    return Lines(_cut(lines, rows, typeface(font, smallest), width), smallest, whole=len(lines) <= rows)


def draw_lines(on: ImageDraw.ImageDraw, at: tuple[int, int], lines: Lines, font: Path) -> None:
    """Draw lines from the left upper corner `at` in black."""
    face, step = typeface(font, lines.size), lines.size * LINE_HEIGHT
    for number, line in enumerate(lines.lines):
        middle = (at[0], at[1] + round((number + 0.5) * step))
        on.text(middle, line, font=face, fill=0, anchor="lm", language=language())


def _cut(lines: tuple[str, ...], rows: int, face: ImageFont.FreeTypeFont, width: int) -> tuple[str, ...]:
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    while last and face.getlength(last + ELLIPSIS) > width:
        last = last[:-1]
    return (*lines[: rows - 1], last + ELLIPSIS)
