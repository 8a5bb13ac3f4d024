"""Collects what one file proposes while its lines are read: rows, refusals, remarks, repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from inspect_app.imports.table import Line, Table
from inspect_app.imports.understanding import Proposed, Refused, Remark, Understanding
from inspect_app.imports.words import field_name

Key = tuple[str, ...]
_FIELDS_NAMED = 3


class Gathering:
    """The growing result of one file. A key proposed twice is the same line, or a refusal, never two rows."""

    def __init__(self, remarks: Iterable[Remark] = ()) -> None:
        self._rows: dict[tuple[str, Key], Proposed] = {}
        self._refused: list[Refused] = []
        self._remarks = list(remarks)
        self._said: set[tuple[str, str]] = set()

    def refuse(self, line: Line, reason: str, **data: object) -> None:
        self._refused.append(Refused(line.sheet, line.line, line.text, reason, data))

    def remark(self, line: Line, reason: str, **data: object) -> None:
        self._remarks.append(Remark(line.sheet, line.line, reason, data))

    def remark_once(self, line: Line, reason: str, **data: object) -> None:
        """A remark that holds for the whole sheet and is made at its first line only."""
        if (line.sheet, reason) not in self._said:
            self._said.add((line.sheet, reason))
            self.remark(line, reason, **data)

    def proposed(self, kind: str, key: Key) -> Proposed | None:
        return self._rows.get((kind, key))

    def propose_once(self, line: Line, kind: str, key: Key, fields: Mapping[str, Any]) -> None:
        """Propose a row that many lines name, such as a campus; the first says it."""
        if (kind, key) not in self._rows:
            self._rows[kind, key] = Proposed(line.sheet, line.line, kind, key, fields)

    def propose(
        self,
        line: Line,
        kind: str,
        key: Key,
        fields: Mapping[str, Any],
        on_create: Mapping[str, Any],
        repeated: str,
        hidden: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Propose a row; when its key was there before, remark the same line or refuse with `repeated`."""
        stated = {name: value for name, value in fields.items() if value is not None}
        row = Proposed(line.sheet, line.line, kind, key, stated, on_create, hidden)
        first = self._rows.setdefault((kind, key), row)
        if first is row:
            return
        differs = _differing_fields(first.fields, stated)
        if differs:
            names = "、".join(field_name(kind, name) for name in differs[:_FIELDS_NAMED])
            more = "等" if len(differs) > _FIELDS_NAMED else ""
            self.refuse(
                line, repeated, first=first.line, differs=names + more, number=stated.get("number", "")
            )
        else:
            self.remark(line, "same_line_twice", first=first.line)

    def done(self, kind: str, file: str, table: Table) -> Understanding:
        """Everything gathered, in the order of the file."""
        order = {sheet.sheet: index for index, sheet in enumerate(table.sheets)}
        noticed = sorted(self._remarks, key=lambda remark: (order.get(remark.sheet, -1), remark.line))
        return Understanding(
            kind=kind,
            file=file,
            sheets=table.sheets,
            rows=tuple(self._rows.values()),
            refused=tuple(self._refused),
            noticed=tuple(noticed),
            data_lines=len(table.lines),
        )


def _differing_fields(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """Fields in which two lines differ, the looked-up room left out: its place text says it already."""
    names = [name for name in {**first, **second} if name != "room_id"]
    return [name for name in names if first.get(name) != second.get(name)]
