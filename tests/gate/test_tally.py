"""What is counted of a day at the gate, and that counting its parts counts the whole."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspect_app.gate.settings import gate_settings
from inspect_app.gate.tally import empty_tally, merge_tallies, tally_of

CHINA = 480
SETTINGS = gate_settings({})
DAY = "2026-09-01"
MIDNIGHT_MS = 1_788_192_000_000
"""00:00 of that day in China."""
MINUTE_MS = 60_000


def visit(clock: str, minutes: int | None = 30, **more: Any) -> dict[str, Any]:
    hours, quarter = clock.split(":")
    in_ms = MIDNIGHT_MS + (int(hours) * 60 + int(quarter)) * MINUTE_MS
    out_ms = None if minutes is None else in_ms + minutes * MINUTE_MS
    return {"in_ms": in_ms, "out_ms": out_ms, "sort": "parent", "name": "王小明", **more}


def test_a_day_is_counted_as_one_counts_it_by_hand() -> None:
    """Five visits of four kinds: each number was added up on paper."""
    visits = [
        visit("08:05", 40, host_id="p1", companions=2),
        visit("08:14", 130, host_id="p1"),
        visit("08:15", 50, sort="delivery", host_id="p2"),
        visit("14:59", 61, sort="delivery"),
        visit("16:00", 120, sort="official", out_how="closing"),
    ]
    assert tally_of(visits, SETTINGS, DAY, CHINA) == {
        "visits": 5,
        "people": 7,
        "overdue": 2,
        "open": 1,
        "stays": 4,
        "stay_minutes": 281,
        "sorts": {"delivery": 2, "official": 1, "parent": 2},
        "hosts": {"p1": 2, "p2": 1},
        "quarters": {"32": 2, "33": 1, "59": 1, "64": 1},
    }


def test_only_visits_that_began_that_day_by_the_schools_clock_are_counted() -> None:
    """23:59 the evening before is another day; 00:00 is this one, though it is yesterday by UTC."""
    visits = [visit("00:00"), {**visit("00:00"), "in_ms": MIDNIGHT_MS - MINUTE_MS}]
    assert tally_of(visits, SETTINGS, DAY, CHINA)["visits"] == 1


def test_a_visit_that_nobody_saw_end_is_overdue_and_no_stay() -> None:
    """Its length is unknown, so that it must not shorten or lengthen the average."""
    tally = tally_of([visit("09:00", None)], SETTINGS, DAY, CHINA)
    assert (tally["overdue"], tally["open"], tally["stays"], tally["stay_minutes"]) == (1, 1, 0, 0)


def test_a_tally_says_nothing_of_who_came() -> None:
    """Neither name nor telephone nor plate nor number leaves a trace in it."""
    told = {
        "name": "王小明",
        "phone": "13812341234",
        "plate": "粤A12345",
        "id_masked": "440***1234",
        "pass_no": "07",
    }
    said = repr(tally_of([visit("09:00", **told)], SETTINGS, DAY, CHINA))
    assert not [value for value in told.values() if value in said]


def test_an_older_tally_without_a_count_merges() -> None:
    """A version that counted less is no reason to lose what it did count."""
    assert merge_tallies([{"visits": 3}, empty_tally()])["visits"] == 3


VISITS = st.lists(
    st.builds(
        lambda minute, stay, sort, host, companions, how: {
            **visit(f"{minute // 60:02}:{minute % 60:02}", stay),
            "sort": sort,
            "host_id": host,
            "companions": companions,
            "out_how": how,
        },
        st.integers(0, 1439),
        st.none() | st.integers(0, 900),
        st.sampled_from([*(each.id for each in SETTINGS.sorts), "gone"]),
        st.none() | st.sampled_from(["p1", "p2", "p3"]),
        st.none() | st.integers(0, 40),
        st.sampled_from([None, "tapped", "closing"]),
    ),
    max_size=30,
)


@given(VISITS, st.lists(st.integers(0, 3), min_size=30, max_size=30))
def test_the_tallies_of_parts_merge_into_the_tally_of_the_whole(
    visits: list[dict[str, Any]], part_of: list[int]
) -> None:
    """However the visits of a day are divided: by campus, by gate, by when they were erased."""
    parts = [[each for each, of in zip(visits, part_of, strict=False) if of == part] for part in range(4)]
    tallies = [tally_of(part, SETTINGS, DAY, CHINA) for part in parts]
    assert merge_tallies(tallies) == tally_of(visits, SETTINGS, DAY, CHINA)
