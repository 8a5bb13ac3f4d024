"""A table as an Excel workbook: texts stay texts, times can be sorted, the titles stay in sight."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, BinaryIO

CELL_LETTERS = 32_767  # Excel's limit for the text of a cell
NARROWEST, WIDEST = 8, 40


class XlsxFile:
    """Rows go to a temporary file as they come; the workbook is made of it at the end."""

    def __init__(self, target: BinaryIO, titles: Sequence[str]) -> None:
        from openpyxl import Workbook  # a second's work, and most people never export

        self._target = target
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("data")
        self._sheet.freeze_panes = "A2"
        for number, title in enumerate(titles, 1):
            self._sheet.column_dimensions[_letters(number)].width = column_width(title)
        self._sheet.append([self._title(title) for title in titles])

    def add(self, cells: Sequence[Any]) -> None:
        self._sheet.append([self._cell(cell) for cell in cells])

    def close(self) -> None:
        self._book.save(self._target)

    def drop(self) -> None:
        if not self._sheet.closed:
            self._sheet.close()
            self._sheet._writer.cleanup()  # else only saving removes its temporary file

    def _title(self, text: str) -> Any:
        from openpyxl.styles import Font

        cell = self._text(kept_text(text))
        cell.font = Font(bold=True)
        return cell

    def _cell(self, value: Any) -> Any:
        """A text that Excel would take for a formula or for an error is said to be a text."""
        if not isinstance(value, str):
            return value
        text = kept_text(value)
        return self._text(text) if text.startswith(("=", "#")) else text

    def _text(self, text: str) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"
        return cell


def kept_text(text: str) -> str:
    """The text without the control characters that XML cannot hold, cut to what a cell of Excel takes."""
    held = "".join(letter for letter in text if letter in "\t\n\r" or unicodedata.category(letter) != "Cc")
    return held[:CELL_LETTERS]


def column_width(title: str) -> int:
    """Twice the title's width, in Excel's letters: a column is mostly wider than what names it."""
    letters = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in title)
    return min(WIDEST, max(NARROWEST, 2 * letters))


def _letters(number: int) -> str:
    """'A' for 1, 'AA' for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
