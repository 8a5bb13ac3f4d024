"""Text on labels: Chinese that wraps where it may, and shrinks before it is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

from assets_qr.line_breaking import broken

ELLIPSIS = "…"
LINE_HEIGHT = 1.25
SAVES_A_LINE = 0.75
_MEASURED_AT = 1000


class FontRefused(Exception):
    """The font file cannot be used; the text says which."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken to a width at a size. `whole` is False when something was cut off."""

    lines: tuple[str, ...]
    size: float
    whole: bool

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last, in the unit of the size."""
        return len(self.lines) * self.size * LINE_HEIGHT


class Advances(dict[str, float]):
    """How far each character of a font moves the pen, at size 1; measured when first asked for."""

    def __init__(self, font: Path) -> None:
        super().__init__()
        self._face = typeface(font, _MEASURED_AT)

    def __missing__(self, character: str) -> float:
        self[character] = advance = self._face.getlength(character) / _MEASURED_AT
        return advance

    def length(self, text: str) -> float:
        return sum(map(self.__getitem__, text))


@lru_cache(maxsize=64)
def typeface(font: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels. Raises FontRefused."""
    try:
        return ImageFont.truetype(str(font), size)
    except OSError as error:
        raise FontRefused(f"字体文件 {font} 打不开，请换一个 OTF、TTF 或 WOFF2 中文字体。") from error


@lru_cache(maxsize=4)
def advances(font: Path) -> Advances:
    """The measured characters of a font. Raises FontRefused."""
    return Advances(font)


def language() -> str | None:
    """The forms of mainland China, where the text engine can choose them in a font that holds several."""
    return "zh-Hans" if features.check("raqm") else None


@lru_cache(maxsize=4096)
def fitted(text: str, font: Path, width: float, height: float, sizes: Sequence[float]) -> Lines:
    """Break `text` into `width` x `height`, of any unit, at the largest of `sizes` (given largest first), or a
    little smaller where that saves a line; at the smallest it is cut and ends in an ellipsis.
    """
    text = " ".join(text.split())
    held = advances(font)
    tried = (Lines(broken(text, held.length, width / size), size, whole=True) for size in sizes)
    fitting = [lines for lines in tried if lines.height <= height + 1e-6]
    if fitting:
        near = [lines for lines in fitting if lines.size >= SAVES_A_LINE * fitting[0].size]
        return min(near, key=lambda lines: (len(lines.lines), -lines.size))
    smallest = sizes[-1]
    rows = max(1, int(height / (smallest * LINE_HEIGHT) + 1e-6))
    lines = broken(text, held.length, width / smallest)
    return Lines(_cut(lines, rows, held, width / smallest), smallest, whole=len(lines) <= rows)


def _cut(lines: tuple[str, ...], rows: int, held: Advances, width: float) -> tuple[str, ...]:
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    while last and held.length(last + ELLIPSIS) > width:
        last = last[:-1]
    return (*lines[: rows - 1], last + ELLIPSIS)
