"""The hybrid clock: stamps only rise, whatever the wall clock and the others do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.clock import (
    AHEAD_LIMIT_MS,
    COUNTER_LIMIT,
    MS_LIMIT,
    HybridClock,
    is_stamp,
    runs_ahead,
    stamp_ms,
    write_stamp,
)

moments = st.integers(0, 2**44)


@given(st.lists(st.tuples(st.booleans(), moments), min_size=1))
def test_each_tick_is_above_all_ticks_and_all_that_was_seen_before(events: list[tuple[bool, int]]) -> None:
    """The wall clock may jump to 1970 or ten years ahead between any two events."""
    clock, highest = HybridClock("a"), ""
    for is_tick, ms in events:
        if is_tick:
            clock = clock.tick(ms)
            assert clock.stamp > highest
            highest = clock.stamp
        else:
            seen = write_stamp(ms, 3, "b")
            clock = clock.witness(seen)
            highest = max(highest, seen)
            assert clock.tick(0).stamp > highest


@given(moments, st.integers(0, COUNTER_LIMIT), moments, st.integers(0, COUNTER_LIMIT))
def test_stamps_sort_as_text_as_they_sort_in_time(ms: int, counter: int, other: int, second: int) -> None:
    """So that SQLite and every language compare them without reading them."""
    assert ((ms, counter) < (other, second)) == (
        write_stamp(ms, counter, "a") < write_stamp(other, second, "a")
    )


def test_a_full_counter_moves_to_the_next_millisecond() -> None:
    clock = HybridClock("a", 5, COUNTER_LIMIT).tick(5)
    assert (clock.ms, clock.counter) == (6, 0)


def test_a_clock_beyond_the_year_10889_still_gives_a_stamp() -> None:
    """Twelve hex digits are all there is; more would sort before everything."""
    assert is_stamp(HybridClock("a").tick(MS_LIMIT * 9).stamp)


def test_a_stamp_runs_ahead_only_beyond_the_limit() -> None:
    assert not runs_ahead(write_stamp(100 + AHEAD_LIMIT_MS, 0, "a"), 100)
    assert runs_ahead(write_stamp(101 + AHEAD_LIMIT_MS, 0, "a"), 100)


@pytest.mark.parametrize(
    "text", [None, 5, "", "x" * 30, "00000000000G-0000-a", "000000000000-0000-", "0" * 19]
)
def test_what_is_no_stamp_is_known_as_none(text: object) -> None:
    assert not is_stamp(text)


def test_the_time_can_be_read_back() -> None:
    assert stamp_ms(write_stamp(1_788_000_000_123, 7, "a")) == 1_788_000_000_123
