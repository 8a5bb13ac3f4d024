"""A round in numbers, and hints at walks too quick to be true."""

from __future__ import annotations

from inspect_app.patrol.already import already_checked
from inspect_app.patrol.progress import round_progress
from inspect_app.patrol.summary import Gap, round_summary
from tests.patrol.walks import at, due, seen, skip


def summed(checks, skips=(), **more):
    return round_summary(round_progress(due(), checks, skips, at("12:00")), **more)


def test_a_summary_counts_points_faults_and_photos():
    """Everything the office asks about one round, from its checks alone."""
    morning = due()
    checks = [
        seen("a", "07:05", person_id="p1", photos=2, result="failed", failed=3),
        seen("b", "07:30", person_id="p2"),
        seen("c", "08:40", person_id="p1", round_id=morning.id),
    ]
    found = summed(checks, [skip("d", morning)])
    assert (found.points, found.on_time, found.late, found.skipped, found.missed) == (4, 2, 1, 1, 0)
    assert (found.failed_items, found.failed_checks, found.photos) == (3, 1, 2)
    assert found.people == ("p1", "p2")
    assert (found.first_ms, found.last_ms, found.walked_minutes) == (at("07:05"), at("08:40"), 95)
    assert found.longest_gap == Gap("b", "c", 70 * 60)


def test_a_round_that_nobody_walked_has_a_summary_too():
    """All missed, no times."""
    found = summed([])
    assert (found.missed, found.first_ms, found.walked_minutes, found.longest_gap, found.fast) == (
        4,
        None,
        0,
        None,
        (),
    )


def test_two_rooms_within_seconds_of_one_phones_own_clock_are_pointed_out():
    """The wall clock says ten minutes, the monotonic one eight seconds: the latter cannot be set."""
    checks = [
        seen("a", "07:05", device="d", elapsed_ms=600_000),
        seen("b", "07:15", device="d", elapsed_ms=8_400),
        seen("c", "07:16", device="d", elapsed_ms=60_000),
    ]
    assert summed(checks).fast == (Gap("a", "b", 8),)
    assert summed(checks, fast_seconds=5).fast == ()


def test_two_people_in_two_rooms_at_once_are_not_too_fast():
    """Pairs are of one phone, and a phone that restarted says nothing."""
    checks = [
        seen("a", "07:05", device="d1", elapsed_ms=100),
        seen("b", "07:05", device="d2", elapsed_ms=100),
        seen("c", "07:05", device="d1", elapsed_ms=None, id="z"),
    ]
    assert summed(checks).fast == ()


def test_a_room_seen_minutes_ago_by_somebody_else_is_told():
    """5 分钟前 X 已检查."""
    checks = [seen("a", "07:05", person_id="x"), seen("a", "06:00", person_id="y"), seen("b", "07:09")]
    found = already_checked(checks, "a", "me", at("07:10"))
    assert found is not None
    assert (found.minutes_ago, found.check.person_id, found.same_person) == (5, "x", False)


def test_an_old_check_is_told_only_within_the_same_round():
    """After half an hour a room may be seen again, unless this very round has it already."""
    morning = due()
    checks = [seen("a", "07:05", person_id="me", round_id=morning.id)]
    assert already_checked(checks, "a", "me", at("07:50")) is None
    found = already_checked(checks, "a", "me", at("07:50"), round_id=morning.id)
    assert found is not None
    assert found.same_round
    assert found.same_person


def test_a_phone_whose_clock_runs_ahead_does_not_confuse():
    """Three minutes ahead is 'just now'; a year ahead says nothing."""
    found = already_checked([seen("a", "07:13")], "a", "me", at("07:10"))
    assert found is not None
    assert found.minutes_ago == 0
    assert already_checked([seen("a", "19:00")], "a", "me", at("07:10")) is None


def test_a_room_never_seen_is_not_already_checked():
    """Nor is one by a correction alone."""
    assert already_checked([seen("b", "07:05")], "a", "me", at("07:10")) is None
    assert already_checked([seen("a", "07:05", corrects="1")], "a", "me", at("07:10")) is None
