"""A few values of a column, shortened: by them a person sees what a column holds."""

from __future__ import annotations

from collections.abc import Iterable

from inspect_app.imports.sheet import Row, is_blank
from inspect_app.imports.values import read_text

MOST = 3
LETTERS = 16
ROWS_LOOKED_AT = 200


def samples_of(rows: Iterable[Row], column: int) -> tuple[str, ...]:
    """The first three different values below a title. Of merged cells the head alone, of a long text its start."""
    found: dict[str, None] = {}
    for row in rows:
        if len(found) == MOST:
            break
        if column not in row.filled_down | row.filled_right and not is_blank(row.cells[column]):
            text = read_text(row.cells[column])
            found |= {_short(text): None} if text else {}
    return tuple(found)


def _short(text: str) -> str:
    words = text.removesuffix(" 00:00:00")  # a day as a spreadsheet keeps it
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…"
