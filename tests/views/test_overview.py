"""What the overview counts is what its cells open."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.texts.moments import DAY_MS
from inspect_app.views.wide.overview import AGE_DAYS, LEVELS, age_bounds, age_column, overview_of
from storage.queries.fault_list import FaultFilter, count_fault_list
from storage.store import Edit
from tests.screens.school import school_phone

NOW = 1_795_131_000_000
AGES = [0, 1, DAY_MS - 1, DAY_MS, 3 * DAY_MS - 1, 3 * DAY_MS, 7 * DAY_MS - 1, 7 * DAY_MS, 90 * DAY_MS]


@pytest.mark.parametrize("age_ms", AGES)
def test_every_age_stands_in_the_column_whose_bounds_hold_it(age_ms: int) -> None:
    """A fault is in exactly one column, at the edges too."""
    found_ms = NOW - age_ms
    columns = []
    for column in range(len(AGE_DAYS) + 1):
        since, until = age_bounds(column, NOW)
        if (not since or found_ms >= since) and (not until or found_ms < until):
            columns.append(column)
    assert columns == [age_column(found_ms, NOW)]


def test_the_table_of_faults_counts_what_the_list_then_shows(tmp_path: Path) -> None:
    """Each cell's number is the length of the list that it opens."""
    phone = school_phone(tmp_path)
    for number, age_ms in enumerate(AGES):
        level = LEVELS[number % 3]
        fields = {
            "title": f"坏 {number}",
            "state": "open",
            "level": level,
            "found_ms": NOW - age_ms,
            "room_id": "r1",
        }
        phone.write(Edit("fault", f"f{number}", fields))
    view = overview_of(phone.store, NOW, 480)
    assert view.open_faults == len(AGES)
    for level, counts in zip(LEVELS, view.faults, strict=True):
        for column, count in enumerate(counts):
            since, until = age_bounds(column, NOW)
            wanted = FaultFilter(level=level, found_from_ms=since, found_until_ms=until)
            assert count_fault_list(phone.store.db, wanted) == count


def test_somebody_is_where_the_last_check_was(tmp_path: Path) -> None:
    """One line per person, the latest place, how many checks today."""
    phone = school_phone(tmp_path)
    for room_id in ("r1", "r2", "r5"):
        phone.fake.clock.pass_ms(60_000)
        phone.check(room_id)
    view = overview_of(phone.store, phone.fake.clock.now_ms(), 480)
    assert [(each.person, each.place, each.checks) for each in view.people] == [("王师傅", "教学楼A 205", 3)]
    assert (view.checks.checks, view.checks.rooms) == (3, 3)
