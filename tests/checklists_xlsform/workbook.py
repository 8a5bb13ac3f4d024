"""Workbooks as inspectors write them, for the tests beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Table = Sequence[Sequence[object]]
HEADER = ("type", "name", "label", "relevant", "constraint", "required")


def workbook(
    folder: Path, survey: Table, choices: Table = (), settings: Table = (), name="form.xlsx"
) -> Path:
    """Write an XLSForm from its three sheets, headers included."""
    book = Workbook()
    for title, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(folder / name)
    return folder / name
