"""A table as an Excel workbook: texts stay texts, times can be sorted, the titles stay in sight."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, BinaryIO

CELL_LETTERS = 32_767  # Excel's limit for the text of a cell
NARROWEST, WIDEST = 8, 40
PICTURE_PIXELS, EDGE_PIXELS = 64, 4


class XlsxFile:
    """Rows go to a temporary file as they come; the workbook is made of it at the end."""

    def __init__(self, target: BinaryIO, titles: Sequence[str], name: str = "data") -> None:
        from openpyxl import Workbook  # a second's work, and most people never export

        self._target = target
        self._book = Workbook(write_only=True)
        self.begin_sheet(name, titles)

    def begin_sheet(self, name: str, titles: Sequence[str]) -> None:
        """What is added from here on stands on a sheet of its own."""
        self._sheet = self._book.create_sheet(name)
        self._sheet.freeze_panes = "A2"
        for number, title in enumerate(titles, 1):
            self._sheet.column_dimensions[_letters(number)].width = column_width(title)
        self._sheet.append([self._title(title) for title in titles])
        self._rows = 1

    def add(self, cells: Sequence[Any]) -> None:
        self._rows += 1
        self._sheet.append([self._cell(cell) for cell in cells])

    def add_pictured(self, cells: Sequence[Any], picture: bytes, ratio: float) -> None:
        """A row with a PNG or JPEG after its cells, PICTURE_PIXELS high and `ratio` times as wide."""
        from openpyxl.utils.units import pixels_to_points

        row = self._rows + 1
        self._sheet.row_dimensions[row].height = pixels_to_points(PICTURE_PIXELS + 2 * EDGE_PIXELS)
        self.add(cells)
        self._sheet.add_image(placed_picture(picture, ratio, f"{_letters(len(cells) + 1)}{row}"))

    def close(self) -> None:
        self._book.save(self._target)

    def drop(self) -> None:
        for sheet in self._book.worksheets:
            if not sheet.closed:
                sheet.close()
                sheet._writer.cleanup()  # else only saving removes its temporary file

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


def placed_picture(content: bytes, ratio: float, cell: str) -> Any:
    """A picture whose upper left corner lies in this cell, as it is: the phone has no library for pictures, which
    openpyxl would ask for its size.
    """
    from openpyxl.drawing.image import Image

    class Picture(Image):
        def __init__(self) -> None:
            self.ref, self.anchor = content, cell
            self.width, self.height = round(PICTURE_PIXELS * ratio), PICTURE_PIXELS
            self.format = "png" if content.startswith(b"\x89PNG") else "jpeg"

        def _data(self) -> bytes:
            return content

    return Picture()


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
