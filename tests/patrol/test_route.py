"""Routes read from rows, windows across midnight, and round ids that agree without a network."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest

from inspect_app.patrol.route import (
    Point,
    RouteRefused,
    Window,
    local_day,
    round_id,
    route_from_row,
    route_to_row,
)
from storage.kinds import KINDS, field_problem
from tests.patrol.walks import BEIJING, MONDAY, NIGHT, at, route


def test_a_route_survives_its_row():
    """Written as a row of kind 'route', sent as JSON and read back it is the same route."""
    original = route()
    row = route_to_row(original)
    assert {field_problem(KINDS["route"], name, value) for name, value in row.items()} == {None}
    assert route_from_row(json.loads(json.dumps({"id": "r1"} | row))) == original


def test_a_point_may_bring_its_own_checklist():
    """And a bare room id is a point, too."""
    made = route_from_row({"id": "r", "name": "x", "points": [{"room": "a", "checklist": "c"}, "b"]})
    assert made.points == (Point("a", "c"), Point("b"))
    assert made.days == (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"points": []}, "没有巡查点"),
        ({"points": [{"room": ""}]}, "写错了"),
        ({"points": ["a", "a"]}, "两次"),
        ({"points": ["a"], "ordering": "random"}, "顺序"),
        ({"points": ["a"], "windows": [{"start": "7:00", "end": "08:00"}]}, "时段"),
        ({"points": ["a"], "windows": [{"start": "07:00", "end": "24:00"}]}, "时段"),
        ({"points": ["a"], "windows": ["07:00-08:00"]}, "时段"),
        ({"points": ["a"], "days": [0]}, "星期"),
        ({"points": ["a"], "days": "1"}, "星期"),
    ],
)
def test_a_broken_route_is_refused_with_its_name(row, told):
    """One sentence, naming the route and the part."""
    with pytest.raises(RouteRefused) as refused:
        route_from_row({"id": "r", "name": "早巡线"} | row)
    assert "早巡线" in str(refused.value)
    assert told in str(refused.value)


def test_a_window_across_midnight_ends_on_the_next_day():
    """23:30-00:30 is one hour."""
    start, end = NIGHT.span_ms(MONDAY, BEIJING)
    assert (start, end) == (at("23:30"), at("00:30", date(2026, 9, 8)))
    assert NIGHT.minutes == 60


def test_a_window_with_equal_ends_is_a_whole_day():
    """A round that may be walked at any hour."""
    assert Window("08:00", "08:00").minutes == 1440


def test_two_phones_give_one_round_the_same_id():
    """The id follows from route, day and window alone, and differs when one of them does."""
    same = round_id("r1", "2026-09-07", "07:00-08:00")
    assert round_id("r1", "2026-09-07", "07:00-08:00") == same
    assert str(uuid.UUID(same)) == same
    others = [
        ("r2", "2026-09-07", "07:00-08:00"),
        ("r1", "2026-09-08", "07:00-08:00"),
        ("r1", "2026-09-07", "x"),
    ]
    assert same not in {round_id(*other) for other in others}


def test_the_schools_date_is_not_utcs():
    """At 00:30 in Beijing the date in London is still yesterday's."""
    assert local_day(at("00:30"), BEIJING) == MONDAY
    assert local_day(at("23:59"), BEIJING) == MONDAY
    assert local_day(at("00:30"), 0) == date(2026, 9, 6)
