"""What was understood of a file: columns, proposed rows, refused lines and remarks. All of it plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from inspect_app.imports.columns import Column
from inspect_app.imports.words import REASONS, REMARKS


@dataclass(frozen=True, slots=True)
class Proposed:
    """One row that the file asks for.

    `key` names the thing within its kind (a tuple of texts). `fields` holds only what the file states: a blank
    cell never blanks a value. `on_create` adds what a new row needs and an existing one keeps its own of.
    `hidden` are texts that no report shows and no row holds as they are: they are sealed when a new row is written.
    """

    sheet: str
    line: int
    kind: str
    key: tuple[str, ...]
    fields: Mapping[str, Any]
    on_create: Mapping[str, Any] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """One line that is not taken. `reason` is a key of words.REASONS, `text` the line as it stands."""

    sheet: str
    line: int
    text: str
    reason: str
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return REASONS[self.reason].format(**self.data)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about a line that was taken or rightly skipped. `line` 0 speaks of the whole sheet."""

    sheet: str
    line: int
    reason: str
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return REMARKS[self.reason].format(**self.data)


How = Literal["said", "left_out", "head", "named", "kept", "several", "unknown"]
"""How a class's room was found: the office said it, the sheet's head does, a room names the class, its teacher keeps
only one; or it might be several, or none is known."""


@dataclass(frozen=True, slots=True)
class ClassRoom:
    """The room of one class property sheet; None where a person has to say it. `candidates` are ids of rooms."""

    sheet: str
    line: int
    class_name: str
    teacher: str
    room_id: str | None
    how: How
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """How one sheet's columns were read, on which lines its header stands, and a few values of each column."""

    sheet: str
    header_lines: tuple[int, ...]
    columns: tuple[Column, ...]
    samples: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """The whole file. `data_lines` counts the lines that held data: taken, refused or same line twice.

    `classes` are the sheets of a class property workbook with the room of each. `counted_only` are lines of a
    visitors' book that are too old to be kept.
    """

    kind: str
    file: str
    sheets: tuple[SheetColumns, ...]
    rows: tuple[Proposed, ...]
    refused: tuple[Refused, ...]
    noticed: tuple[Remark, ...]
    data_lines: int
    classes: tuple[ClassRoom, ...] = ()
    counted_only: int = 0
