"""The lines of a class handover sheet: what should be there, what is there, and what differs between two sheets.

A line is kept as JSON: {"id", "name", "unit", "asset_id", "expected", "there", "broken", "note"}; `there` and
`broken` are null until somebody stood before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

MOST_LINES = 120
MOST_NOTE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """`there` counts the broken ones too: they stand in the room."""

    id: str
    name: str
    expected: int
    unit: str | None = None
    asset_id: str | None = None
    there: int | None = None
    broken: int | None = None
    note: str = ""

    @property
    def is_walked(self) -> bool:
        return self.there is not None

    @property
    def missing(self) -> int:
        """How many are not there; nothing while nobody looked."""
        return 0 if self.there is None else max(0, self.expected - self.there)

    @property
    def is_whole(self) -> bool:
        return self.is_walked and not self.missing and not self.broken

    def walked(self, there: int, broken: int = 0, note: str = "") -> Line:
        """What was found. Raises ValueError where more are broken than there are."""
        if there < 0 or broken < 0 or broken > there:
            raise ValueError("broken ones are among those that are there")
        return replace(self, there=there, broken=broken, note=note.strip()[:MOST_NOTE])


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that is worse at the end than at the start. `newly_broken` and `newly_missing` are never negative."""

    line: Line
    newly_missing: int
    newly_broken: int

    @property
    def quantity(self) -> int:
        return self.newly_missing + self.newly_broken


def lines_of(text: str | None) -> tuple[Line, ...]:
    """Lines out of the stored JSON; what an older or newer version kept beside is left out."""
    held = json.loads(text or "[]")
    return tuple(line_of(each) for each in held if isinstance(each, dict) and each.get("id"))


def lines_to_json(lines: Iterable[Line]) -> list[dict[str, Any]]:
    names = ("id", "name", "unit", "asset_id", "expected", "there", "broken", "note")
    return [
        {name: value for name in names if (value := getattr(line, name)) not in (None, "")} for line in lines
    ]


def line_of(held: Mapping[str, Any]) -> Line:
    """One line out of its JSON object."""
    return Line(
        str(held["id"]),
        str(held.get("name") or ""),
        int(held.get("expected") or 0),
        held.get("unit"),
        held.get("asset_id"),
        held.get("there"),
        held.get("broken"),
        str(held.get("note") or ""),
    )


def fingerprint(lines: Iterable[Line]) -> str:
    """The same for the same lines: what a signature stands under."""
    return hashlib.sha256(json.dumps(lines_to_json(lines)).encode()).hexdigest()[:16]


def found_of(line: Line) -> dict[str, Any]:
    """What was found at a line, as it is kept, its names in order; no note takes away the one that was."""
    return {"broken": line.broken or 0, "note": line.note or None, "there": line.there}


def late_lines(signed: Sequence[Line], found: Iterable[Line]) -> tuple[Line, ...]:
    """What was found that does not stand on the signed sheet; a listed line under the name that it has there."""
    known = {line.id: line for line in signed}
    late = []
    for each in found:
        held = known.get(each.id)
        if held is None:
            late.append(each)
        elif (held.there, held.broken or 0, held.note) != (each.there, each.broken or 0, each.note):
            late.append(replace(held, there=each.there, broken=each.broken, note=each.note))
    return tuple(late)


def left_to_walk(lines: Iterable[Line]) -> int:
    return sum(not line.is_walked for line in lines)


def begun_from(start: Sequence[Line]) -> tuple[Line, ...]:
    """The sheet for the end of term: what was there at the start is expected, and nothing is walked yet."""
    return tuple(
        replace(line, expected=line.expected if line.there is None else line.there, there=None, broken=None,
                note="")
        for line in start
    )  # fmt: skip


def differences(start: Sequence[Line], end: Sequence[Line]) -> tuple[Difference, ...]:
    """What went missing or broke between the two, in the order of the later sheet; unwalked lines say nothing.

    Lines belong together by id, else by their asset, else by their name. What was broken or missing at the start
    already is not charged again; a line that the start does not know is measured by what it expects.
    """
    found = []
    for line in end:
        if line.there is None:
            continue
        before = counterpart(line, start)
        was_there = line.expected if before is None or before.there is None else before.there
        was_broken = 0 if before is None else before.broken or 0
        missing, broken = max(0, was_there - line.there), max(0, (line.broken or 0) - was_broken)
        if missing or broken:
            found.append(Difference(line, missing, broken))
    return tuple(found)


def counterpart(line: Line, start: Sequence[Line]) -> Line | None:
    """The line of the earlier sheet that is of the same thing."""
    tests = (
        lambda held: held.id == line.id and held.name == line.name,
        lambda held: line.asset_id is not None and held.asset_id == line.asset_id,
        lambda held: held.name == line.name,
    )
    return next((held for test in tests for held in start if test(held)), None)


def thing_of(handover_id: str, line: Line) -> str:
    """What a damage names: the line's asset, or the line itself where the ledger has no card for it."""
    return line.asset_id or f"{LINE_PREFIX}{handover_id}/{line.id}"


LINE_PREFIX = "line:"
