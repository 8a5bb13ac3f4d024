"""How far a round is, whatever the checks came in as."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.patrol.progress import DONE, round_progress
from tests.patrol.walks import MONDAY, NIGHT, SECOND, at, due, route, seen, skip


def states(due_round, checks=(), skips=(), now="07:30", day=MONDAY, **more) -> dict[str, str]:
    progress = round_progress(due_round, checks, skips, at(now, day), **more)
    return {each.point.room_id: each.state for each in progress.points}


def test_a_round_under_way_has_done_skipped_and_waiting_points():
    """Three states side by side; skipped keeps its reason."""
    morning = due()
    progress = round_progress(morning, [seen("b", "07:05")], [skip("c", morning)], at("07:38"))
    assert [each.state for each in progress.points] == ["waiting", "done_on_time", "skipped", "waiting"]
    assert progress.points[2].reason == "上课中"
    assert (progress.settled, progress.minutes_left) == (2, 22)
    assert progress.counts == {"waiting": 2, "done_on_time": 1, "skipped": 1}


def test_a_point_is_missed_only_after_window_and_grace():
    """At 08:14 it may still be walked, at 08:15 it is missed."""
    assert states(due(), now="08:14")["a"] == "waiting"
    assert states(due(), now="08:15")["a"] == "missed"
    assert states(due(), now="08:00", grace_minutes=0)["a"] == "missed"


def test_a_check_in_the_grace_is_late():
    """It counts, and the office sees that it was late."""
    alone = route(windows=(due().window,))
    assert states(due(alone), [seen("a", "08:10")], now="09:00")["a"] == "done_late"
    assert states(due(alone), [seen("a", "08:20")], now="09:00")["a"] == "missed"


def test_a_check_that_carries_the_round_counts_however_late():
    """The person walked this round; the phone's clock and the window do not take it away."""
    morning = due()
    late = seen("a", "11:00", round_id=morning.id)
    assert states(morning, [late], now="12:00")["a"] == "done_late"
    early = seen("a", "06:50", round_id=morning.id)
    assert states(morning, [early])["a"] == "done_on_time"


def test_one_visit_does_not_serve_two_rounds_of_a_route():
    """In the grace of the first window and the hours of the second it is the second's; so it is if it says so."""
    first, second = due(), due(window=SECOND)
    visit = seen("a", "08:05")
    assert states(first, [visit], now="09:30")["a"] == "missed"
    assert states(second, [visit], now="09:30")["a"] == "done_on_time"
    named = seen("a", "08:05", round_id=first.id)
    assert states(first, [named], now="09:30")["a"] == "done_late"
    assert states(second, [named], now="09:30")["a"] == "missed"


def test_a_visit_on_another_route_counts_by_its_time():
    """The room was seen in the window; who walked which route does not matter."""
    assert states(due(), [seen("a", "07:20", round_id="of another route")])["a"] == "done_on_time"


def test_a_night_round_takes_checks_after_midnight():
    """23:50 and 00:20 are one round of the evening."""
    night = due(window=NIGHT)
    tuesday = date(2026, 9, 8)
    found = states(night, [seen("a", "23:50"), seen("b", "00:20", tuesday)], now="00:25", day=tuesday)
    assert found == {"a": "done_on_time", "b": "done_on_time", "c": "waiting", "d": "waiting"}


def test_the_first_check_of_a_room_decides_and_beats_a_skip():
    """A second look does not make a point late; somebody who came after all has not skipped."""
    morning = due()
    checks = [seen("a", "08:10", round_id=morning.id), seen("a", "07:10")]
    assert states(morning, checks, [skip("a", morning)])["a"] == "done_on_time"


def test_another_rounds_skip_means_nothing_here():
    """A reason belongs to one round."""
    assert states(due(), skips=[skip("a", due(window=SECOND))])["a"] == "waiting"


def test_a_correction_changes_what_was_found_and_not_when():
    """The point stays on time though the correction was written at noon, and shows the new result."""
    original = seen("a", "07:10", id="1")
    corrected = seen("a", "12:00", id="2", corrects="1", result="failed", failed=1)
    again = seen("a", "12:05", id="3", corrects="2", result="failed", failed=2)
    progress = round_progress(due(), [again, original, corrected], [], at("13:00"))
    point = progress.points[0]
    assert point.state == "done_on_time"
    assert point.check is not None
    assert (point.check.result, point.check.failed, point.check.id) == ("failed", 2, "1")


def test_corrections_that_name_each_other_do_not_hang():
    """Nonsense from a broken phone ends in an answer."""
    one, two = seen("a", "07:10", id="1", corrects="2"), seen("a", "07:11", id="2", corrects="1")
    assert len(states(due(), [one, two])) == 4


@pytest.mark.parametrize(
    ("walk", "blamed"),
    [("abcd", ""), ("bcda", "a"), ("dabc", "d"), ("acbd", "b"), ("dcba", "cba"), ("ad", ""), ("", "")],
)
def test_a_fixed_order_blames_as_few_points_as_explain_the_walk(walk, blamed):
    """Forgetting the first and coming back for it is one fault, not three."""
    fixed = due(route(ordering="fixed"))
    checks = [seen(room, f"07:{10 + number}") for number, room in enumerate(walk)]
    found = states(fixed, checks)
    assert {room for room, state in found.items() if state == "out_of_order"} == set(blamed)


def test_any_order_blames_nobody():
    """A free route may be walked backwards."""
    checks = [seen(room, f"07:{10 + number}") for number, room in enumerate("dcba")]
    assert set(states(due(), checks).values()) == {"done_on_time"}


@pytest.mark.parametrize(
    ("ordering", "walk", "following"),
    [("any", "", "a"), ("any", "b", "c"), ("any", "bd", "a"), ("any", "abcd", None), ("fixed", "b", "a")],
)
def test_the_next_point_follows_the_way_of_walking(ordering, walk, following):
    """Free: on from where one stands, round to the start; fixed: always the first that waits."""
    checks = [seen(room, f"07:{10 + number}") for number, room in enumerate(walk)]
    found = round_progress(due(route(ordering=ordering)), checks, [], at("07:30")).next_point
    assert (found.room_id if found else None) == following


def test_nothing_is_left_to_walk_once_the_round_is_over():
    """Missed points are not suggested."""
    assert round_progress(due(), [], [], at("12:00")).next_point is None


CHECK = st.builds(
    seen,
    st.sampled_from("abcdz"),
    st.builds("{:02}:{:02}".format, st.integers(5, 10), st.integers(0, 59)),
    id=st.uuids().map(str),
    round_id=st.sampled_from([None, "other", due().id, due(window=SECOND).id]),
)


@given(st.lists(CHECK, max_size=12), st.sampled_from(["any", "fixed"]), st.randoms(use_true_random=False))
def test_progress_does_not_depend_on_the_order_in_which_checks_arrive(checks, ordering, random):
    """Two phones that synced in different orders show the same round; a repeated check changes nothing."""
    morning = due(route(ordering=ordering))
    shuffled = [*checks, *checks[:3]]
    random.shuffle(shuffled)
    now = at("09:00")
    assert round_progress(morning, shuffled, [], now) == round_progress(morning, checks, [], now)


@given(st.lists(CHECK, max_size=12), CHECK)
def test_a_further_check_never_makes_a_done_point_undone(checks, further):
    """Late news may change how a point was done, never that it was."""
    before = states(due(), checks, now="09:00")
    after = states(due(), [*checks, further], now="09:00")
    assert all(after[room] in DONE for room, state in before.items() if state in DONE)


@given(st.lists(CHECK, max_size=12))
def test_every_point_has_one_state_and_the_counts_add_up(checks):
    """No point is lost or counted twice, and after the round nothing waits."""
    progress = round_progress(due(), checks, [], at("12:00"))
    assert sum(progress.counts.values()) == 4
    assert progress.counts["waiting"] == 0
