"""Sheets of labels as a vector PDF, with the hanzi in use embedded. Server and command line: needs fpdf2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF, ViewerPreferences

from assets_qr.code import Code
from assets_qr.layout import LabelText, Layout, layout, paper_of
from assets_qr.modules import rectangles
from assets_qr.sheet import Correction, Placed, places
from assets_qr.stock import Stock
from assets_qr.symbol import symbol

FAMILY = "label"
POINTS_A_MM = 72 / 25.4
UNCORRECTED = Correction()
CUT_LINE_MM = 0.1


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a job."""

    code: Code
    text: LabelText


def label_layouts(labels: Iterable[Label], stock: Stock, address: str, font: Path) -> Iterator[Layout]:
    """Each label laid out for a stock. Raises LabelRefused, SymbolRefused or FontRefused."""
    paper = paper_of(stock)
    for label in labels:
        yield layout(label.code, symbol(address, label.code), label.text, font, paper)


def sheets_pdf(
    layouts: Iterable[Layout],
    count: int,
    stock: Stock,
    font: Path,
    *,
    skip: int = 0,
    correction: Correction = UNCORRECTED,
    is_cut: bool = False,
) -> bytes:
    """`count` layouts as a PDF of the stock's pages, of the true size and asking viewers not to scale it; with a
    line around each where `is_cut` out of plain paper. Raises StockRefused and what making the layouts raises.
    """
    paper = begun_pdf(stock.page_mm, font)
    paper.set_line_width(CUT_LINE_MM)
    page = -1
    for placed, drawn in zip(places(stock, count, skip), layouts, strict=True):
        while page < placed.page:
            paper.add_page()
            page += 1
        _draw_symbol(paper, drawn, placed, correction)
        _draw_lines(paper, drawn, placed, correction)
        if is_cut:
            paper.rect(placed.left_mm, placed.top_mm, stock.width_mm, stock.height_mm)
    return bytes(paper.output())


def begun_pdf(page_mm: tuple[float, float], font: Path) -> FPDF:
    """An empty document with pages of this size."""
    paper = FPDF(unit="mm", format=page_mm)
    paper.set_auto_page_break(auto=False)
    paper.set_margin(0)
    paper.viewer_preferences = ViewerPreferences(print_scaling="None")
    paper.set_lang("zh-CN")
    paper.add_font(FAMILY, fname=str(font))
    paper.set_font(FAMILY, size=10)
    return paper


def _draw_symbol(paper: FPDF, drawn: Layout, placed: Placed, correction: Correction) -> None:
    """All modules as one path with one fill: rectangles that meet leave no hairline between them."""
    left, top, module = placed.left_mm + drawn.left_mm, placed.top_mm + drawn.top_mm, drawn.module_mm
    across = [correction.x(left + module * number) * POINTS_A_MM for number in range(drawn.symbol.side + 1)]
    down = [(paper.h - correction.y(top + module * n)) * POINTS_A_MM for n in range(drawn.symbol.side + 1)]
    path = [
        f"{across[column]:.3f} {down[row]:.3f} "
        f"{across[column + width] - across[column]:.3f} {down[row + height] - down[row]:.3f} re"
        for column, row, width, height in rectangles(drawn.symbol)
    ]
    paper._out("0 g " + " ".join(path) + " f")  # fpdf2 has no public path of several rectangles


def _draw_lines(paper: FPDF, drawn: Layout, placed: Placed, correction: Correction) -> None:
    for line in drawn.lines:
        paper.set_font_size(line.size_mm * POINTS_A_MM)
        left, baseline = placed.left_mm + line.left_mm, placed.top_mm + line.baseline_mm
        if line.text:
            paper.text(correction.x(left), correction.y(baseline), line.text)
