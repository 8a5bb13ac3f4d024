"""A table as a file, row by row, so that the writer may stop between two rows: CSV, XLSX or JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO, Protocol

from inspect_app.actions.office.export.workbook_file import XlsxFile

Cell = str | int | float | datetime | None
"""What stands in a cell. Times are the school's local ones, without a zone."""

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*\Z")


class TableFile(Protocol):
    """A file that is being written; nothing of it is good before `close`. Who gives it up before says `drop`."""

    def add(self, cells: Sequence[Any]) -> None: ...
    def close(self) -> None: ...
    def drop(self) -> None:
        """Let go of what was kept aside for it; after `close` nothing is."""


class CsvFile:
    """UTF-8 with a byte order mark, by which Excel knows Chinese; no cell begins a formula (OWASP, CSV injection)."""

    def __init__(self, target: BinaryIO, titles: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._text)
        self.add(titles)

    def add(self, cells: Sequence[Cell]) -> None:
        self._writer.writerow([_plain(cell) for cell in cells])

    def close(self) -> None:
        self._text.flush()
        self._text.detach()

    def drop(self) -> None:
        """Nothing lies aside."""


class JsonLinesFile:
    """One JSON object a line, its keys the titles; what is unknown is null."""

    def __init__(self, target: BinaryIO, titles: Sequence[str]) -> None:
        self._target, self._titles = target, tuple(titles)

    def add(self, cells: Sequence[Any]) -> None:
        line = dict(zip(self._titles, map(_spelled, cells), strict=True))
        self._target.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    def close(self) -> None:
        self._target.flush()

    def drop(self) -> None:
        """Nothing lies aside."""


Begin = Callable[[BinaryIO, Sequence[str]], TableFile]
SORTS: Mapping[str, Begin] = {".csv": CsvFile, ".xlsx": XlsxFile, ".jsonl": JsonLinesFile}
"""Ending of a file's name to how such a file is begun."""


@contextmanager
def begun(sort: str, target: BinaryIO, titles: Sequence[str]) -> Iterator[TableFile]:
    """A file to write into; dropped at the end of the block unless it was closed in it."""
    file = SORTS[sort](target, titles)
    try:
        yield file
    finally:
        file.drop()


def _plain(cell: Cell) -> object:
    if isinstance(cell, str) and cell.startswith(_RISKY) and not _NUMBER.match(cell):
        return f"'{cell}"
    return _spelled(cell)


def _spelled(cell: Any) -> Any:
    return cell.isoformat(" ", "seconds") if isinstance(cell, datetime) else cell
