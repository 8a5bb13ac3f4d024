"""Visitors entered ahead: what a host may say, and what a pass is worth at the gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from inspect_app.gate.expecting import (
    Expecting,
    clock_of,
    companions_of,
    flaw_of,
    moment_ms,
    verdict,
)

TODAY = date(2026, 11, 22)
GOOD = Expecting(name="王芳", day="2026-11-23", begins="9:00", ends="10点30分", companions="2")


def test_a_name_and_a_day_are_enough() -> None:
    assert flaw_of(Expecting(name="王芳", day="2026-11-22"), TODAY) is None
    assert flaw_of(GOOD, TODAY) is None


@pytest.mark.parametrize(
    ("wrong", "flaw"),
    [
        ({"name": "  "}, "name"),
        ({"day": "2026-11-21"}, "day"),
        ({"day": "2027-11-23"}, "day"),
        ({"day": "明天"}, "day"),
        ({"begins": "25:00"}, "clock"),
        ({"ends": "8:30"}, "until"),
        ({"companions": "两"}, "companions"),
        ({"companions": "100"}, "companions"),
    ],
)
def test_what_cannot_be_is_named_before_it_is_entered(wrong: dict[str, str], flaw: str) -> None:
    assert flaw_of(replace(GOOD, **wrong), TODAY) == flaw


@pytest.mark.parametrize(
    ("text", "read"),
    [("9:05", time(9, 5)), ("09.05", time(9, 5)), ("9点05分", time(9, 5)), ("9点", time(9)), ("24:00", None)],
)
def test_a_time_of_day_is_read_as_people_write_it(text: str, read: time | None) -> None:
    assert clock_of(text) == read


def test_nobody_typed_is_nobody_with_them() -> None:
    assert [companions_of(text) for text in ("", "3", "-1")] == [0, 3, None]


def test_an_hour_of_a_day_is_the_schools_hour() -> None:
    """9:00 in Beijing is 1:00 UTC."""
    assert moment_ms("2026-11-22", "9:00", 480) == 1_795_309_200_000
    assert moment_ms("2026-11-22", "", 480) is None


@pytest.mark.parametrize(
    ("state", "day", "worth"),
    [
        ("waiting", "2026-11-22", "good"),
        ("waiting", "2026-11-23", "early"),
        ("waiting", "2026-11-21", "late"),
        ("arrived", "2026-11-22", "used"),
        ("cancelled", "2026-11-22", "cancelled"),
    ],
)
def test_a_pass_is_good_on_its_day_once_and_while_nobody_took_it_back(
    state: str, day: str, worth: str
) -> None:
    assert verdict(state, day, TODAY.isoformat()) == worth
