"""A change as a line: what goes in comes out, strangers' lines are refused, ids sort by time."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.change import (
    GENESIS,
    NUMBER_LIMIT,
    BrokenLine,
    Change,
    decode,
    digest_of,
    encode,
    new_id,
    summand,
)

CHANGE = Change("i", "core", "room", "r", {"note": "灯\n坏"}, {}, "s", "d", 1, None, 0, 480, GENESIS)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner, max_size=3),
)


@given(st.dictionaries(st.text("abc", min_size=1), VALUES))
def test_a_line_holds_no_line_break_and_reads_back_as_written(fields: dict[str, Any]) -> None:
    """So that a batch is lines, whatever people type."""
    line = encode(CHANGE._replace(fields=fields))
    assert "\n" not in line
    assert decode(line) == CHANGE._replace(fields=fields)


@pytest.mark.parametrize("key", Change._fields)
def test_a_line_without_one_of_its_keys_is_broken(key: str) -> None:
    held = CHANGE._asdict()
    del held[key]
    with pytest.raises(BrokenLine, match=key):
        decode(json.dumps(held))


@pytest.mark.parametrize(
    "change", [{"seq": True}, {"seq": NUMBER_LIMIT}, {"at": -NUMBER_LIMIT}, {"fields": []}, {"person": 5}]
)
def test_a_value_of_the_wrong_type_or_size_is_broken(change: dict[str, Any]) -> None:
    """Beyond 53 bits languages disagree about a number, and SQLite cannot store it from 64 on."""
    with pytest.raises(BrokenLine):
        decode(json.dumps(CHANGE._asdict() | change))


@pytest.mark.parametrize("line", ["", "[]", "null", "{", "[" * 100_000, b"\xff\xfe"])
def test_what_is_no_object_is_broken_and_nothing_else_happens(line: str | bytes) -> None:
    with pytest.raises(BrokenLine):
        decode(line)


def test_nan_is_not_written_because_it_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(CHANGE._replace(fields={"items": float("nan")}))


def test_keys_that_a_later_version_added_are_left_aside() -> None:
    assert decode(json.dumps(CHANGE._asdict() | {"later": 1})) == CHANGE


def test_the_hash_of_a_line_is_that_of_its_utf8_bytes() -> None:
    line = encode(CHANGE)
    assert digest_of(line) == digest_of(line.encode())
    assert 0 <= summand(digest_of(line)) < 2**32


def test_an_id_is_a_uuid_of_version_7_that_sorts_by_time() -> None:
    earlier, later = new_id(1_788_000_000_000), new_id(1_788_000_000_001)
    assert earlier < later
    parsed = uuid.UUID(earlier)
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert int(earlier.replace("-", "")[:12], 16) == 1_788_000_000_000


def test_ids_of_the_same_millisecond_differ() -> None:
    assert len({new_id(5) for _ in range(1000)}) == 1000
