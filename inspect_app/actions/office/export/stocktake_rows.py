"""The reconciliation of a count as a workbook for the school's spreadsheets: findings, then who signed, as drawn."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from inspect_app.actions.office.export.table_file import Cell
from inspect_app.actions.office.export.workbook_file import XlsxFile
from inspect_app.signature import PAD_RATIO
from inspect_app.stocktake.reconciliation import Line, pieces_of
from inspect_app.texts.moments import local
from inspect_app.texts.stocktake_words import ACTS, KIND_NAMES, history_words
from inspect_app.texts.words import Words
from inspect_app.views.stocktake_report import StocktakeReport

Picture = Callable[[str], bytes | None]


def stocktake_titles(report: StocktakeReport, t: Words) -> tuple[str, ...]:
    """The counts before it have a column each."""
    return (
        t("Difference"),
        t("Asset number"),
        t("Name"),
        t("Code"),
        t("Keeper"),
        t("Place in the ledger"),
        t("Seen at"),
        t("Ledger"),
        t("Counted pieces"),
        t("Pieces"),
        t("Value (yuan)"),
        t("Reason or note"),
        t("Who"),
        t("When"),
        *(t("Beside {name}", name=each.name) for each in report.before),
    )


def stocktake_rows(report: StocktakeReport, t: Words) -> Iterator[tuple[Cell, ...]]:
    """Findings of this count, then those of counts before that were put right."""
    for line in report.lines:
        yield (*_cells(report, line, t(KIND_NAMES[line.kind]), t), *_history(report, line, t))
    for number, before in enumerate(report.before):
        for line in before.comparison.settled:
            told: list[Cell] = [None] * len(report.before)
            told[number] = t("Put right since")
            yield (*_cells(report, line, t(KIND_NAMES[line.kind]), t), *told)


def _history(report: StocktakeReport, line: Line, t: Words) -> tuple[str | None, ...]:
    return tuple(history_words(word, t) or None for word in report.history_of(line))


def _cells(report: StocktakeReport, line: Line, kind: str, t: Words) -> tuple[Cell, ...]:
    return (
        kind,
        line.number or None,
        line.name or t("Nothing in the ledger"),
        line.code or None,
        line.keeper or None,
        line.expected_place or None,
        line.seen_place or None,
        line.expected,
        line.counted,
        pieces_of(line.kind, line.expected, line.counted),
        None if line.value_fen is None else line.value_fen / 100,
        line.reason or None,
        report.people.get(line.person or "") or None,
        local(line.at_ms, report.offset_minutes) if line.at_ms else None,
    )


def stocktake_xlsx(report: StocktakeReport, t: Words, picture: Picture) -> bytes:
    """The whole workbook; below the findings a row for each who signs, with the drawn signature beside the name.

    `picture` gives a signature's file by its SHA-256, None where it has not arrived.
    """
    target = io.BytesIO()
    file = XlsxFile(target, stocktake_titles(report, t))
    try:
        for cells in stocktake_rows(report, t):
            file.add(cells)
        _sign(file, report, picture, t)
        file.close()
    finally:
        file.drop()
    return target.getvalue()


def _sign(file: XlsxFile, report: StocktakeReport, picture: Picture, t: Words) -> None:
    """Every role of a count has its row, signed or not."""
    held = {signed.role: signed for signed in report.signed}
    for role, act in ACTS.items():
        signed = held.get(role)
        cells = (t("Signed by"), t(act), signed.name if signed else None, signed.day if signed else None)
        drawn = picture(signed.sha256) if signed else None
        if drawn is None:
            file.add(cells)
        else:
            file.add_pictured(cells, drawn, PAD_RATIO)
