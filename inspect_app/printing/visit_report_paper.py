"""来访统计 on paper: figures, a chart of the day's quarter hours, tables, the visits masked. On the server only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inspect_app.actions.office.export.table_file import Cell
from inspect_app.actions.office.visit_tables import Section, figures
from inspect_app.gate.visit_report import VisitReport
from inspect_app.printing.chinese_pdf import ChinesePdf, TitleBlock, begun, content, paragraph, room_for
from inspect_app.printing.ruled_table import Column, ruled_table
from inspect_app.texts.words import Words

LISTED_MOST = 1000
"""Visits on paper; a longer list is for a spreadsheet."""
CHART_MM, BAR_GREY = 32.0, 120
_LIST_SHARES = (3, 2.2, 1.6, 2, 1, 2.6, 3.6, 2.4, 2.4, 1.6, 1.8, 1.4)


def visit_report_pdf(
    font: Path, school: str, report: VisitReport, sections: Sequence[Section], t: Words
) -> bytes:
    """`sections` are those of visit_tables.py; the list of visits, where it is among them, begins its own page."""
    first, last = report.period.first.isoformat(), report.period.last.isoformat()
    facts = tuple(f"{name}：{_said(value)}" for name, value in figures(report, t)[2:])
    paper = begun(font, TitleBlock(t("Report of visits"), school, f"{first} — {last}", facts))
    _chart(paper, report, t)
    for section in sections:
        if section.key in ("days", "sorts", "hosts") and section.rows:
            _titled_table(paper, section, [3.0] + [1.0] * (len(section.titles) - 1))
        if section.key == "visits":
            _list(paper, section, t)
    return content(paper)


def _titled_table(paper: ChinesePdf, section: Section, shares: Sequence[float], points: float = 9) -> None:
    paper.ln(4)
    room_for(paper, 24)
    paragraph(paper, section.name, 12)
    columns = [
        Column(title, share, "R" if number and len(shares) < len(_LIST_SHARES) else "L")
        for number, (title, share) in enumerate(zip(section.titles, shares, strict=True))
    ]
    ruled_table(paper, columns, ([_said(cell) for cell in row] for row in section.rows), points)


def _list(paper: ChinesePdf, section: Section, t: Words) -> None:
    if not section.rows:
        return
    if len(section.rows) > LISTED_MOST:
        paper.ln(4)
        words = t("{n} visits are more than paper is for; the list is in the workbook.", n=len(section.rows))
        paragraph(paper, words)
        return
    paper.add_page(orientation="landscape")
    _titled_table(paper, section, _LIST_SHARES, 7.5)


def _chart(paper: ChinesePdf, report: VisitReport, t: Words) -> None:
    """A bar a quarter hour, over the hours in which anybody came."""
    hours = [quarter // 4 for quarter, count in enumerate(report.quarters) if count]
    if not hours:
        paragraph(paper, t("Nobody came in these days."))
        return
    paragraph(paper, t("Visitors by quarter hour of the day"), 12)
    first, last = min(hours), max(hours) + 1
    most, width = max(report.quarters), paper.epw / (4 * (last - first))
    bottom = paper.get_y() + CHART_MM
    paper.set_fill_color(BAR_GREY)
    for number, count in enumerate(report.quarters[4 * first : 4 * last]):
        height = CHART_MM * count / most
        left = paper.l_margin + number * width
        paper.rect(left + 0.1 * width, bottom - height, 0.8 * width, height, style="F")
    paper.line(paper.l_margin, bottom, paper.l_margin + paper.epw, bottom)
    paper.set_font_size(8)
    for number, hour in enumerate(range(first, last)):
        paper.set_xy(paper.l_margin + number * 4 * width, bottom + 1)
        paper.cell(4 * width, 4, f"{hour:02}")
    paper.set_xy(paper.l_margin, bottom + 6)


def _said(value: Cell) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return "—" if value is None else str(value)
