"""The page that the office prints once on a printer and measures: four lines, what to measure, and rulers."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

from assets_qr.calibration import ACROSS_MM, DOWN_MM, FIRST_MM
from assets_qr.sheet import Correction
from assets_qr.sheet_pdf import POINTS_A_MM, UNCORRECTED, begun_pdf
from assets_qr.stock import A4_MM

_RIGHT, _BOTTOM = FIRST_MM + ACROSS_MM, FIRST_MM + DOWN_MM
_STEPS = (
    "1. 打印时选“实际大小”（100%），不要选“适合页面”。",
    f"2. 用毫米尺量四个长度，量到线的中间，读到 0.1～0.5 毫米：纸左边到 A（应为 {FIRST_MM:g}）、",
    f"   A 到 B（应为 {ACROSS_MM:g}）、纸上边到 C（应为 {FIRST_MM:g}）、C 到 D（应为 {DOWN_MM:g}）。",
    "3. 在“标签”页的打印机一栏填入这四个数，程序据此校正每张标签的位置和大小。",
)


def calibration_pdf(font: Path, printer: str = "", correction: Correction = UNCORRECTED) -> bytes:
    """One A4 page. With a correction it is the proof: all four lengths should then be as the page says."""
    paper = begun_pdf(A4_MM, font)
    paper.add_page()
    paper.set_line_width(0.15)
    _lines(paper, correction)
    _rulers(paper, correction)
    is_proof = correction != UNCORRECTED
    title = f"打印机校准页{'（已校正，用于核对）' if is_proof else ''}"
    _text(paper, correction, (40, 60), 7, title)
    _text(paper, correction, (40, 70), 4.5, f"打印机：{printer or '（名称）'}")
    for number, step in enumerate(_STEPS):
        _text(paper, correction, (40, 84 + 8 * number), 3.6, step)
    return bytes(paper.output())


def _lines(paper: FPDF, correction: Correction) -> None:
    """A and B upright, C and D level, each with its letter."""
    for letter, x in (("A", FIRST_MM), ("B", _RIGHT)):
        _line(paper, correction, (x, 40), (x, 250))
        _text(paper, correction, (x + 1.5, 46), 5, letter)
    for letter, y in (("C", FIRST_MM), ("D", _BOTTOM)):
        _line(paper, correction, (40, y), (170, y))
        _text(paper, correction, (42, y - 1.5), 5, letter)


def _rulers(paper: FPDF, correction: Correction) -> None:
    """Millimetres along a level and an upright middle line, to see where a page goes wrong."""
    for mm in range(int(ACROSS_MM) + 1):
        _line(paper, correction, (FIRST_MM + mm, 150), (FIRST_MM + mm, 150 + _tick(mm)))
    for mm in range(int(DOWN_MM) - 130 + 1):
        _line(paper, correction, (105, 140 + mm), (105 + _tick(mm), 140 + mm))


def _tick(mm: int) -> float:
    return 5.0 if mm % 10 == 0 else 3.5 if mm % 5 == 0 else 2.0


def _line(paper: FPDF, correction: Correction, start: tuple[float, float], end: tuple[float, float]) -> None:
    paper.line(correction.x(start[0]), correction.y(start[1]), correction.x(end[0]), correction.y(end[1]))


def _text(paper: FPDF, correction: Correction, at: tuple[float, float], size_mm: float, text: str) -> None:
    paper.set_font_size(size_mm * POINTS_A_MM)
    paper.text(correction.x(at[0]), correction.y(at[1]), text)
