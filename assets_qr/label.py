"""One label as a bitmap, for thermal printers and tapes: black on white at the printer's own dots."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from assets_qr.code import Code
from assets_qr.layout import (
    SMALLEST_SYMBOL_MM,
    LabelRefused,
    LabelText,
    Layout,
    Paper,
    layout,
)
from assets_qr.lettering import language, typeface
from assets_qr.modules import rectangles
from assets_qr.symbol import symbol

DOTS_PER_INCH = 300
THERMAL_DOTS = (203, 300)
_WORTH_WHOLE_DOTS = 0.85

__all__ = ["LabelRefused", "LabelSize", "LabelText", "Paper", "drawn_label", "label_picture", "label_png"]

LabelSize = Paper


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the symbol's modules begin, in dots: `edges[i]` is the left (or upper) edge of module i."""

    left: int
    top: int
    edges: tuple[int, ...]


def label_png(
    code: Code,
    text: LabelText,
    address: str,
    font: Path,
    size: Paper = Paper(),  # noqa: B008 - frozen
    dots_per_inch: int = DOTS_PER_INCH,
) -> bytes:
    """A label as PNG of two colours: symbol of at least 15 mm with its quiet zone of 4 modules (smaller only on
    paper that takes it); the code below it, or beside it on flat paper; the text to the right.

    `font` is a file with the hanzi in use (OTF, TTF, TTC or WOFF2). Raises LabelRefused, SymbolRefused or
    FontRefused.
    """
    placed = layout(code, symbol(address, code), text, font, size)
    picture = label_picture(placed, size, font, dots_per_inch)
    target = io.BytesIO()
    sharp = picture.convert("1", dither=Image.Dither.NONE)
    sharp.save(target, "PNG", dpi=(dots_per_inch, dots_per_inch), optimize=True)
    return target.getvalue()


def label_picture(placed: Layout, size: Paper, font: Path, dots_per_inch: int) -> Image.Image:
    """A label drawn in greys."""
    scale = dots_per_inch / 25.4
    picture = Image.new("L", (round(size.width_mm * scale), round(size.height_mm * scale)), 255)
    drawn_label(ImageDraw.Draw(picture), placed, font, dots_per_inch)
    return picture


def drawn_label(
    on: ImageDraw.ImageDraw,
    placed: Layout,
    font: Path,
    dots_per_inch: int,
    at: tuple[float, float] = (0, 0),
) -> None:
    """Draw a label with its corner at `at`, in dots."""
    grid = module_grid(placed, dots_per_inch)
    left, top = round(at[0]) + grid.left, round(at[1]) + grid.top
    for column, row, width, height in rectangles(placed.symbol):
        box = (
            left + grid.edges[column],
            top + grid.edges[row],
            left + grid.edges[column + width] - 1,
            top + grid.edges[row + height] - 1,
        )
        on.rectangle(box, fill=0)
    scale = dots_per_inch / 25.4
    for line in placed.lines:
        face = typeface(font, max(1, round(line.size_mm * scale)))
        start = (at[0] + line.left_mm * scale, at[1] + line.baseline_mm * scale)
        on.text(start, line.text, font=face, fill=0, anchor="ls", language=language())


def module_grid(placed: Layout, dots_per_inch: int) -> Grid:
    """Whole dots a module where that keeps the least size; else each edge at its nearest dot, so that modules
    differ by one dot rather than the symbol being under 15 mm.
    """
    scale, modules = dots_per_inch / 25.4, placed.symbol.side
    whole = int(placed.module_mm * scale + 1e-6)
    least = (
        min(SMALLEST_SYMBOL_MM, _WORTH_WHOLE_DOTS * placed.side_mm) if placed.is_small else SMALLEST_SYMBOL_MM
    )
    if whole * modules / scale >= least:
        edges = tuple(whole * number for number in range(modules + 1))
    else:
        dots = (
            math.floor(placed.side_mm * scale)
            if placed.is_small
            else math.ceil(placed.side_mm * scale - 1e-6)
        )
        edges = tuple(round(dots * number / modules) for number in range(modules + 1))
    spare = (placed.side_mm * scale - edges[-1]) / 2
    return Grid(round(placed.left_mm * scale + spare), round(placed.top_mm * scale + spare), edges)
