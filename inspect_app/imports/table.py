"""From sheets to lines of named fields: header, columns, rows that are no data, block heads filled down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from inspect_app.imports.columns import Column, check_overrides, understand_columns
from inspect_app.imports.header import Header, find_header
from inspect_app.imports.lines import Sort, sort_of_row
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.samples import ROWS_LOOKED_AT, samples_of
from inspect_app.imports.school_words import fields_of, squeeze
from inspect_app.imports.sheet import Cell, Row, Sheet, is_blank
from inspect_app.imports.understanding import Remark, SheetColumns
from inspect_app.imports.words import field_name

_YUAN_PER_UNIT = re.compile(r"(?:单位|人民币):?(万|千)?元|^(万|千)元$")
_REMARK_BY_SORT = {"total": "total_row", "footer": "footer_row", "note": "note_row", "header": "header_again"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of data: field -> cell, only what is stated. `merged` are the fields copied from a merge above."""

    sheet: str
    line: int
    cells: Mapping[str, Cell]
    text: str
    merged: frozenset[str] = frozenset()
    yuan_per_unit: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of all sheets of a file, with what was understood and remarked on the way."""

    lines: tuple[Line, ...] = ()
    totals: tuple[Line, ...] = ()
    sheets: tuple[SheetColumns, ...] = ()
    remarks: tuple[Remark, ...] = ()
    titles: tuple[str, ...] = field(default=(), repr=False)


def read_table(
    kind: str,
    file: str,
    sheets: Iterable[Sheet],
    overrides: Mapping[str, str],
    needed: Sequence[frozenset[str]],
) -> Table:
    """Every line of data in `sheets`. `needed` lists alternatives: one set of fields must be there whole.

    Raises ImportProblem: no_header, missing_columns, no_such_column, no_such_field, field_twice.
    """
    names = {name for synonyms in fields_of(kind).values() for name in synonyms} | set(
        map(squeeze, overrides)
    )
    table = Table()
    lacking: list[ImportProblem] = []
    for sheet in sheets:
        try:
            table = _with_sheet(table, kind, sheet, names, overrides, needed)
        except ImportProblem as problem:
            if problem.reason != "missing_columns":
                raise
            lacking.append(problem)
            table = replace(table, remarks=(*table.remarks, Remark(sheet.name, 0, "sheet_skipped")))
    if lacking and not table.sheets:
        raise lacking[0]
    if not table.sheets:
        expected = "、".join(field_name(kind, name) for name in sorted(needed[0]))
        raise ImportProblem("no_header", file=file, expected=expected)
    check_overrides(table.titles, overrides)
    return table


def _with_sheet(
    table: Table,
    kind: str,
    sheet: Sheet,
    names: set[str],
    overrides: Mapping[str, str],
    needed: Sequence[frozenset[str]],
) -> Table:
    if not sheet.rows:
        return table
    header = None if sheet.hidden else find_header(sheet, names)
    if header is None:
        reason = "sheet_hidden" if sheet.hidden else "sheet_skipped"
        return replace(table, remarks=(*table.remarks, Remark(sheet.name, 0, reason)))
    columns = understand_columns(kind, header.titles, overrides)
    _check_needed(kind, sheet, columns, needed)
    understood = SheetColumns(sheet.name, header.lines, columns, _samples(sheet, header, columns, needed))
    lines, totals, remarks = _read_lines(sheet, header, columns, needed)
    if sheet.uncalculated:
        remarks.insert(0, Remark(sheet.name, 0, "not_calculated", {"count": sheet.uncalculated}))
    return Table(
        (*table.lines, *lines),
        (*table.totals, *totals),
        (*table.sheets, understood),
        (*table.remarks, *remarks),
        (*table.titles, *header.titles),
    )


def _check_needed(
    kind: str, sheet: Sheet, columns: tuple[Column, ...], needed: Sequence[frozenset[str]]
) -> None:
    have = {column.field for column in columns}
    if any(alternative <= have for alternative in needed):
        return
    missing = "、".join(field_name(kind, name) for name in sorted(needed[0] - have))
    titles = "、".join(column.title for column in columns)
    raise ImportProblem("missing_columns", sheet=sheet.name, missing=missing, columns=titles)


def _samples(
    sheet: Sheet, header: Header, columns: tuple[Column, ...], needed: Sequence[frozenset[str]]
) -> tuple[tuple[str, ...], ...]:
    """Of each column; of rows that are data."""
    first = header.first_data_index
    looked_at = sheet.rows[first : first + ROWS_LOOKED_AT]
    data = [row for row, sort in _sorted_rows(looked_at, header, columns, needed) if sort == "data"]
    return tuple(samples_of(data, column.index) for column in columns)


def _sorted_rows(
    rows: Iterable[Row], header: Header, columns: tuple[Column, ...], needed: Sequence[frozenset[str]]
) -> Iterable[tuple[Row, Sort]]:
    ordinal = next((column.index for column in columns if column.field == "ordinal"), None)
    wanted = {name for alternative in needed for name in alternative}
    needed_at = {column.index for column in columns if column.field in wanted}
    return ((row, sort_of_row(row, header.titles, ordinal, needed_at)) for row in rows)


def _read_lines(
    sheet: Sheet, header: Header, columns: tuple[Column, ...], needed: Sequence[frozenset[str]]
) -> tuple[list[Line], list[Line], list[Remark]]:
    scale = _yuan_per_unit(header)
    lines: list[Line] = []
    totals: list[Line] = []
    remarks: list[Remark] = []
    for row, sort in _sorted_rows(sheet.rows[header.first_data_index :], header, columns, needed):
        if sort == "data":
            lines.append(_line(sheet.name, row, columns, scale))
        elif sort == "total":
            totals.append(_line(sheet.name, row, columns, scale))
        if sort in _REMARK_BY_SORT:
            remarks.append(Remark(sheet.name, row.line, _REMARK_BY_SORT[sort], {"text": _first_text(row)}))
    return lines, totals, remarks


def _line(sheet: str, row: Row, columns: tuple[Column, ...], yuan_per_unit: int) -> Line:
    cells: dict[str, Cell] = {}
    merged = set()
    for column in columns:
        if column.field is None or column.index in row.filled_right or is_blank(row.cells[column.index]):
            continue
        cells[column.field] = row.cells[column.index]
        if column.index in row.filled_down:
            merged.add(column.field)
    return Line(sheet, row.line, cells, _whole_text(row), frozenset(merged), yuan_per_unit)


def fill_down(lines: Iterable[Line], fields: Sequence[str], only_with: frozenset[str]) -> list[Line]:
    """Blank cells of `fields` (outer first) take the value above; a new outer value ends the inner one's block.

    Only lines that state one of `only_with` are filled: a line without a room gets no building.
    """
    filled = []
    above: dict[str, Cell] = {}
    sheet = None
    for line in lines:
        if line.sheet != sheet:
            above, sheet = {}, line.sheet
        cells = dict(line.cells)
        for position, name in enumerate(fields):
            if name in cells and cells[name] != above.get(name):
                above = {outer: above[outer] for outer in fields[:position] if outer in above}
                above[name] = cells[name]
        if only_with & set(cells):
            cells = {**{name: above[name] for name in fields if name in above}, **cells}
        filled.append(replace(line, cells=cells))
    return filled


def _yuan_per_unit(header: Header) -> int:
    """10,000 or 1,000 where the lines above the header, or a bracket in it, say 单位:万元."""
    titles = [unicodedata.normalize("NFKC", title) for title in header.titles]
    brackets = [bracket for title in titles for bracket in re.findall(r"\(([^)]*)\)", title)]
    for text in (*header.above, *brackets):
        match = _YUAN_PER_UNIT.search(unicodedata.normalize("NFKC", text))
        if match:
            return {"万": 10_000, "千": 1_000, None: 1}[match[1] or match[2]]
    return 1


def _first_text(row: Row) -> str:
    return next(str(cell).strip() for cell in row.cells if not is_blank(cell))[:30]


def _whole_text(row: Row) -> str:
    shown = (
        " ".join(str(cell).split())
        for column, cell in enumerate(row.cells)
        if not is_blank(cell) and column not in row.filled_right
    )
    return " | ".join(shown)
