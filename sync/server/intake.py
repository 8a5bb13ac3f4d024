"""Judge one pushed change: a pure decision on what the server already holds of its device and id."""

from __future__ import annotations

from typing import Any, NamedTuple

from storage.change import LINE_BYTES_LIMIT, BrokenLine, Change, from_parsed
from storage.clock import is_stamp
from storage.kinds import KINDS, field_problem
from storage.streams import subject_of
from sync.server.rights import matches, may_write


class Sender(NamedTuple):
    """The device that pushes, as the token says, not as the change claims."""

    device: str
    role: str
    scope: list[str]
    revoked: bool


def shape(line: bytes, parse: Any) -> Change | None:
    """The change in a pushed line, or None when it is none. `parse` is a JSON reader."""
    if len(line) > LINE_BYTES_LIMIT:
        return None
    try:
        change = from_parsed(parse(line))
    except (BrokenLine, ValueError, RecursionError):
        return None
    well = (
        is_stamp(change.stamp) and change.seq > 0 and 0 < len(change.id) <= 64 and 0 < len(change.row) <= 64
    )
    return change if well else None


def objection(change: Change, sender: Sender, row_stream: str | None) -> str | None:
    """Why this change may not be taken (one of protocol.REFUSALS), or None.

    `row_stream` is the stream of the row as it stands, None for a new one. A kind that this server does
    not know yet is stored, not refused: phones may be newer than their server.
    """
    if change.device != sender.device:
        return "not_yours"
    if sender.revoked:
        return "revoked"
    if not matches(sender.scope, change.stream) or not may_write(sender.role, change.kind, change.fields):
        return "not_allowed"
    if row_stream is not None and row_stream != change.stream:
        return "wrong_stream"
    return _bad_value(change)


def _bad_value(change: Change) -> str | None:
    kind = KINDS.get(change.kind)
    if kind is None:
        return None
    if subject_of(change.stream) != kind.subject:
        return "wrong_stream"
    fields = change.fields
    if kind.is_record and any(fields.get(name) is None for name in kind.required):
        return "bad_value"
    if not all(isinstance(stamp, str) for stamp in change.base.values()):
        return "bad_value"
    known = kind.fields
    problems = (field_problem(kind, name, value) for name, value in fields.items() if name in known)
    return "bad_value" if any(problems) else None
