"""A clock that the server found wrong: corrected, until somebody sets it right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.wall_clock import (
    ABSENCE_MS,
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    SLEEP_MS,
    TOLERANCE_MS,
    WallClock,
    applied_ms,
)

YEAR_MS = 365 * DAY_MS
SEEN_MS = 1_795_131_000_000
wrong = st.integers(-60 * YEAR_MS, 60 * YEAR_MS)
leaps = st.one_of(st.integers(-60 * YEAR_MS, 60 * YEAR_MS), st.integers(-3 * DAY_MS, 3 * DAY_MS))


def clock(correction_ms: int, *, monotonic_ms: int | None = 1000) -> WallClock:
    return WallClock(correction_ms, SEEN_MS, monotonic_ms)


def after(correction_ms: int, *, wall_moved_ms: int, passed_ms: int | None) -> int:
    """The correction after one more reading; `passed_ms` by the monotonic clock, None across a restart."""
    held = clock(correction_ms, monotonic_ms=None if passed_ms is None else 1000)
    return held.read(SEEN_MS + wall_moved_ms, 1000 + (passed_ms or 0)).correction_ms


@given(st.integers(-TOLERANCE_MS, TOLERANCE_MS))
def test_a_difference_within_the_tolerance_moves_no_record(difference_ms: int) -> None:
    assert applied_ms(difference_ms) == 0


@given(wrong, st.integers(0, 400 * DAY_MS))
def test_time_that_merely_passes_leaves_the_correction_alone(correction_ms: int, passed_ms: int) -> None:
    """However long the app runs, and however wrong its clock is."""
    assert after(correction_ms, wall_moved_ms=passed_ms, passed_ms=passed_ms) == correction_ms


@given(st.integers(-60 * YEAR_MS, HOUR_MS - 1), st.integers(0, ABSENCE_MS), st.sampled_from([0, None]))
def test_a_fast_clock_stays_corrected_through_sleep_and_absence(
    correction_ms: int, away_ms: int, passed_ms: int | None
) -> None:
    """The monotonic clock may have stood still in a pocket, or begun anew; so for clocks slow by minutes."""
    assert after(correction_ms, wall_moved_ms=away_ms, passed_ms=passed_ms) == correction_ms


@pytest.mark.parametrize("correction_ms", [HOUR_MS, 3 * HOUR_MS, DAY_MS, 56 * YEAR_MS])
@pytest.mark.parametrize("away_ms", [MINUTE_MS, 20 * MINUTE_MS, 11 * HOUR_MS, 2 * DAY_MS])
def test_a_slow_clock_stays_corrected_through_any_pause_that_is_not_as_long_as_it_is_slow(
    correction_ms: int, away_ms: int
) -> None:
    assert after(correction_ms, wall_moved_ms=away_ms, passed_ms=None) == correction_ms


@given(st.integers(-60 * YEAR_MS, -2 * TOLERANCE_MS), st.integers(0, SLEEP_MS), st.integers(0, TOLERANCE_MS))
def test_a_fast_clock_set_right_in_a_running_app_is_corrected_no_more(
    correction_ms: int, slept_ms: int, inexact_ms: int
) -> None:
    """To two minutes exactly, after sleep or none; unless it slept as long as the clock was fast, which hides it."""
    leap_ms = correction_ms + slept_ms - inexact_ms
    if leap_ms < -TOLERANCE_MS:
        assert after(correction_ms, wall_moved_ms=leap_ms + 5000, passed_ms=5000) == 0


@given(st.integers(HOUR_MS, 60 * YEAR_MS), st.integers(-TOLERANCE_MS, TOLERANCE_MS))
def test_a_slow_clock_set_right_in_a_running_app_is_corrected_no_more(
    correction_ms: int, inexact_ms: int
) -> None:
    moved_ms = correction_ms + inexact_ms + 5000
    assert after(correction_ms, wall_moved_ms=moved_ms, passed_ms=5000) == 0


@pytest.mark.parametrize("away_ms", [0, 5 * MINUTE_MS, 40 * DAY_MS])
@pytest.mark.parametrize("correction_ms", [-10 * YEAR_MS, 10 * YEAR_MS, 56 * YEAR_MS])
def test_a_clock_years_wrong_set_right_while_the_app_was_closed_is_corrected_no_more(
    correction_ms: int, away_ms: int
) -> None:
    """However long it was closed, up to half a year."""
    assert after(correction_ms, wall_moved_ms=correction_ms + away_ms, passed_ms=None) == 0


@pytest.mark.parametrize("correction_ms", [-3 * HOUR_MS, 3 * HOUR_MS])
def test_a_clock_hours_wrong_set_right_between_two_starts_is_corrected_no_more(correction_ms: int) -> None:
    """As when somebody leaves the app for the phone's settings, and the phone closes it meanwhile."""
    assert after(correction_ms, wall_moved_ms=correction_ms + 4 * MINUTE_MS, passed_ms=None) == 0


@pytest.mark.parametrize(
    ("correction_ms", "moved_ms"),
    [
        (0, -HOUR_MS),
        (0, -56 * YEAR_MS),
        (3 * HOUR_MS, -DAY_MS),
        (-HOUR_MS, -DAY_MS),
        (-10 * YEAR_MS, -HOUR_MS),
    ],
)
@pytest.mark.parametrize("passed_ms", [5000, None])
def test_a_clock_put_back_to_nowhere_goes_on_from_where_it_stood(
    correction_ms: int, moved_ms: int, passed_ms: int | None
) -> None:
    """A round that is late is not made punctual by the phone's settings, nor put into 1970 by an empty battery."""
    held = clock(correction_ms, monotonic_ms=None if passed_ms is None else 1000)
    now_ms = held.read(SEEN_MS + moved_ms + (passed_ms or 0), 1000 + (passed_ms or 0)).now_ms
    assert now_ms == held.now_ms + (passed_ms or 0)


@pytest.mark.parametrize("correction_ms", [0, -10 * YEAR_MS])
def test_a_leap_of_years_ahead_is_not_believed_and_its_end_is_noticed(correction_ms: int) -> None:
    """Somebody picks the wrong year, and mends it a minute later: no record lies in that year."""
    held = clock(correction_ms)
    away = held.read(SEEN_MS + 9 * YEAR_MS, 1000)
    assert away.now_ms == held.now_ms
    back = away.read(SEEN_MS + MINUTE_MS, 1000 + MINUTE_MS)
    assert abs(back.now_ms - (held.now_ms + MINUTE_MS)) <= TOLERANCE_MS


@given(wrong, st.lists(st.tuples(leaps, st.integers(0, DAY_MS), st.booleans()), min_size=1, max_size=8))
def test_the_corrected_time_never_goes_back_by_more_than_twice_the_tolerance(
    correction_ms: int, events: list[tuple[int, int, bool]]
) -> None:
    """Whatever is done to the phone's clock, and however often the app is begun anew between."""
    held, monotonic_ms = clock(correction_ms), 1000
    for leap_ms, passed_ms, is_restart in events:
        if is_restart:
            held, monotonic_ms = WallClock(held.correction_ms, held.seen_ms), 0
        before, monotonic_ms = held.now_ms, monotonic_ms + passed_ms
        held = held.read(held.seen_ms + passed_ms + leap_ms, monotonic_ms)
        assert held.now_ms >= before - 2 * TOLERANCE_MS
