"""A sheet of paper in Chinese: A4 with an embedded font, a title block and numbered pages.

Every report of the app begins here; ruled_table.py and signatures.py draw on it. Made on the server or at the
command line only: fpdf2 and the whole font are not on the phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdf import FPDF, ViewerPreferences

from assets_qr.line_breaking import broken

FAMILY = "chinese"
LINE_HEIGHT = 1.45
MILLIMETRES_PER_POINT = 25.4 / 72
MARGIN_MM = 15.0


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands on top of the first page: the school small, the title large, then the lines below it, such
    as the day and the scope; each of `facts` is a line's piece, two to a line.
    """

    title: str
    school: str = ""
    date: str = ""
    facts: tuple[str, ...] = ()


class ChinesePdf(FPDF):
    """An FPDF in millimetres whose every text is in the embedded font; the foot has the page of how many."""

    def __init__(self, font: Path, *, is_landscape: bool = False, foot: str = "") -> None:
        """`font` is label_font()'s file; `foot` stands left of the page number on every page."""
        super().__init__(orientation="landscape" if is_landscape else "portrait", unit="mm", format="A4")
        self.foot_text = foot
        self.c_margin = 0
        self.set_margins(MARGIN_MM, MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=MARGIN_MM)
        self.add_font(FAMILY, fname=str(font))
        self.set_font(FAMILY, size=10)
        self.viewer_preferences = ViewerPreferences(print_scaling="None", display_doc_title=True)
        self.set_lang("zh-CN")

    def footer(self) -> None:
        """Called by FPDF at the end of every page."""
        self.set_y(-MARGIN_MM + 3)
        self.set_font(FAMILY, size=8)
        self.cell(self.epw / 2, 5, self.foot_text)
        self.cell(0, 5, f"第 {self.page_no()} 页，共 {{nb}} 页", align="R")

    @property
    def bottom_mm(self) -> float:
        """Where text has to end, from the top of the page."""
        return float(self.h - self.b_margin)


def begun(font: Path, block: TitleBlock, *, is_landscape: bool = False, foot: str = "") -> ChinesePdf:
    """A document with its first page and its title block; the pen stands below it."""
    paper = ChinesePdf(font, is_landscape=is_landscape, foot=foot or block.title)
    paper.set_title(block.title)
    paper.add_page()
    if block.school:
        _centred(paper, block.school, 11)
    _centred(paper, block.title, 18)
    if block.date:
        _centred(paper, block.date, 10)
    paper.ln(2)
    _facts(paper, block.facts)
    return paper


def paragraph(paper: ChinesePdf, text: str, points: float = 10) -> None:
    """Text over the whole width from the left margin; a newline begins a new line, pages break as needed."""
    paper.set_font(FAMILY, size=points)
    height = line_mm(points)
    for line in lines_of(paper, text, paper.epw, points):
        room_for(paper, height)
        paper.cell(0, height, line, new_x="LMARGIN", new_y="NEXT")


def lines_of(paper: ChinesePdf, text: str, width_mm: float, points: float) -> list[str]:
    """`text` broken to a width at a size; sets the paper's font to it."""
    paper.set_font(FAMILY, size=points)
    return [line for part in text.split("\n") for line in broken(part, paper.get_string_width, width_mm)]


def line_mm(points: float) -> float:
    """The height of a line of text."""
    return points * MILLIMETRES_PER_POINT * LINE_HEIGHT


def room_for(paper: ChinesePdf, height_mm: float) -> bool:
    """Begin a new page unless `height_mm` still fits on this one; True when it did begin one."""
    if paper.get_y() + height_mm <= paper.bottom_mm:
        return False
    paper.add_page(same=True)
    return True


def content(paper: ChinesePdf) -> bytes:
    """The finished file. Nothing may be drawn afterwards."""
    return bytes(paper.output())


def _centred(paper: ChinesePdf, text: str, points: float) -> None:
    paper.set_font(FAMILY, size=points)
    for line in lines_of(paper, text, paper.epw, points):
        paper.cell(0, line_mm(points), line, align="C", new_x="LMARGIN", new_y="NEXT")


def _facts(paper: ChinesePdf, facts: Sequence[str]) -> None:
    """Two to a line, where each keeps to its half; a long one takes lines of its own."""
    height, half = line_mm(10), paper.epw / 2
    waiting: Any = list(facts)
    while waiting:
        pair = waiting[:2]
        are_short = all(len(lines_of(paper, fact, half, 10)) == 1 for fact in pair)
        if not are_short:
            paragraph(paper, waiting.pop(0))
            continue
        for fact in pair:
            paper.cell(half, height, fact)
        paper.ln(height)
        waiting = waiting[2:]
    if facts:
        paper.ln(2)
