"""The notice to visitors on A4, to hang at the gate."""

from __future__ import annotations

from pathlib import Path

from inspect_app.gate.notice import Notice, NoticePart
from inspect_app.printing.chinese_pdf import ChinesePdf, TitleBlock, begun, content, paragraph, room_for
from inspect_app.printing.ruled_table import Column, ruled_table
from inspect_app.texts import Words

_HEADING_POINTS, _POINTS = 13, 11
_HEADING_ROOM_MM = 22.0
"""Of a heading with its first lines: no heading stands alone at the foot of a page."""


def notice_pdf(font: Path, notice: Notice, t: Words) -> bytes:
    paper = begun(font, TitleBlock(notice.title, notice.school))
    for part in notice.parts:
        _part(paper, part)
    _heading(paper, notice.days_heading)
    ruled_table(paper, [Column(t("Kept"), 3), Column(t("How long"), 1)], list(notice.days), points=_POINTS)
    _part(paper, notice.law)
    return content(paper)


def _part(paper: ChinesePdf, part: NoticePart) -> None:
    _heading(paper, part.heading)
    for line in part.lines:
        paragraph(paper, line, _POINTS)


def _heading(paper: ChinesePdf, words: str) -> None:
    paper.ln(3)
    room_for(paper, _HEADING_ROOM_MM)
    paragraph(paper, words, _HEADING_POINTS)
