"""The reconciliation of a count as a table for the school's spreadsheets: a row for each finding, then who signed."""

from __future__ import annotations

import io
from collections.abc import Iterator

from inspect_app.actions.office.export.table_file import Cell, begun
from inspect_app.stocktake.reconciliation import Line, pieces_of
from inspect_app.texts.moments import local
from inspect_app.texts.stocktake_words import ACTS, KIND_NAMES, history_words
from inspect_app.texts.words import Words
from inspect_app.views.stocktake_report import StocktakeReport


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
    """Findings of this count, then those of counts before that were put right, then the signatures."""
    for line in report.lines:
        yield (*_cells(report, line, t(KIND_NAMES[line.kind]), t), *_history(report, line, t))
    for number, before in enumerate(report.before):
        for line in before.comparison.settled:
            told: list[Cell] = [None] * len(report.before)
            told[number] = t("Put right since")
            yield (*_cells(report, line, t(KIND_NAMES[line.kind]), t), *told)
    width = len(stocktake_titles(report, t))
    for signed in report.signed:
        role = t(ACTS[signed.role]) if signed.role in ACTS else signed.role
        yield _padded((t("Signed by"), role, signed.name, signed.day), width)


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return cells + (None,) * (width - len(cells))


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


def stocktake_xlsx(report: StocktakeReport, t: Words) -> bytes:
    """The whole workbook."""
    target = io.BytesIO()
    with begun(".xlsx", target, stocktake_titles(report, t)) as file:
        for cells in stocktake_rows(report, t):
            file.add(cells)
        file.close()
    return target.getvalue()
