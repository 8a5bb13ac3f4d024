"""Delimited text as offices save it: GB18030, UTF-8 with or without BOM, UTF-16; comma, tab or semicolon."""

from __future__ import annotations

import codecs
import csv
import io
import re

from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.sheet import Cell, Sheet, resolve_merges

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", "\t", ";", "\uff0c", "|")
_MOST_LINE_BREAKS_IN_A_CELL = 12
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|table|\?xml|head|body)", re.IGNORECASE)


def read_delimited(content: bytes, file: str, most_lines: int) -> Sheet:
    """The one sheet of a text file, named after it; raises ImportProblem."""
    text = decode(content, file)
    if _MARKUP.match(text):
        raise ImportProblem("not_a_table", file=file, found="网页或 XML")
    lines: dict[int, tuple[Cell, ...]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for line, cells in enumerate(reader, start=1):
            _check_quotes(cells, line, file)
            lines[line] = tuple(cell or None for cell in cells)
            if line > most_lines:
                limit = f"{most_lines} 行"
                raise ImportProblem("too_large", file=file, found=f"超过 {limit}", limit=limit)
    except csv.Error:
        raise ImportProblem("unclosed_quote", file=file, line=len(lines) + 1) from None
    return Sheet(file.rsplit(".", 1)[0], resolve_merges(lines, ()))


def _check_quotes(cells: list[str], line: int, file: str) -> None:
    if any(cell.count("\n") > _MOST_LINE_BREAKS_IN_A_CELL for cell in cells):
        raise ImportProblem("unclosed_quote", file=file, line=line)


def decode(content: bytes, file: str) -> str:
    """The text, by its byte order mark, else UTF-8, else GB18030, else what charset-normalizer finds."""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    return _guessed(content, file)


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return (encoding,)
    # Without a mark, the NUL halves of its commas and line ends betray UTF-16.
    if content[1::2].count(0) > len(content) // 20:
        return ("utf-16-le",)
    if content[0::2].count(0) > len(content) // 20:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _guessed(content: bytes, file: str) -> str:
    from charset_normalizer import from_bytes

    if b"\0" in content[:4096]:
        raise ImportProblem("unreadable", file=file)
    best = from_bytes(content[:200_000], cp_isolation=["big5", "big5hkscs"]).best()
    if best is None:
        raise ImportProblem("unknown_encoding", file=file)
    try:
        return content.decode(best.encoding)
    except UnicodeDecodeError:
        raise ImportProblem("unknown_encoding", file=file) from None


def _delimiter(text: str) -> str:
    """The mark that most of the first lines hold, and most often."""
    first_lines = text[:50_000].splitlines()[:50]
    return max(_DELIMITERS, key=lambda mark: sum(min(line.count(mark), 40) for line in first_lines))
