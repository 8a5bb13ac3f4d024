"""Open a table as offices keep it: XLSX, old XLS or delimited text, told apart by content and not by name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from inspect_app.imports.delimited import read_delimited
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.sheet import Cell, Merge, Sheet, resolve_merges

LARGEST_FILE_BYTES = 60_000_000
LARGEST_UNPACKED_BYTES = 200_000_000
MOST_LINES = 200_000
MOST_COLUMNS = 256

_ZIP = b"PK"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_FORMULA_WITHOUT_RESULT = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_OTHER_FILES = (
    (b"%PDF", "PDF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of the file at `path`; raises ImportProblem when it is no table that can be read."""
    content = _read_bytes(path)
    for magic, found in _OTHER_FILES:
        if content.startswith(magic):
            raise ImportProblem("not_a_table", file=path.name, found=found)
    if content.startswith(_ZIP):
        sheets = _read_xlsx(content, path.name)
    elif content.startswith(_OLE):
        sheets = _read_xls(content, path.name)
    else:
        sheets = (read_delimited(content, path.name, MOST_LINES),)
    if not any(sheet.rows for sheet in sheets):
        raise ImportProblem("empty", file=path.name)
    return sheets


def _read_bytes(path: Path) -> bytes:
    try:
        size_bytes = path.stat().st_size
        if size_bytes > LARGEST_FILE_BYTES:
            raise _too_large(path.name, size_bytes, LARGEST_FILE_BYTES)
        content = path.read_bytes()
    except FileNotFoundError:
        raise ImportProblem("missing_file", file=path.name) from None
    except OSError:
        raise ImportProblem("unreadable", file=path.name) from None
    if not content.strip():
        raise ImportProblem("empty", file=path.name)
    return content


def _too_large(file: str, size_bytes: int, limit_bytes: int) -> ImportProblem:
    found, limit = (f"{count / 1_000_000:.0f} MB" for count in (size_bytes, limit_bytes))
    return ImportProblem("too_large", file=file, found=found, limit=limit)


def too_many_lines(file: str) -> ImportProblem:
    return ImportProblem("too_large", file=file, found=f"超过 {MOST_LINES} 行", limit=f"{MOST_LINES} 行")


def _read_xlsx(content: bytes, file: str) -> tuple[Sheet, ...]:
    import openpyxl

    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_archive(archive, file)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return tuple(_xlsx_sheet(sheet, archive, file) for sheet in book.worksheets)
    except ImportProblem:
        raise
    except Exception as error:
        # openpyxl lets KeyError, ValueError, TypeError, ParseError and its own errors out of a broken file.
        raise ImportProblem("unreadable", file=file) from error


def _check_archive(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse a zip that is no workbook, or that would unpack to more than fits in memory."""
    names = archive.namelist()
    if not any(name.startswith("xl/") for name in names):
        found = "Word 文档" if any(name.startswith("word/") for name in names) else "压缩包"
        raise ImportProblem("not_a_table", file=file, found=found)
    unpacked_bytes = sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml"))
    if unpacked_bytes > LARGEST_UNPACKED_BYTES:
        raise _too_large(file, unpacked_bytes, LARGEST_UNPACKED_BYTES)


def _xlsx_sheet(sheet: Any, archive: zipfile.ZipFile, file: str) -> Sheet:
    """One sheet, streamed: the ordinary loader would build every cell of a merge over whole columns."""
    sheet.reset_dimensions()
    lines: dict[int, tuple[Cell, ...]] = {}
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    for line, cells in enumerate(rows, start=1):
        if any(cell is not None for cell in cells):
            lines[line] = tuple(cells)
        if len(lines) > MOST_LINES:
            raise too_many_lines(file)
    # The streaming reader skips merged ranges, so they are read from the sheet's own part of the archive.
    merges, uncalculated = _scan_part(archive, sheet._worksheet_path)
    hidden = sheet.sheet_state != "visible"
    name = sheet.title
    return Sheet(name, resolve_merges(lines, merges), hidden, uncalculated)


def _scan_part(archive: zipfile.ZipFile, part: str) -> tuple[list[Merge], int]:
    text = archive.read(part)
    merges = []
    for left, top, right, bottom in _MERGE.findall(text):
        merges.append(Merge(int(top), int(bottom), _column(left), _column(right)))
    return merges, len(_FORMULA_WITHOUT_RESULT.findall(text))


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _read_xls(content: bytes, file: str) -> tuple[Sheet, ...]:
    import xlrd

    if _ENCRYPTED_PACKAGE in content:
        raise ImportProblem("password_protected", file=file)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
        return tuple(_xls_sheet(sheet, book.datemode) for sheet in book.sheets())
    except Exception as error:
        # A damaged file makes xlrd raise almost anything, AssertionError and struct.error included.
        reason = "password_protected" if "encrypted" in str(error).lower() else "unreadable"
        raise ImportProblem(reason, file=file) from error


def _xls_sheet(sheet: Any, datemode: int) -> Sheet:
    lines: dict[int, tuple[Cell, ...]] = {}
    for index in range(sheet.nrows):
        cells = sheet.row(index)[:MOST_COLUMNS]
        lines[index + 1] = tuple(_xls_value(cell, datemode) for cell in cells)
    merges = [Merge(top + 1, bottom, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
    hidden = sheet.visibility != 0
    return Sheet(sheet.name, resolve_merges(lines, merges), hidden)


def _xls_value(cell: Any, datemode: int) -> Cell:
    import xlrd

    kind, value = cell.ctype, cell.value
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if kind == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(value, datemode)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_NUMBER and value == int(value):
        return int(value)
    return value
