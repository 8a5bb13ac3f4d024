"""What is due when, and whether key places are seen five times a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

from inspect_app.patrol.schedule import (
    KEY_PLACE_WINDOWS,
    due_rounds,
    key_places_short,
    next_round,
    planned_visits,
    rounds_on_now,
    visits_short,
)
from tests.patrol.walks import BEIJING, MONDAY, MORNING, NIGHT, SECOND, at, route

TUESDAY, SATURDAY, SUNDAY = date(2026, 9, 8), date(2026, 9, 12), date(2026, 9, 13)


def test_the_day_has_its_windows_in_order():
    """By start, whatever order the route lists them in."""
    listed = route(windows=(NIGHT, SECOND, MORNING))
    assert [each.window for each in due_rounds([listed], MONDAY, BEIJING)] == [MORNING, SECOND, NIGHT]


def test_a_route_rests_on_its_days_off():
    """A weekday route has nothing on Sunday."""
    assert due_rounds([route()], SUNDAY, BEIJING) == ()


def test_nothing_was_due_before_the_route_was_there():
    """A school that begins at 08:30 has missed no morning round; the one that is on then is its first."""
    begun = replace(route(), since_ms=at("08:30"))
    assert [each.window for each in due_rounds([begun], MONDAY, BEIJING)] == [SECOND, NIGHT]


def test_a_night_round_belongs_to_the_evening_it_starts_on():
    """At 00:10 on Tuesday Monday's night round is on, and carries Monday's date."""
    on = rounds_on_now([route()], at("00:10", TUESDAY), BEIJING)
    assert [(each.window, each.day) for each in on] == [(NIGHT, MONDAY)]


def test_fridays_night_round_is_on_in_the_small_hours_of_saturday():
    """Though Saturday is a day off."""
    on = rounds_on_now([route()], at("00:10", SATURDAY), BEIJING)
    assert [each.day for each in on] == [date(2026, 9, 11)]


def test_a_window_is_open_from_its_start_up_to_its_end():
    """At 08:00 sharp the second window is on and the first is over."""
    assert [each.window for each in rounds_on_now([route()], at("08:00"), BEIJING)] == [SECOND]
    assert rounds_on_now([route()], at("06:59"), BEIJING) == ()
    assert rounds_on_now([route()], at("09:00"), BEIJING) == ()


def test_the_next_round_is_found_over_the_weekend():
    """On Saturday noon it is Monday's first."""
    found = next_round([route()], at("12:00", SATURDAY), BEIJING)
    assert found is not None
    assert (found.day, found.window) == (date(2026, 9, 14), MORNING)
    assert next_round([route(windows=())], at("12:00"), BEIJING) is None
    once_a_week = next_round([route(windows=(MORNING,), days=(1,))], at("07:30"), BEIJING)
    assert once_a_week is not None
    assert once_a_week.day == date(2026, 9, 14)


def test_key_places_with_fewer_than_five_visits_are_told_with_their_worst_day():
    """GB/T 29315-2022 asks for five a day; a weekday plan falls short at the weekend."""
    daily = route("ab", windows=KEY_PLACE_WINDOWS, days=(1, 2, 3, 4, 5, 6, 7))
    weekdays = route("c", windows=KEY_PLACE_WINDOWS)
    short = key_places_short("abc", [daily, weekdays])
    assert [(each.room_id, each.visits, each.least, each.weekday) for each in short] == [("c", 0, 5, 6)]
    assert key_places_short("abc", [daily, weekdays], weekdays=(1, 2, 3, 4, 5)) == ()


def test_visits_of_several_routes_add_up():
    """Two routes of three and two windows make five."""
    routes = [route("a", windows=KEY_PLACE_WINDOWS[:3]), route("a", windows=KEY_PLACE_WINDOWS[3:])]
    assert planned_visits(routes, 1) == Counter(a=5)


def test_a_day_that_was_is_judged_by_the_same_number():
    """Four rounds seen are one too few."""
    short = visits_short("ab", {"a": 5, "b": 4})
    assert [(each.room_id, each.visits) for each in short] == [("b", 4)]


def test_the_shipped_windows_do_not_overlap():
    """Five separate walks, or one visit could serve two."""
    spans = [window.span_ms(MONDAY, BEIJING) for window in KEY_PLACE_WINDOWS]
    assert len(spans) == 5
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
