"""A closed count as it is kept: its lines in parts, with which records it knew, so that late ones are told apart.

A part is a JSON object {"closing": ms, "parts": n, "lines": [...], "known": "8 hex digits a record..."}; all parts
of one closing name the same moment. A change line is limited to 64 KB, so a part stays under 40 KB.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.stocktake.reconciliation import Line, line_from_json, line_to_json
from inspect_app.stocktake.record import CountRecord

PART_BYTES = 38_000
MARK_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Frozen:
    """`known` are the marks of the records that were there when the count was closed.

    Not whole while some parts have not arrived, or stem from another closing.
    """

    lines: tuple[Line, ...]
    known: frozenset[str]
    is_whole: bool

    def late(self, records: Iterable[CountRecord]) -> tuple[CountRecord, ...]:
        """The records that arrived after the closing, oldest first; none can be told while parts are missing."""
        if not self.is_whole:
            return ()
        late = [record for record in records if mark_of(record.id) not in self.known]
        return tuple(sorted(late, key=lambda each: each.order))


def mark_of(record_id: str) -> str:
    """The random end of a UUIDv7: enough to tell the records of one count apart."""
    return record_id[-MARK_LETTERS:]


def into_parts(
    lines: Sequence[Line], records: Iterable[CountRecord], closing_ms: int
) -> list[dict[str, Any]]:
    """At least one part, each under PART_BYTES as UTF-8 JSON."""
    marks = sorted({mark_of(record.id) for record in records})
    at_once = PART_BYTES // MARK_LETTERS
    parts: list[dict[str, Any]] = [
        {"lines": chunk} for chunk in _chunks([line_to_json(each) for each in lines])
    ]
    parts += [{"known": "".join(marks[at : at + at_once])} for at in range(0, len(marks), at_once)]
    parts = parts or [{"lines": []}]
    return [{"closing": closing_ms, "parts": len(parts), **part} for part in parts]


def _chunks(lines: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    chunks: list[list[dict[str, Any]]] = []
    room = 0
    for line in lines:
        size = len(json.dumps(line, ensure_ascii=False).encode()) + 1
        if not chunks or size > room:
            chunks.append([])
            room = PART_BYTES
        chunks[-1].append(line)
        room -= size
    return chunks


def from_parts(parts: Iterable[tuple[int, Any]], closing_ms: int | None) -> Frozen:
    """`parts` are (number from 1, content); those of an earlier closing are left out."""
    held = [
        part for number, part in sorted(parts, key=lambda each: each[0]) if _is_of(part, number, closing_ms)
    ]
    lines = tuple(line_from_json(line) for part in held for line in part.get("lines", ()))
    known = "".join(part.get("known", "") for part in held)
    marks = frozenset(known[at : at + MARK_LETTERS] for at in range(0, len(known), MARK_LETTERS))
    return Frozen(lines, marks, bool(held) and len(held) == held[0]["parts"])


def _is_of(part: Any, number: int, closing_ms: int | None) -> bool:
    return isinstance(part, dict) and part.get("closing") == closing_ms and number <= part.get("parts", 0)
