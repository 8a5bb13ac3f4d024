"""A route while it is changed: half typed hours are no error until it is saved."""

from __future__ import annotations

import pytest

from inspect_app.patrol.route import Point, Route, RouteRefused, Window
from inspect_app.views.wide.plan_draft import Hours, RouteDraft, draft_of, five_a_day

ROUTE = Route(
    "r", "夜巡", (Point("a"), Point("b"), Point("c")), "fixed", (Window("22:30", "23:30", "夜巡"),), (1, 2)
)


def test_a_route_comes_out_of_its_draft_as_it_went_in() -> None:
    """Opening and saving changes nothing."""
    assert draft_of(ROUTE).route() == ROUTE


@pytest.mark.parametrize("typed", ["7:05", "07:05", "07：05", "7.05"])
def test_hours_are_read_as_people_type_them(typed: str) -> None:
    """With or without a nought, full-width colon or a point."""
    draft = RouteDraft(name="早巡", hours=(Hours(1, typed, "8:00"),))
    assert draft.route().windows == (Window("07:05", "08:00"),)


@pytest.mark.parametrize("typed", ["7点", "", "7:5", "0705"])
def test_hours_that_are_none_are_refused_with_an_example(typed: str) -> None:
    """One sentence that names what was typed and how to write it."""
    draft = RouteDraft(name="早巡", hours=(Hours(1, typed, "8:00"),))
    with pytest.raises(RouteRefused, match="请写成 07:30 这样"):
        draft.route()


def test_the_five_rounds_of_key_places_fill_the_empty_row() -> None:
    """The row that says nothing goes; what was typed stays."""
    assert len(RouteDraft().more_hours(five_a_day()).hours) == 5
    held = RouteDraft(hours=(Hours(1, "05:00", "05:30"),)).more_hours(five_a_day())
    assert len(held.hours) == 6
    assert len({each.number for each in held.hours}) == 6


def test_rooms_are_added_once_moved_and_taken_out() -> None:
    """The same room twice would be refused by the route."""
    draft = draft_of(ROUTE).with_points(["b", "d"])
    assert [point.room_id for point in draft.points] == ["a", "b", "c", "d"]
    moved = draft.moved_point("d", -9).without_point("b")
    assert [point.room_id for point in moved.points] == ["d", "a", "c"]


def test_a_route_without_a_day_is_refused() -> None:
    """No day would mean every day to the row: so it is asked."""
    draft = draft_of(ROUTE).with_day(1).with_day(2)
    with pytest.raises(RouteRefused, match="至少选一天"):
        draft.route()
