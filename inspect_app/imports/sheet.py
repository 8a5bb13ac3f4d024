"""A sheet as the import sees it: rows with the numbers a spreadsheet shows, merged cells resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `line` counts from 1 as Excel and WPS show it (a quoted line break does not count).

    `filled_down` and `filled_right` are the columns whose value was copied from the head of a merged
    range above, or to the left in the same row.
    """

    line: int
    cells: tuple[Cell, ...]
    filled_down: frozenset[int] = frozenset()
    filled_right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet without its blank rows. `uncalculated` counts formulas whose result was never stored."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    uncalculated: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, lines from 1, columns from 0, both ends included."""

    first_line: int
    last_line: int
    first_column: int
    last_column: int


def is_blank(value: Cell) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def resolve_merges(lines: Mapping[int, tuple[Cell, ...]], merges: Iterable[Merge]) -> tuple[Row, ...]:
    """Rows by line, each merged range showing its head's value in every cell; blank rows are left out."""
    width = max((_used_width(cells) for cells in lines.values()), default=0)
    grid = {line: [*cells[:width], *[None] * (width - len(cells))] for line, cells in lines.items()}
    down: dict[int, set[int]] = {}
    right: dict[int, set[int]] = {}
    for merge in merges:
        _fill(grid, merge, width, down, right)
    return tuple(
        Row(line, tuple(cells), frozenset(down.get(line, ())), frozenset(right.get(line, ())))
        for line, cells in sorted(grid.items())
        if not all(is_blank(cell) for cell in cells)
    )


def _used_width(cells: tuple[Cell, ...]) -> int:
    return max((column for column, cell in enumerate(cells, start=1) if not is_blank(cell)), default=0)


def _fill(
    grid: dict[int, list[Cell]],
    merge: Merge,
    width: int,
    down: dict[int, set[int]],
    right: dict[int, set[int]],
) -> None:
    head_row = grid.get(merge.first_line)
    if head_row is None or merge.first_column >= width or is_blank(head_row[merge.first_column]):
        return
    head = head_row[merge.first_column]
    # Bounded by what the sheet holds: a merge over a million empty rows costs nothing.
    last_line = min(merge.last_line, max(grid))
    last_column = min(merge.last_column, width - 1)
    for line in range(merge.first_line, last_line + 1):
        row = grid.get(line)
        if row is None:
            continue
        for column in range(merge.first_column, last_column + 1):
            if column > merge.first_column:
                right.setdefault(line, set()).add(column)
            elif line > merge.first_line:
                down.setdefault(line, set()).add(column)
            row[column] = head
