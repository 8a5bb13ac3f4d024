"""Judge one pushed change: a pure decision on what the server already holds of its device and id."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from storage.change import ID_LENGTH_LIMIT, LINE_BYTES_LIMIT, BrokenLine, Change, from_parsed
from storage.clock import is_stamp
from storage.erasing import ERASE, may_be_erased, named_in
from storage.kinds import ANY, KINDS, has_bad_value
from storage.streams import subject_of
from sync.server.rights import matches, may_hand_in, may_write

DEPTH_LIMIT = 32
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_STREAM = re.compile(r"[a-z][a-z0-9_]{0,39}(/[^\s/]{1,64})?")


class Sender(NamedTuple):
    """The device that pushes, as the token says, not as the change claims."""

    device: str
    role: str
    scope: tuple[str, ...]
    revoked: bool


def shape(line: bytes, parse: Any) -> Change | None:
    """The change in a pushed line, or None when it is none. `parse` is a JSON reader."""
    if len(line) > LINE_BYTES_LIMIT:
        return None
    try:
        change = from_parsed(parse(line))
    except (BrokenLine, ValueError, RecursionError):
        return None
    return change if _is_well_formed(change) and not _is_deep(line, change.fields) else None


def _is_well_formed(change: Change) -> bool:
    """A stamp carries its own device: otherwise two devices could give two values the same stamp."""
    return (
        is_stamp(change.stamp)
        and change.stamp[18:] == change.device
        and change.seq > 0
        and 0 < len(change.id) <= ID_LENGTH_LIMIT
        and 0 < len(change.row) <= ID_LENGTH_LIMIT
        and _are_names(change.kind, change.stream)
    )


@lru_cache(maxsize=1024)
def _are_names(kind: str, stream: str) -> bool:
    """The same few pairs are asked for every change."""
    return _KIND.fullmatch(kind) is not None and _STREAM.fullmatch(stream) is not None


def _is_deep(line: bytes, fields: dict[str, Any]) -> bool:
    """True when values are nested deeper than every reader can be trusted to follow."""
    if line.count(b"[") + line.count(b"{") <= DEPTH_LIMIT:
        return False
    level: list[Any] = [fields]
    for _ in range(DEPTH_LIMIT):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def objection(change: Change, sender: Sender, row_stream: str | None) -> str | None:
    """Why this change may not be taken (one of protocol.REFUSALS), or None.

    `row_stream` is the stream of the row as it stands, None for a new one. A kind that this server does
    not know yet is stored, not refused: phones may be newer than their server.
    """
    if change.device != sender.device:
        return "not_yours"
    if sender.revoked:
        return "revoked"
    is_own = change.kind == "person" and change.row == change.person and row_stream is not None
    if not matches(sender.scope, change.stream) and not may_hand_in(sender.role, change.kind, change.stream):
        return "not_allowed"
    if not may_write(sender.role, change.kind, change.fields, is_own=is_own):
        return "not_allowed"
    if row_stream is not None and row_stream != change.stream:
        return "wrong_stream"
    return _bad_value(change)


def _bad_value(change: Change) -> str | None:
    kind = KINDS.get(change.kind)
    if kind is None:
        return None
    if kind.subject not in (ANY, subject_of(change.stream)):
        return "wrong_stream"
    fields = change.fields
    if kind.is_record and (change.id != change.row or None in map(fields.get, kind.required)):
        return "bad_value"
    if change.kind == ERASE and not _names_what_may_go(change):
        return "bad_value"
    if change.base and not all(isinstance(stamp, str) for stamp in change.base.values()):
        return "bad_value"
    return "bad_value" if has_bad_value(kind, fields) else None


def _names_what_may_go(change: Change) -> bool:
    """Only what says something about people from outside may be erased; all else is the school's book."""
    named = named_in(change)
    return named is not None and all(map(may_be_erased, named))
