"""One label as a picture: the symbol, the code below it for typing, and what the thing is called."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from assets_qr.code import Code
from assets_qr.lettering import LINE_HEIGHT, draw_lines, fitted
from assets_qr.symbol import QUIET_MODULES, Symbol, symbol

DOTS_PER_INCH = 300
SMALLEST_SYMBOL_MM = 15.0
SMALLEST_MODULE_MM = 0.4
MARGIN_MM = 1.5
CODE_LINE_MM = 4
LEAST_TEXT_MM = 12


class LabelRefused(Exception):
    """The label cannot be drawn at this size; the text says what would fit."""


@dataclass(frozen=True, slots=True)
class LabelText:
    """What stands beside the symbol: a room's or asset's name, its number and the school."""

    name: str
    number: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class LabelSize:
    """Width and height of the paper in millimetres."""

    width_mm: float = 60
    height_mm: float = 40


def label_png(
    code: Code,
    text: LabelText,
    address: str,
    font: Path,
    size: LabelSize = LabelSize(),
) -> bytes:
    """A label as PNG at 300 dpi, black on white: symbol of at least 15 mm with modules of at least 0.4 mm
    and a quiet zone of 4 modules; the code below it, or beside it on flat paper; school, name and number to
    the right.

    `font` is a file with the hanzi in use (OTF, TTF, TTC or WOFF2). Raises LabelRefused, SymbolRefused or
    FontRefused.
    """
    drawn = symbol(address, code)
    picture = Image.new("L", (_pixels(size.width_mm), _pixels(size.height_mm)), 255)
    module = _roomy_module(picture, drawn)
    across = (drawn.side + 2 * QUIET_MODULES) * module
    _refuse_too_small(picture, across, size)
    _draw_symbol(picture, drawn, module)
    below = picture.height >= across + _pixels(CODE_LINE_MM + MARGIN_MM)
    if below:
        _draw_code(picture, code, font, across)
    _draw_text(picture, text, "" if below else code.shown, font, across)
    return _png(picture)


def module_pixels(drawn: Symbol, dots_per_inch: int = DOTS_PER_INCH) -> int:
    """Whole dots a module, the fewest that keep both lower limits of size."""
    for_module = SMALLEST_MODULE_MM * dots_per_inch / 25.4
    for_symbol = SMALLEST_SYMBOL_MM * dots_per_inch / 25.4 / drawn.side
    return math.ceil(max(for_module, for_symbol))


def _roomy_module(picture: Image.Image, drawn: Symbol) -> int:
    """As large as the paper allows while text keeps more than half the width, never below the limits."""
    across = min(0.45 * picture.width, picture.height - _pixels(CODE_LINE_MM + 2))
    return max(module_pixels(drawn), int(across / (drawn.side + 2 * QUIET_MODULES)))


def _pixels(millimetres: float) -> int:
    return round(millimetres * DOTS_PER_INCH / 25.4)


def _refuse_too_small(picture: Image.Image, across: int, size: LabelSize) -> None:
    """Room is needed for the symbol and, beside it, for four hanzi or so."""
    width = across + _pixels(LEAST_TEXT_MM + MARGIN_MM)
    if picture.width < width or picture.height < across:
        need = f"{math.ceil(width * 25.4 / DOTS_PER_INCH)} x {math.ceil(across * 25.4 / DOTS_PER_INCH)}"
        raise LabelRefused(
            f"标签 {size.width_mm:g} x {size.height_mm:g} 毫米太小，二维码会扫不出来；至少要 {need} 毫米。"
        )


def _draw_symbol(picture: Image.Image, drawn: Symbol, module: int) -> None:
    on = ImageDraw.Draw(picture)
    quiet = QUIET_MODULES * module
    for row, line in enumerate(drawn.modules):
        for column, dark in enumerate(line):
            if dark:
                left, top = quiet + column * module, quiet + row * module
                on.rectangle((left, top, left + module - 1, top + module - 1), fill=0)


def _draw_code(picture: Image.Image, code: Code, font: Path, across: int) -> None:
    """The code below the symbol, as wide as fits: what is typed when the symbol is torn."""
    height = min(picture.height - across - _pixels(MARGIN_MM), _pixels(6))
    one_line = int(height / LINE_HEIGHT)
    lines = fitted(code.shown, font, across - 2 * _pixels(MARGIN_MM), height, range(one_line, 20, -1))
    draw_lines(ImageDraw.Draw(picture), (_pixels(MARGIN_MM), across), lines, font)


def _draw_text(picture: Image.Image, text: LabelText, shown_code: str, font: Path, across: int) -> None:
    """School on top, number and perhaps the code at the bottom, the name as large as the rest allows."""
    on, margin = ImageDraw.Draw(picture), _pixels(MARGIN_MM)
    width, line = picture.width - across - margin, picture.height // 5
    top, bottom = 2 * margin, picture.height - margin
    if text.school.strip():
        school = fitted(text.school, font, width, line, range(32, 24, -2))
        draw_lines(on, (across, top), school, font)
        top += school.height + margin // 2
    for last in (shown_code, text.number):
        if last.strip():
            lines = fitted(last, font, width, line, range(36, 24, -2))
            bottom -= lines.height
            draw_lines(on, (across, bottom), lines, font)
    name = fitted(text.name, font, width, bottom - top, range(72, 24, -2))
    draw_lines(on, (across, top + (bottom - top - name.height) // 2), name, font)


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    sharp = picture.convert("1", dither=Image.Dither.NONE)
    sharp.save(target, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), optimize=True)
    return target.getvalue()
