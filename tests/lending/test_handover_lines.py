"""Lines of a class handover sheet, and what differs between the start and the end of a term. Pure."""

from __future__ import annotations

import json

import pytest

from inspect_app.lending.handover import (
    Line,
    begun_from,
    differences,
    found_of,
    late_lines,
    left_to_walk,
    lines_of,
    lines_to_json,
    thing_of,
)

DESKS, CURTAINS = Line("1", "课桌", 45, "张", "a1"), Line("2", "窗帘", 6)


def test_lines_are_kept_as_json_and_read_again() -> None:
    lines = (DESKS.walked(44, 1, "一张桌腿松"), CURTAINS)
    assert lines_of(json.dumps(lines_to_json(lines), ensure_ascii=False)) == lines
    assert lines_of(None) == ()
    assert lines_of('[{"name": "无号"}, 3]') == ()


def test_more_cannot_be_broken_than_are_there() -> None:
    with pytest.raises(ValueError, match="broken"):
        DESKS.walked(2, 3)


def test_a_line_is_left_to_walk_until_somebody_found_something() -> None:
    assert left_to_walk((DESKS, CURTAINS.walked(5))) == 1
    assert CURTAINS.walked(5).missing == 1
    assert found_of(CURTAINS.walked(5)) == {"there": 5, "broken": 0, "note": None}


def test_what_was_found_otherwise_than_signed_is_late() -> None:
    """The same result is not; a line that the signed sheet does not know is."""
    signed = (DESKS.walked(45), CURTAINS.walked(6))
    clock = Line("9", "挂钟", 1).walked(1)
    late = late_lines(signed, [DESKS.walked(45), CURTAINS.walked(5), clock])
    assert [(line.name, line.there) for line in late] == [("窗帘", 5), ("挂钟", 1)]


def test_only_what_got_worse_during_the_term_is_charged() -> None:
    """One curtain was missing at the start already; two chairs broke, one desk went."""
    start = (DESKS.walked(45, 1), CURTAINS.walked(5), Line("3", "课椅", 46).walked(46))
    end = begun_from(start)
    assert [line.expected for line in end] == [45, 5, 46]
    assert not any(line.is_walked for line in end)
    found = differences(start, (end[0].walked(44, 1), end[1].walked(5), end[2].walked(46, 2)))
    assert [(each.line.name, each.newly_missing, each.newly_broken) for each in found] == [
        ("课桌", 1, 0),
        ("课椅", 0, 2),
    ]


def test_sheets_are_compared_by_name_when_the_lines_were_numbered_anew() -> None:
    start = (Line("1", "课桌", 45).walked(45), Line("2", "门锁", 2).walked(2))
    end = (Line("1", "门锁", 2).walked(1), Line("9", "课桌", 45).walked(45))
    assert [(each.line.name, each.quantity) for each in differences(start, end)] == [("门锁", 1)]


def test_without_a_start_the_sheet_is_measured_by_what_it_expects() -> None:
    assert [each.quantity for each in differences((), (DESKS.walked(43), CURTAINS))] == [2]


def test_a_damage_names_the_asset_or_the_line() -> None:
    assert thing_of("h1", DESKS) == "a1"
    assert thing_of("h1", CURTAINS) == "line:h1/2"
