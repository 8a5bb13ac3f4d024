"""固定资产分类汇总表 on paper: a line a class, the total, and who answers for it. On the server only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspect_app.actions.office.depreciation import SUMMARY_TITLES
from inspect_app.ledger.summary import ClassYear, total
from inspect_app.printing.chinese_pdf import TitleBlock, begun, content, paragraph
from inspect_app.printing.ruled_table import Column, ruled_table
from inspect_app.printing.signatures import Signature, signatures
from inspect_app.texts.words import Words

POINTS = 7.5
_SHARES = (1.2, 2.4, 1.2, 2.2, 1.2, 2.2, 1.2, 2.4, 2.4, 2.2, 2.2, 2.4, 2.4)
"""Widths of the columns after the class; what is unclear stands below the table."""


def class_summary_pdf(font: Path, school: str, year: int, lines: Sequence[ClassYear], t: Words) -> bytes:
    """`lines` are one a class; the total is drawn below them, amounts in yuan to the fen."""
    block = TitleBlock(t("Assets by class in {year}", year=year), school, facts=(t("Amounts in yuan"),))
    paper = begun(font, block, is_landscape=True)
    whole = total(lines, t("Total"))
    rows = [_cells(line, line.name or t("Without a class")) for line in lines]
    ruled_table(paper, _columns(t), [*rows, _cells(whole, whole.name)], points=POINTS)
    if whole.unclear:
        paper.ln(2)
        paragraph(paper, _unclear(whole.unclear, t), 9)
    paper.ln(4)
    signatures(
        paper, [Signature(role) for role in (t("Drawn up by"), t("Checked by"), t("Head of the school"))]
    )
    return content(paper)


def _columns(t: Words) -> list[Column]:
    return [
        Column(t("Class of assets"), 3),
        *(Column(t(title), share, "R") for title, share in zip(SUMMARY_TITLES[1:], _SHARES, strict=False)),
    ]


def _cells(line: ClassYear, name: str) -> list[str]:
    return [
        name,
        f"{line.opening_count:,}",
        yuan(line.opening_fen),
        f"{line.added_count:,}",
        yuan(line.added_fen),
        f"{line.removed_count:,}",
        yuan(line.removed_fen),
        f"{line.closing_count:,}",
        yuan(line.closing_fen),
        yuan(line.opening_accumulated_fen),
        yuan(line.year_fen),
        yuan(line.removed_accumulated_fen),
        yuan(line.accumulated_fen),
        yuan(line.net_fen),
    ]


def yuan(fen: int) -> str:
    """'1,234.50'."""
    return f"{fen // 100:,}.{fen % 100:02}"


def _unclear(pieces: int, t: Words) -> str:
    return t.count(
        "{n} piece has no value, date or months of use; its depreciation is not in the sums.",
        "{n} pieces have no value, date or months of use; their depreciation is not in the sums.",
        pieces,
    )
