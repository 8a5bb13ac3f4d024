"""A change: one patch of one row, as one line of JSON that is hashed as it stands.

The line holds the hash of the same device's previous line, so a device's log is a chain:
nothing in its middle can be altered unseen. Receivers hash the bytes they got; no canonical
form is needed. The wire names are the keys below (docs/sync.md describes each).
"""

from __future__ import annotations

import hashlib
import json
import os
from operator import itemgetter
from typing import Any, NamedTuple

GENESIS = "0" * 64
NUMBER_LIMIT = 2**53
LINE_BYTES_LIMIT = 64 * 1024
ID_LENGTH_LIMIT = 64


class Change(NamedTuple):
    """`fields` are the new values; `base` the stamps that the replaced values had (absent: none known).

    `at` is the device's wall time in UTC milliseconds, `offset` its minutes east of UTC, `previous`
    the SHA-256 (hex) of the line before it on this device, `person` the id of who did it.
    """

    id: str
    stream: str
    kind: str
    row: str
    fields: dict[str, Any]
    base: dict[str, str]
    stamp: str
    device: str
    seq: int
    person: str | None
    at: int
    offset: int
    previous: str


class BrokenLine(ValueError):
    """A line that is no change: not JSON, a key missing, a value of the wrong type."""


_KEYS = itemgetter(*Change._fields)

_TYPES: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "stream": str,
    "kind": str,
    "row": str,
    "fields": dict,
    "base": dict,
    "stamp": str,
    "device": str,
    "seq": int,
    "person": (str, type(None)),
    "at": int,
    "offset": int,
    "previous": str,
}
_EXACT = tuple(str if expected == (str, type(None)) else expected for expected in _TYPES.values())
_NOBODY = tuple(type(None) if expected == (str, type(None)) else expected for expected in _TYPES.values())
_SHAPES = frozenset((_EXACT, _NOBODY))  # the types of a change's values, with a person and without


def encode(change: Change, salt: str = "") -> str:
    """The line of a change: compact JSON, no line break inside. Raises ValueError for NaN, which is no JSON.

    A `salt` is a last key of the line: without it, who has the hash of an erased line could guess what stood in it.
    """
    parsed = {**change._asdict(), "salt": salt} if salt else change._asdict()
    return json.dumps(parsed, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def new_salt() -> str:
    """128 random bits as hex."""
    return os.urandom(16).hex()


def decode(line: str | bytes) -> Change:
    """Read a line that may come from a stranger. Raises BrokenLine."""
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenLine(f"not JSON: {error}") from None
    return from_parsed(parsed)


def from_parsed(parsed: Any) -> Change:
    """Check the shape of an already parsed line. Raises BrokenLine."""
    try:
        change = trusted(parsed)
    except (KeyError, TypeError, IndexError):
        raise BrokenLine(_trouble(parsed)) from None
    if tuple(map(type, change)) not in _SHAPES or not _fits(change):
        raise BrokenLine(_trouble(parsed))
    return change


def _fits(change: Change) -> bool:
    return max(abs(change.seq), abs(change.at), abs(change.offset)) < NUMBER_LIMIT


def _trouble(parsed: Any) -> str:
    """What is wrong with a line that was refused."""
    if not isinstance(parsed, dict):
        return "not an object"
    for key, expected in _TYPES.items():
        value = parsed.get(key, BrokenLine)
        if not isinstance(value, expected) or isinstance(value, bool):
            return f"{key} is missing or of the wrong type"
    return "seq, at or offset is no number that can be kept"


def trusted(parsed: dict[str, Any]) -> Change:
    """A change from a line whose shape was checked before it was stored. Keys not known here are left out."""
    return Change._make(_KEYS(parsed))


def digest_of(line: str | bytes) -> bytes:
    """SHA-256 of a line's UTF-8 bytes: its hash, and the link that the next line names."""
    return hashlib.sha256(line.encode() if isinstance(line, str) else line).digest()


def summand(digest: bytes) -> int:
    """What a hash adds to an order-independent digest: 32 bits, so that two thousand million fit an integer."""
    return int.from_bytes(digest[:4], "big")


def new_id(now_ms: int, randomness: bytes | None = None) -> str:
    """A UUID of version 7 (RFC 9562): 48 bits of time, then randomness; sorts by time of making."""
    random = randomness or os.urandom(10)
    value = (
        (now_ms & 0xFFFFFFFFFFFF) << 80
        | 0x7 << 76
        | (int.from_bytes(random[:2], "big") & 0x0FFF) << 64
        | 0b10 << 62
        | (int.from_bytes(random[2:10], "big") & 0x3FFFFFFFFFFFFFFF)
    )
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
