"""班级财产登记表: a sheet a class, its things with quantity and condition at the start and the end of a term.

Each sheet becomes a handover of the class's room at the start of its term, and one at its end where the columns of
the end are filled in. The class teacher's name under the sheet stands for the signature on the paper.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from inspect_app.imports.class_rooms import HEAD_LINES, ClassHead, ClassRooms
from inspect_app.imports.gathering import Gathering
from inspect_app.imports.sheet import Sheet, is_blank
from inspect_app.imports.table import Line, read_table
from inspect_app.imports.understanding import ClassRoom, Understanding
from inspect_app.imports.values import Unclear, read_count, read_name, read_text
from inspect_app.lending import handover
from inspect_app.lending.handover import MOST_LINES, MOST_NOTE, lines_of, lines_to_json
from inspect_app.lending.terms import Term

NEEDED = (frozenset({"name", "first"}),)
ENDS = ("start", "end")
_COLUMNS = {"start": ("first", "condition_first"), "end": ("last", "condition_last")}
_TERM = re.compile(r"(\d{4})\D{1,3}\d{2,4}学年.{0,2}?([一二12上下])学?期?")
_CLASS = re.compile(
    r"(?:[\d一二三四五六七八九十]+年级|初[一二三\d]|高[一二三\d]|[小中大]|[一二三四五六七八九])\S{0,6}?班"
)
_MISSING = re.compile(r"(?:缺|少|丢|遗失)\D?(\d+)")
_BROKEN = re.compile(r"(\d+)\D{0,2}(?:损坏|坏|破损)|(?:损坏|坏|破损)(\d+)")
_WHOLE = re.compile(r"完好.{0,2}|良好|正常|好|齐全|√|✓")
_SIGNER = re.compile(r"班主任\D{0,4}?[:：]\s*(.*)")

_NO_ROOM = {"said": "no_such_room", "several": "class_in_many_rooms", "unknown": "class_without_room"}

Existing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _ClassSheet:
    """What stands above and below the lines of one sheet."""

    name: str
    class_name: str
    term: Term | None
    teacher: str | None
    texts: tuple[str, ...]


def understand_class_property(
    file: str,
    sheets: Iterable[Sheet],
    overrides: Mapping[str, str],
    existing_rows: Mapping[str, Sequence[Existing]],
) -> Understanding:
    """The handovers of `sheets`. An override may name a class's room instead of a column: 8年级1班=教学楼A105.

    Rooms, campuses and handovers of `existing_rows` say where a class is and what was handed over already. Raises
    ImportProblem for the file as a whole.
    """
    sheets = tuple(sheets)
    heads = {sheet.name: _head(sheet) for sheet in sheets}
    classes = {head.class_name for head in heads.values()}
    columns = {title: field for title, field in overrides.items() if title not in classes}
    table = read_table("class_property", file, sheets, columns, NEEDED)
    rooms = {title: place for title, place in overrides.items() if title in classes}
    reader = _Reader(Gathering(table.remarks), existing_rows, rooms)
    for name, lines in groupby(table.lines, key=lambda line: line.sheet):
        reader.read(heads[name], list(lines))
    return replace(reader.gathering.done("class_property", file, table), classes=tuple(reader.classes))


def _head(sheet: Sheet) -> _ClassSheet:
    texts = [_plain(cell) for row in sheet.rows[:HEAD_LINES] for cell in row.cells if isinstance(cell, str)]
    term = next((found for text in texts if (found := _TERM.search(text))), None)
    named = next((found for text in (sheet.name, *texts) if (found := _CLASS.search(_plain(text)))), None)
    read = Term(int(term[1]), 1 if term[2] in "一1上" else 2) if term else None
    class_name = named[0] if named else sheet.name
    return _ClassSheet(sheet.name, class_name, read, _teacher(sheet), tuple(texts))


def _plain(text: Any) -> str:
    return unicodedata.normalize("NFKC", str(text)).strip()


def _teacher(sheet: Sheet) -> str | None:
    """The name in the cell after 班主任签名, or behind its colon."""
    for row in reversed(sheet.rows):
        cells = [cell for column, cell in enumerate(row.cells) if column not in row.filled_right]
        said = [_plain(cell) for cell in cells if not is_blank(cell)]
        for number, text in enumerate(said):
            found = _SIGNER.fullmatch(text)
            if found is not None:
                after = said[number + 1] if number + 1 < len(said) else ""
                return read_name(found[1] or ("" if ":" in after else after))
    return None


class _Reader:
    """Reads sheet by sheet; a sheet whose class or term is not known is refused as a whole."""

    def __init__(
        self,
        gathering: Gathering,
        existing_rows: Mapping[str, Sequence[Existing]],
        said_rooms: Mapping[str, str],
    ) -> None:
        self.gathering = gathering
        self.classes: list[ClassRoom] = []
        self._said_rooms = said_rooms
        self._rooms = ClassRooms(existing_rows.get("campus", ()), existing_rows.get("room", ()), said_rooms)
        self._held = {
            (row["room_id"], row["term"], row["sort"]): row
            for row in existing_rows.get("handover", ())
            if row.get("state") != "cancelled"
        }

    def read(self, head: _ClassSheet, lines: list[Line]) -> None:
        if head.term is None:
            return self.gathering.refuse(lines[0], "no_term")
        room_id = self._room(head, lines[0])
        if room_id is None:
            return None
        if len(lines) > MOST_LINES:
            return self.gathering.refuse(lines[0], "too_many_lines", most=MOST_LINES)
        start = self._lines(lines, "start", ())
        self._propose(head, lines[0], room_id, "start", start)
        if any(set(_COLUMNS["end"]) & set(line.cells) for line in lines):
            self._propose(head, lines[0], room_id, "end", self._lines(lines, "end", start))
        return None

    def _room(self, head: _ClassSheet, line: Line) -> str | None:
        """Its id; where it is not known, why is told, with all that it might be."""
        found = self._rooms.find(ClassHead(head.name, head.class_name, head.teacher, head.texts), line.line)
        self.classes.append(found)
        if found.room_id is None and found.how != "left_out":
            reason = _NO_ROOM[found.how]
            rooms = "、".join(map(self._rooms.name_of, found.candidates))
            teacher, place = head.teacher or "（未签名）", self._said_rooms.get(head.class_name, "")
            self.gathering.refuse(
                line, reason, name=head.class_name, teacher=teacher, rooms=rooms, place=place
            )
        return found.room_id

    def _lines(self, lines: Sequence[Line], end: str, start: Sequence[handover.Line]) -> list[handover.Line]:
        before = {line.id: line for line in start}
        made = []
        for number, line in enumerate(lines, start=1):
            read = self._line(line, str(number), end, before.get(str(number)))
            if read is not None:
                made.append(read)
        return made

    def _line(self, line: Line, line_id: str, end: str, before: handover.Line | None) -> handover.Line | None:
        quantity_column, condition_column = _COLUMNS[end]
        name = read_name(line.cells.get("name"))
        if name is None:
            if end == "start":
                self.gathering.refuse(line, "no_name")
            return None
        try:
            quantity, unit = read_count(line.cells.get(quantity_column))
        except Unclear as unclear:
            self.gathering.refuse(line, "bad_quantity", text=unclear.text)
            return None
        if quantity is None and before is None:
            self.gathering.refuse(line, "no_quantity")
            return None
        return self._walked(line, condition_column, handover.Line(line_id, name, 0, unit), quantity, before)

    def _walked(
        self,
        line: Line,
        column: str,
        made: handover.Line,
        quantity: int | None,
        before: handover.Line | None,
    ) -> handover.Line | None:
        """How many should be there, are there and are broken, out of a quantity and a few words.

        At the start the quantity is what should be there; at the end it is what was counted.
        """
        words = read_text(line.cells.get(column)) or ""
        missing, broken, is_understood = read_condition(words)
        if not is_understood:
            self.gathering.remark(line, "condition_unclear", text=words)
        expected = quantity if before is None else before.there or 0
        there = (expected or 0) - missing if before is None or quantity is None else quantity
        if there < broken or there < 0:
            self.gathering.remark(line, "condition_contradicts", text=words, count=expected)
            there, broken = max(0, there + missing if missing else there), 0
        if before is not None and quantity is None and not words:
            return replace(made, expected=expected or 0)
        note = " ".join(part for part in (words, read_text(line.cells.get("note")) or "") if part)
        shown = "" if _WHOLE.fullmatch(note) else note[:MOST_NOTE]
        return replace(made, expected=expected or 0).walked(there, broken, shown)

    def _propose(
        self, head: _ClassSheet, line: Line, room_id: str, end: str, lines: Sequence[handover.Line]
    ) -> None:
        assert head.term is not None  # noqa: S101 - read() refuses a sheet without one
        key = (room_id, head.term.name, end)
        told = lines_to_json(lines)
        fields: dict[str, Any] = {"room_id": room_id, "term": head.term.name, "sort": end}
        held = self._held.get(key)
        if held is not None and _same_lines(held, lines):
            self.gathering.propose(line, "handover", key, fields, {}, "sheet_repeated")
            return
        if held is not None and (held.get("state") == "signed" or _is_walked(held)):
            self.gathering.refuse(line, "sheet_walked", name=head.class_name)
            return
        signed = head.teacher is not None and all(each.is_walked for each in lines)
        fields |= {"lines": told, "class_name": head.class_name, "teacher": head.teacher}
        fields["state"] = "signed" if signed else "open"
        on_create = {"opened_ms": _first_ms(head.term), "note": "纸质登记表"}
        self.gathering.propose(line, "handover", key, fields, on_create, "sheet_repeated")


def read_condition(text: str) -> tuple[int, int, bool]:
    """How many are missing and broken by '缺1', '2套损坏', '完好'; whether the words were understood."""
    plain = _plain(text).replace(" ", "")
    missing = sum(int(number) for number in _MISSING.findall(plain))
    broken = sum(int(before or after) for before, after in _BROKEN.findall(plain))
    return missing, broken, bool(missing or broken or not plain or _WHOLE.fullmatch(plain))


def _first_ms(term: Term) -> int:
    """The usual first day of a term: 1 September, or 20 February."""
    day = date(term.year, 9, 1) if term.half == 1 else date(term.year + 1, 2, 20)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def _same_lines(held: Existing, lines: Sequence[handover.Line]) -> bool:
    return lines_of(_text(held)) == tuple(lines)


def _is_walked(held: Existing) -> bool:
    return any(line.is_walked for line in lines_of(_text(held)))


def _text(held: Existing) -> str:
    lines = held.get("lines")
    return lines if isinstance(lines, str) else json.dumps(lines or [])
