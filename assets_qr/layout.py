"""Where everything stands on a label, in millimetres: the same for the PDF, the bitmap and the preview.

The symbol comes first: 15 mm or more with its quiet zone, whatever the names are. The text takes what is left,
shrinks, wraps, and is cut at last; a field for which there is no line any more is left out and named.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from pathlib import Path

from assets_qr.code import Code
from assets_qr.lettering import LINE_HEIGHT, Lines, advances, fitted
from assets_qr.stock import LEAST_INSET, Inset, Stock
from assets_qr.symbol import QUIET_MODULES, Symbol

SMALLEST_SYMBOL_MM = 15.0
SMALLEST_MODULE_MM = 0.4
BARE_MODULE_MM = 0.25
"""Below this a phone's camera no longer tells modules apart at a hand's distance: never printed."""
LEAST_TEXT_MM = 8.0
CODE_LINE_MM = 3.5
SMALLEST_TEXT_MM = 2.0
_BASELINE = 0.36
_SYMBOL_SHARE = 0.45
_NAME_SHARE = 0.34
_TENTH = 0.1
_OVERSHOOT_MM = 0.3  # letters reach a little beyond their advance


class LabelRefused(Exception):
    """The label cannot be drawn at this size; the text says what would fit."""


@dataclass(frozen=True, slots=True)
class LabelText:
    """What stands beside the symbol: a room's or asset's name, its number, the school, room and keeper."""

    name: str
    number: str = ""
    school: str = ""
    room: str = ""
    keeper: str = ""


FIELDS = tuple(field.name for field in fields(LabelText))


@dataclass(frozen=True, slots=True)
class Paper:
    """A label's size in millimetres, and what of it stays white along the edges. `takes_small`: a symbol under
    15 mm is printed all the same, for tapes and labels that are too low for one.
    """

    width_mm: float = 60
    height_mm: float = 40
    inset: Inset = LEAST_INSET
    takes_small: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: its left end, its baseline and its size in millimetres."""

    text: str
    left_mm: float
    baseline_mm: float
    size_mm: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A label ready to be drawn. `left_mm`, `top_mm`, `side_mm` are the symbol's, without its quiet zone;
    `left_out` are names of fields that found no room, `cut` of such as lost their end.
    """

    symbol: Symbol
    left_mm: float
    top_mm: float
    side_mm: float
    lines: tuple[TextLine, ...]
    left_out: tuple[str, ...]
    cut: tuple[str, ...]

    @property
    def module_mm(self) -> float:
        return self.side_mm / self.symbol.side

    @property
    def is_small(self) -> bool:
        """Below the recommended size."""
        return self.side_mm < SMALLEST_SYMBOL_MM - 1e-6


def paper_of(stock: Stock) -> Paper:
    """A stock's label; one that is too small for 15 mm takes what it can hold."""
    return Paper(stock.width_mm, stock.height_mm, stock.inset, takes_small=True)


def symbol_side_mm(paper: Paper, modules: int) -> float:
    """The side of a symbol of so many modules on this paper: roomy with the code below it, else 15 mm, else
    the largest that leaves the quiet zone and some text. Raises LabelRefused where modules would be too fine.
    """
    roomy = min(_side_by_height(paper, modules, CODE_LINE_MM), _roomy_by_width(paper, modules))
    if roomy >= SMALLEST_SYMBOL_MM:
        return roomy
    largest = min(_side_by_height(paper, modules, 0), _side_by_width(paper, modules))
    least = BARE_MODULE_MM * modules if paper.takes_small else SMALLEST_SYMBOL_MM
    if largest < least - 1e-9:
        raise LabelRefused(_too_small(paper, modules, least))
    return min(SMALLEST_SYMBOL_MM, largest)


def layout(code: Code, drawn: Symbol, text: LabelText, font: Path, paper: Paper) -> Layout:
    """Place everything. Raises LabelRefused or FontRefused."""
    side = symbol_side_mm(paper, drawn.side)
    quiet = side * QUIET_MODULES / drawn.side
    inset = paper.inset
    has_code_below = side <= _side_by_height(paper, drawn.side, CODE_LINE_MM) + 1e-9
    left = max(inset.left, quiet)
    if has_code_below:
        top = max(inset.top, quiet)
        lines = _code_below(code, font, paper, (left - quiet / 2, top + side + quiet, side + quiet))
    else:
        top, lines = _middle(paper, side, quiet), []
    column = (left + side + quiet + _OVERSHOOT_MM, inset.top)
    size = (
        paper.width_mm - inset.right - _OVERSHOOT_MM - column[0],
        paper.height_mm - inset.top - inset.bottom,
    )
    beside = _Column(font, column, size, paper.height_mm)
    placed, left_out, cut = beside.filled(text, "" if has_code_below else code.shown)
    return Layout(drawn, left, top, side, (*lines, *placed), tuple(left_out), tuple(cut))


def _side_by_height(paper: Paper, modules: int, below_mm: float) -> float:
    """The largest side with `below_mm` left under its quiet zone: ink inside the inset, quiet on the label."""
    height, inset, quiet = paper.height_mm, paper.inset, QUIET_MODULES / modules
    if below_mm:
        room = height - below_mm - inset.bottom
        return min((room - inset.top) / (1 + quiet), room / (1 + 2 * quiet))
    within = height - inset.top - inset.bottom
    return min(within, (height - max(inset.top, inset.bottom)) / (1 + quiet), height / (1 + 2 * quiet))


def _side_by_width(paper: Paper, modules: int) -> float:
    quiet = QUIET_MODULES / modules
    room = paper.width_mm - LEAST_TEXT_MM - paper.inset.right
    return min((room - paper.inset.left) / (1 + quiet), room / (1 + 2 * quiet))


def _roomy_by_width(paper: Paper, modules: int) -> float:
    """Text keeps more than half the width."""
    share = _SYMBOL_SHARE * paper.width_mm / (1 + 2 * QUIET_MODULES / modules)
    return min(share, _side_by_width(paper, modules))


def _too_small(paper: Paper, modules: int, side: float) -> str:
    across = side * (1 + 2 * QUIET_MODULES / modules)
    need = f"{math.ceil(across + LEAST_TEXT_MM + paper.inset.right)} x {math.ceil(across)}"
    size = f"{paper.width_mm:g} x {paper.height_mm:g}"
    return f"标签 {size} 毫米太小，二维码会扫不出来；至少要 {need} 毫米。"


def _middle(paper: Paper, side: float, quiet: float) -> float:
    """The symbol's top in the middle of the height, moved as the inset asks for."""
    top = max((paper.height_mm - side) / 2, paper.inset.top, quiet)
    return min(top, paper.height_mm - side - max(quiet, paper.inset.bottom))


def _code_below(code: Code, font: Path, paper: Paper, box: tuple[float, float, float]) -> list[TextLine]:
    left, top, width = box
    height = min(paper.height_mm - paper.inset.bottom - top, 6.0)
    sizes = _sizes(height / LINE_HEIGHT)
    return _placed(fitted(code.shown, font, width, height, sizes), left, top)


def _sizes(largest: float) -> tuple[float, ...]:
    """From a size in tenths of millimetres down to the smallest that is printed."""
    steps = max(0, int((largest - SMALLEST_TEXT_MM) / (2 * _TENTH)))
    return tuple(SMALLEST_TEXT_MM + 2 * _TENTH * step for step in range(steps, -1, -1))


def _placed(lines: Lines, left: float, top: float) -> list[TextLine]:
    step = lines.size * LINE_HEIGHT
    return [
        TextLine(line, left, top + (number + 0.5) * step + _BASELINE * lines.size, lines.size)
        for number, line in enumerate(lines.lines)
    ]


@dataclass(frozen=True, slots=True)
class _Column:
    """The text beside the symbol: its left upper corner and its size."""

    font: Path
    corner: tuple[float, float]
    size: tuple[float, float]
    label_height: float

    def filled(self, text: LabelText, shown_code: str) -> tuple[list[TextLine], list[str], list[str]]:
        """School on top, number, room, keeper and perhaps the code at the bottom, the name between them; also
        what was left out and what was cut.
        """
        small, left_out = self._small_blocks(text, shown_code)
        name = fitted(text.name, self.font, self.size[0], self._left_for_name(small), self._name_sizes())
        cut = [field for field, lines in [*small.items(), ("name", name)] if not lines.whole]
        return self._stacked(small, name), left_out, cut

    def _small_blocks(self, text: LabelText, shown_code: str) -> tuple[dict[str, Lines], list[str]]:
        """The fields beside the name, the most needed first, while the name keeps its share."""
        asked = {"code": self._breaking_at_its_dash(shown_code), "number": text.number, "room": text.room}
        asked |= {"keeper": text.keeper, "school": text.school}
        least = max(SMALLEST_TEXT_MM * LINE_HEIGHT, _NAME_SHARE * self.size[1]) if text.name.strip() else 0
        blocks: dict[str, Lines] = {}
        left_out = []
        for field, words in asked.items():
            if not words.strip():
                continue
            left = self._left_for_name(blocks) - least
            if left < SMALLEST_TEXT_MM * LINE_HEIGHT - 1e-9:
                left_out.append(field)
                continue
            blocks[field] = fitted(
                words, self.font, self.size[0], min(left, self._two_lines()), self._small()
            )
        return blocks, left_out

    def _breaking_at_its_dash(self, shown_code: str) -> str:
        """Where a line does not hold the code, it goes on after its dash."""
        is_narrow = advances(self.font).length(shown_code) * SMALLEST_TEXT_MM > self.size[0]
        return shown_code.replace("-", "- ") if is_narrow else shown_code

    def _left_for_name(self, blocks: dict[str, Lines]) -> float:
        return self.size[1] - sum(lines.height for lines in blocks.values())

    def _small(self) -> tuple[float, ...]:
        return _sizes(min(4.0, max(SMALLEST_TEXT_MM, self.label_height / 13)))

    def _two_lines(self) -> float:
        return max(2 * SMALLEST_TEXT_MM, self._small()[0]) * LINE_HEIGHT

    def _name_sizes(self) -> tuple[float, ...]:
        return _sizes(min(7.0, max(SMALLEST_TEXT_MM, self.label_height / 4)))

    def _stacked(self, small: dict[str, Lines], name: Lines) -> list[TextLine]:
        left, top = self.corner
        placed: list[TextLine] = []
        bottom = top + self.size[1]
        if "school" in small:
            placed += _placed(small["school"], left, top)
            top += small["school"].height
        for field in ("code", "keeper", "room", "number"):
            if field in small:
                bottom -= small[field].height
                placed += _placed(small[field], left, bottom)
        middle = top + max(0.0, (bottom - top - name.height) / 2)
        return [*placed, *_placed(name, left, middle)] if any(name.lines) else placed
