"""What a person needs to say which column is which: the fields of a paper, and the rows that may be its header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspect_app.gate.masking import masked_text
from inspect_app.imports.header import header_at
from inspect_app.imports.samples import ROWS_LOOKED_AT, samples_of
from inspect_app.imports.school_words import fields_of
from inspect_app.imports.sheet import Sheet
from inspect_app.imports.words import PAPER_KINDS, field_name
from inspect_app.imports.workbook import read_sheets

HEADS_SHOWN = 12
MAPPABLE = frozenset({"no_header", "missing_columns", "other_paper"})
"""Reasons why a file was refused that end when its columns are named."""


def mappable_fields(paper: str) -> list[dict[str, str]]:
    """Every field that a column may hold: its name for --map, and how the school says it."""
    kind = PAPER_KINDS[paper]
    return [{"field": field, "name": field_name(kind, field)} for field in fields_of(kind)]


def possible_headers(path: Path, paper: str = "") -> list[dict[str, Any]]:
    """The first rows with at least two texts of each sheet, as {sheet, line, titles, samples}.

    `samples` are a few values below each title; long numbers of a visitors' book (`paper`) are hidden. Raises
    ImportProblem.
    """
    found = []
    shown = masked_text if paper == "visits" else str
    for sheet in read_sheets(path):
        rows = [] if sheet.hidden else range(min(len(sheet.rows), HEADS_SHOWN))
        for index in rows:
            titled = _titled(sheet, index)
            if len({title for title, _ in titled}) > 1:
                titles = tuple(shown(title) for title, _ in titled)
                samples = tuple(tuple(map(shown, values)) for _, values in titled)
                line = sheet.rows[index].line
                found.append({"sheet": sheet.name, "line": line, "titles": titles, "samples": samples})
    return found


def _titled(sheet: Sheet, index: int) -> list[tuple[str, tuple[str, ...]]]:
    """Title and values of each column that has a title when the header begins at this row."""
    header = header_at(sheet, index)
    below = sheet.rows[header.first_data_index : header.first_data_index + ROWS_LOOKED_AT]
    return [(title, samples_of(below, column)) for column, title in enumerate(header.titles) if title]
