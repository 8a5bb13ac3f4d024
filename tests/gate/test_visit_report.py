"""Periods of a report, and its figures against a table that was counted by hand."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from inspect_app.gate.comings import day_tallies, told_again
from inspect_app.gate.settings import gate_settings
from inspect_app.gate.tally import merge_tallies
from inspect_app.gate.visit_report import (
    Period,
    VisitReport,
    own_period,
    period_of,
    quarter_words,
    wanted_days,
)
from inspect_app.views.wide.visit_report import visit_report, visits_of
from storage.queries import visits
from storage.store import Author, Edit, Store
from tests.gate.visitors import HOUR_MS, MORNING_MS, a_visit
from tests.storage.device import store_at

CHINA = 480
MINUTE_MS = 60_000
DAY_MS = 24 * HOUR_MS
MONDAY = date(2026, 9, 7)
MONDAY_MS = 1_788_710_400_000
"""00:00 of that day in China."""
NOW_MS = MONDAY_MS + 5 * DAY_MS
WEEK = Period(MONDAY, date(2026, 9, 11))


def at(day: int, clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return MONDAY_MS + day * DAY_MS + (hour * 60 + minute) * MINUTE_MS


def visit(number: int, day: int, clock: str, minutes: int | None, sort: str = "parent", **more: Any) -> Edit:
    in_ms = at(day, clock)
    usual = {
        "name": f"访客{number}",
        "phone": f"1990000{number:04}",
        "sort": sort,
        "in_ms": in_ms,
        "campus_id": "c1",
    }
    out = {} if minutes is None else {"out_ms": in_ms + minutes * MINUTE_MS, "out_how": "tapped"}
    return Edit("visit", f"v{number}", {**usual, **out, **more})


def school(*edits: Edit) -> Store:
    store = store_at()
    people = [
        Edit("person", f"p{number}", {"name": name, "post": "教师"})
        for number, name in ((1, "高娟"), (2, "李明"))
    ]
    store.write(Author(None, NOW_MS, CHINA), [Edit("campus", "c1", {"name": "本部"}), *people, *edits])
    return store


def week_of(*edits: Edit, now_ms: int = NOW_MS) -> VisitReport:
    return visit_report(school(*edits), WEEK, now_ms, CHINA)


def test_a_week_is_summed_as_one_sums_it_by_hand() -> None:
    """Seven comings on three days; the numbers beside were added up on paper."""
    report = week_of(
        visit(1, 0, "07:50", 30, host_id="p1"),
        visit(2, 0, "08:02", 130, host_id="p1"),
        visit(3, 0, "08:14", 59, "delivery", host_id="p2", companions=1),
        visit(4, 2, "08:00", 61, "delivery"),
        visit(5, 2, "14:30", 180, "official", companions=3, host_id="p2"),
        visit(6, 4, "16:40", 80, out_how="closing"),
        visit(7, 4, "17:00", None),
    )
    assert [(day, report.days[day]["visits"]) for day in WEEK.days] == [
        ("2026-09-07", 3), ("2026-09-08", 0), ("2026-09-09", 2), ("2026-09-10", 0), ("2026-09-11", 2),
    ]  # fmt: skip
    assert report.by_sort == [("parent", 4), ("delivery", 2), ("official", 1)]
    assert [(report.hosts[host], count) for host, count in report.by_host] == [("高娟", 2), ("李明", 2)]
    assert (report.total["visits"], report.total["people"]) == (7, 11)
    assert report.total["overdue"] == 3  # 2 by ten minutes, 4 by one, 7 since yesterday evening
    assert report.average_minutes == round((30 + 130 + 59 + 61 + 180) / 5)
    assert report.busiest is not None
    assert (quarter_words(report.busiest[0]), report.busiest[1]) == ("08:00", 3)


def test_a_visit_outside_the_period_is_not_in_it() -> None:
    """A minute before the first midnight, and at the midnight after the last day."""
    report = week_of(visit(1, -1, "23:59", 30), visit(2, 5, "00:00", 30), visit(3, 0, "00:00", 30))
    assert report.total["visits"] == 1


def test_who_is_in_is_overdue_only_when_the_time_is_up() -> None:
    """A parent may stay two hours."""
    edits = [visit(1, 4, "09:00", None)]
    assert week_of(*edits, now_ms=at(4, "11:00")).total["overdue"] == 0
    assert week_of(*edits, now_ms=at(4, "11:01")).total["overdue"] == 1


def test_a_pass_that_was_given_back_ends_the_stay() -> None:
    """At a gate that did not know the visit: its record tells when it ended."""
    given_back = Edit(
        "sign_out", "s1", {"pass": "07", "out_ms": at(0, "09:40"), "campus_id": "c1", "gate": "北门"}
    )
    report = week_of(visit(1, 0, "09:00", None, pass_no="07"), given_back)
    assert (report.total["stays"], report.average_minutes, report.total["overdue"]) == (1, 40, 0)


def test_one_person_at_two_gates_is_counted_once() -> None:
    """Written down twice within the hour; in the afternoon they came again."""
    same = {"name": "王小明", "phone": "13812341234"}
    store = school(
        visit(1, 0, "09:00", 60, **same, gate="南门"),
        visit(2, 0, "09:20", None, **same, gate="北门"),
        visit(3, 0, "15:00", 30, **same),
        visit(4, 0, "09:10", 60, name="王小明", phone="13999999999"),
    )
    report = visit_report(store, WEEK, NOW_MS, CHINA)
    assert (report.total["visits"], report.total["stays"]) == (3, 3)
    assert [each.id for each in visits_of(store, WEEK, CHINA)] == ["v1", "v4", "v3"]


def test_what_was_erased_still_counts() -> None:
    """A day with one visit that is held and four of which counts alone are left."""
    counts = {"visits": 4, "people": 6, "overdue": 1, "open": 0, "stays": 4, "stay_minutes": 100,
              "sorts": {"parent": 3, "gone": 1}, "hosts": {"p1": 2}, "quarters": {"32": 4}}  # fmt: skip
    erased = Edit("visit_day", "d1", {"day": "2026-09-07", "campus_id": "c1", "counts": counts})
    before = Edit("visit_day", "d2", {"day": "2026-09-06", "campus_id": "c1", "counts": counts})
    report = week_of(visit(1, 0, "08:10", 50, host_id="p1"), erased, before)
    assert report.days["2026-09-07"]["visits"] == report.total["visits"] == 5
    assert (report.average_minutes, report.erased) == (30, 4)
    assert report.by_sort == [("parent", 4), ("gone", 1)]
    assert report.by_host == [("p1", 3)]
    assert report.busiest == (32, 5)


def test_the_sums_of_sql_are_the_tallies_that_stay_after_erasing() -> None:
    """Two hundred visits by chance: a report before and after erasing says the same, but for who is in."""
    chance = random.Random(7)  # noqa: S311 - the same visits each time
    edits = [
        visit(
            number,
            chance.randrange(5),
            f"{chance.randrange(7, 19):02}:{chance.randrange(60):02}",
            chance.randrange(1, 300),
            chance.choice(["parent", "delivery", "official", "unknown"]),
            host_id=chance.choice([None, "p1", "p2"]),
            companions=chance.choice([None, 1, 4]),
            name=f"访客{chance.randrange(40)}",
            phone=f"1380000{chance.randrange(3):04}",
        )
        for number in range(200)
    ]
    store = school(*edits)
    report = visit_report(store, WEEK, NOW_MS, CHINA)
    held = visits.visits_between(store.db, MONDAY_MS, NOW_MS)
    tallies = day_tallies(held, gate_settings({}), CHINA)
    assert report.total == merge_tallies(tallies.values())
    assert report.days["2026-09-08"] == {**tallies["c1", "2026-09-08"], "hosts": {}, "quarters": {}}


def test_a_coming_that_two_gates_tell_is_told_again_only_while_it_lasts() -> None:
    """The next morning the same person is a new coming, though nobody signed the first out."""
    phone = {"phone": "13812341234"}
    told = [a_visit("a", **phone), a_visit("b", in_ms=MORNING_MS + HOUR_MS, **phone)]
    next_day = a_visit("c", in_ms=MORNING_MS + DAY_MS, **phone)
    assert told_again([next_day, *reversed(told)]) == {"b"}


@pytest.mark.parametrize(
    ("name", "first"),
    [("today", "2026-11-18"), ("week", "2026-11-16"), ("month", "2026-11-01"), ("term", "2026-08-01")],
)
def test_periods_begin_where_schools_begin_them(name: str, first: str) -> None:
    """A Wednesday in November."""
    period = period_of(name, date(2026, 11, 18))
    assert (period.first.isoformat(), period.last) == (first, date(2026, 11, 18))


@pytest.mark.parametrize(
    ("today", "first"),
    [("2027-01-20", "2026-08-01"), ("2027-02-01", "2027-02-01"), ("2027-07-31", "2027-02-01")],
)
def test_a_term_goes_over_new_year(today: str, first: str) -> None:
    assert period_of("term", date.fromisoformat(today)).first.isoformat() == first


@pytest.mark.parametrize(
    ("first", "last"), [("2026-09-02", "2026-09-01"), ("九月", "2026-09-01"), ("1990-01-01", "2026-09-01")]
)
def test_days_that_make_no_period_are_none(first: str, last: str) -> None:
    """The wrong way round, not a day, and longer than anybody keeps books."""
    assert own_period(first, last) is None


def test_the_paper_is_asked_for_by_days_and_by_the_clock_of_the_desk() -> None:
    """A server in another zone prints the times that the desk shows; without an offset it knows its school's."""
    days = (date(2026, 9, 1), date(2026, 9, 30))
    for asked, offset in (("", None), ("_480", 480), ("_-300", -300), ("_0", 0)):
        wanted = wanted_days(f"2026-09-01_2026-09-30{asked}")
        assert wanted is not None
        assert (wanted[0].first, wanted[0].last, wanted[1]) == (*days, offset)
    for asked in (
        "2026-09-01",
        "2026-09-30_2026-09-01",
        "2026-09-01_2026-09-30_900",
        "2026-09-01_2026-09-30_x",
    ):
        assert wanted_days(asked) is None
