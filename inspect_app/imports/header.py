"""Find the header of a sheet: below title lines, one row or two, merged or not."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from inspect_app.imports.school_words import squeeze
from inspect_app.imports.sheet import Cell, Row, Sheet, is_blank
from inspect_app.imports.values import read_name

_ROWS_LOOKED_AT = 40
_FEWEST_KNOWN_NAMES = 2


@dataclass(frozen=True, slots=True)
class Header:
    """`titles` by column ('' where none), the index of the first data row, and the texts above the header."""

    titles: tuple[str, ...]
    first_data_index: int
    lines: tuple[int, ...]
    above: tuple[str, ...]


def find_header(sheet: Sheet, names: Collection[str]) -> Header | None:
    """The row (or pair of rows) of the first 40 with most names out of `names` (squeezed), or None.

    At least two must be known, so that a title line or a data row is never taken for the header.
    """
    best: Header | None = None
    best_score = _FEWEST_KNOWN_NAMES - 1
    for index in range(min(len(sheet.rows), _ROWS_LOOKED_AT)):
        header = _header_at(sheet, index)
        score = len({title for title in map(bare_title, header.titles) if title in names})
        if score > best_score:
            best, best_score = header, score
    return best


def header_at(sheet: Sheet, index: int) -> Header:
    """The header as it is when it begins at this row, whatever its titles say."""
    return _header_at(sheet, index)


def bare_title(title: str) -> str:
    """A column title for comparison: squeezed, and without what stands in brackets unless nothing is left."""
    squeezed = squeeze(title)
    return re.sub(r"[(\[【][^)\]】]*[)\]】]?", "", squeezed) or squeezed


def _header_at(sheet: Sheet, index: int) -> Header:
    top = sheet.rows[index]
    second = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
    height = 2 if second is not None and _is_second_row(top, second) else 1
    titles = _joined(top, second) if height == 2 and second is not None else tuple(map(_title, top.cells))
    above = tuple(_title(cell) for row in sheet.rows[:index] for cell in _own_cells(row))
    lines = tuple(row.line for row in sheet.rows[index : index + height])
    return Header(titles, index + height, lines, above)


def _own_cells(row: Row) -> list[Cell]:
    return [
        cell
        for column, cell in enumerate(row.cells)
        if not is_blank(cell) and column not in row.filled_right and column not in row.filled_down
    ]


def _is_second_row(top: Row, second: Row) -> bool:
    """Whether `second` goes on with the header: under it only words, and only where `top` is open."""
    if second.line != top.line + 1:
        return False
    own = [
        (column, cell)
        for column, cell in enumerate(second.cells)
        if not is_blank(cell) and column not in second.filled_down | second.filled_right
    ]
    if not own or not all(isinstance(cell, str) and not re.search(r"\d", cell) for _, cell in own):
        return False
    if second.filled_down:
        return True
    covered = {column for column, cell in enumerate(top.cells) if not is_blank(cell)} - top.filled_right
    below_open = {column for column, _ in own} - covered
    # Unmerged pairs: the second row names columns that the first leaves open, and leaves its own ones blank.
    return bool(below_open) and len(covered - {column for column, _ in own}) >= 2


def _joined(top: Row, second: Row) -> tuple[str, ...]:
    titles = []
    group = ""
    for upper_cell, lower_cell in zip(top.cells, second.cells, strict=True):
        upper, lower = _title(upper_cell), _title(lower_cell)
        group = upper or group
        if not upper and lower:
            upper = group
        titles.append(upper if upper == lower else upper + lower)
    return tuple(titles)


def _title(cell: Cell) -> str:
    return read_name(cell) or ""
