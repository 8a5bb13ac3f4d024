"""Hold a ledger's own total row against its lines: a difference is said, nothing is changed."""

from __future__ import annotations

from inspect_app.imports.gathering import Gathering
from inspect_app.imports.table import Line, Table
from inspect_app.imports.values import Unclear, read_count, read_fen
from inspect_app.imports.words import FIELD_NAMES


def check_totals(table: Table, gathering: Gathering) -> None:
    """Remark total_differs where the last total of a sheet is not the sum of its lines, refused ones included.

    Sheets with several totals (subtotals, totals a page) are not checked: what each covers is not told.
    """
    for total in table.totals:
        if sum(other.sheet == total.sheet for other in table.totals) > 1:
            continue
        lines = [line for line in table.lines if line.sheet == total.sheet]
        for field, read, show in (("quantity", _count, str), ("value", _fen, _yuan)):
            stated = read(total, field)
            summed = sum(read(line, field) or 0 for line in lines if field not in line.merged)
            if stated is not None and stated != summed:
                names = {"field": FIELD_NAMES[field], "stated": show(stated), "summed": show(summed)}
                gathering.remark(total, "total_differs", **names)


def _count(line: Line, field: str) -> int | None:
    try:
        return read_count(line.cells.get(field))[0]
    except Unclear:
        return None


def _fen(line: Line, field: str) -> int | None:
    try:
        return read_fen(line.cells.get(field), line.yuan_per_unit)
    except Unclear:
        return None


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f} 元"
