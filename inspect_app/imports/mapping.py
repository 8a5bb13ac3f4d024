"""What a person needs to say which column is which: the fields of a paper, and the rows that may be its header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspect_app.imports.header import titles_at
from inspect_app.imports.school_words import fields_of
from inspect_app.imports.words import PAPER_KINDS, field_name
from inspect_app.imports.workbook import read_sheets

HEADS_SHOWN = 12
MAPPABLE = frozenset({"no_header", "missing_columns", "other_paper"})
"""Reasons why a file was refused that end when its columns are named."""


def mappable_fields(paper: str) -> list[dict[str, str]]:
    """Every field that a column may hold: its name for --map, and how the school says it."""
    kind = PAPER_KINDS[paper]
    return [{"field": field, "name": field_name(kind, field)} for field in fields_of(kind)]


def possible_headers(path: Path) -> list[dict[str, Any]]:
    """The first rows with at least two texts of each sheet, as {sheet, line, titles}. Raises ImportProblem."""
    found = []
    for sheet in read_sheets(path):
        rows = [] if sheet.hidden else range(min(len(sheet.rows), HEADS_SHOWN))
        for index in rows:
            titles = [title for title in titles_at(sheet, index) if title]
            if len(set(titles)) > 1:
                found.append({"sheet": sheet.name, "line": sheet.rows[index].line, "titles": titles})
    return found
