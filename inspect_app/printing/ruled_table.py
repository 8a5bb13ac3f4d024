"""A ruled table that goes on over pages: its heading stands on each, and hanzi wrap inside their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from inspect_app.printing.chinese_pdf import ChinesePdf, line_mm, lines_of

PADDING_MM = 1.0
_HEADING_GREY = 235


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width (shares need not sum to anything) and how it is set."""

    heading: str
    share: float = 1.0
    align: Literal["L", "C", "R"] = "L"


def ruled_table(
    paper: ChinesePdf,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    points: float = 9,
) -> None:
    """Draw `rows` over the whole width from where the pen stands. A row is kept whole where a page holds it; a
    row taller than a page goes on, on the next. Afterwards the pen stands below the table at the left margin.
    """
    table = _Table(paper, tuple(columns), _widths(paper, columns), points)
    heading = table.broken([column.heading for column in columns])
    table.begin_page_unless_fits(table.height(heading) + line_mm(points) + 2 * PADDING_MM)
    table.draw(heading, is_heading=True)
    for row in rows:
        _draw_row(table, heading, table.broken(row))


@dataclass(frozen=True, slots=True)
class _Table:
    paper: ChinesePdf
    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    points: float

    def broken(self, row: Sequence[str]) -> list[list[str]]:
        """Each cell's lines."""
        return [
            lines_of(self.paper, text, width - 2 * PADDING_MM, self.points)
            for text, width in zip(row, self.widths, strict=True)
        ]

    def height(self, cells: list[list[str]]) -> float:
        return max(len(lines) for lines in cells) * line_mm(self.points) + 2 * PADDING_MM

    def lines_that_fit(self) -> int:
        """Lines of a row that this page still holds."""
        left = self.paper.bottom_mm - self.paper.get_y() - 2 * PADDING_MM
        return max(0, int(left / line_mm(self.points) + 1e-6))

    def begin_page_unless_fits(self, height: float) -> bool:
        if self.paper.get_y() + height <= self.paper.bottom_mm + 1e-6:
            return False
        self.paper.add_page(same=True)
        return True

    def draw(self, cells: list[list[str]], *, is_heading: bool = False) -> None:
        """One row, or a page's part of one, at the pen."""
        left, top, height = self.paper.l_margin, self.paper.get_y(), self.height(cells)
        self.paper.set_font_size(self.points)
        for column, width, lines in zip(self.columns, self.widths, cells, strict=True):
            self._box(left, top, width, height, is_heading=is_heading)
            self._lines(column, left, top, width, lines)
            left += width
        self.paper.set_xy(self.paper.l_margin, top + height)

    def _box(self, left: float, top: float, width: float, height: float, *, is_heading: bool) -> None:
        self.paper.set_fill_color(_HEADING_GREY)
        self.paper.rect(left, top, width, height, style="DF" if is_heading else "D")

    def _lines(self, column: Column, left: float, top: float, width: float, lines: list[str]) -> None:
        step = line_mm(self.points)
        for number, line in enumerate(lines):
            self.paper.set_xy(left + PADDING_MM, top + PADDING_MM + number * step)
            self.paper.cell(width - 2 * PADDING_MM, step, line, align=column.align)


def _widths(paper: ChinesePdf, columns: Sequence[Column]) -> tuple[float, ...]:
    total = sum(column.share for column in columns)
    return tuple(paper.epw * column.share / total for column in columns)


def _draw_row(table: _Table, heading: list[list[str]], cells: list[list[str]]) -> None:
    """Whole on this page or the next; cut into pages only where no page holds it."""
    while True:
        if table.begin_page_unless_fits(min(table.height(cells), _tallest(table, heading))):
            table.draw(heading, is_heading=True)
        fits = table.lines_that_fit()
        if max(len(lines) for lines in cells) <= fits:
            table.draw(cells)
            return
        table.draw([lines[:fits] or [""] for lines in cells])
        cells = [lines[fits:] or [""] for lines in cells]


def _tallest(table: _Table, heading: list[list[str]]) -> float:
    """What an empty page holds below the heading, in whole lines."""
    paper = table.paper
    left = paper.bottom_mm - paper.t_margin - table.height(heading) - 2 * PADDING_MM
    return int(left / line_mm(table.points)) * line_mm(table.points) + 2 * PADDING_MM
