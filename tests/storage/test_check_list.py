"""The office's table of checks: what a filter finds, and that no filter reads all of a hundred thousand rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from storage.queries import check_list
from storage.queries.check_list import CheckFilter, check_ids, chosen_checks, count_check_list
from storage.store import Store
from tests.storage.device import store_at

CHECKS = 100_000
STEP_MS = 300_000
DAY_MS = 24 * 60 * 60_000
LAST_MS = CHECKS * STEP_MS
A_ROUND = 14
ROOMS, PEOPLE, ROUTES = 300, 30, 5
DAY = {"from_ms": LAST_MS - DAY_MS, "until_ms": LAST_MS}
FILTERS = {
    "day": CheckFilter(**DAY),
    "room": CheckFilter(text="7号楼 7"),
    "no such room": CheckFilter(text="不存在"),
    "route": CheckFilter(route="route1"),
    "person": CheckFilter(person="person1"),
    "failed": CheckFilter(result="failed"),
    "passed": CheckFilter(result="passed"),
    "person, failed": CheckFilter(person="person1", result="failed"),
    "room, day": CheckFilter(text="7号楼 7", **DAY),
    "route, day": CheckFilter(route="route1", **DAY),
    "all of it": CheckFilter(text="7号楼", route="route1", person="person1", result="failed", **DAY),
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Years of a school: made by SQL, as a snapshot would bring them."""
    made = store_at()
    merged, values = "stream, stamps, changed_stamp, changed_at, digest", "'s', '{}', '', 0, 0"
    numbered = "with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < {})"
    made.db.conn.executescript(f"""
        insert into room (id, campus_id, building, number, {merged}) {numbered.format(ROOMS)}
          select 'room' || i, 'c', (i % 10) || '号楼', i, {values} from n;
        insert into round (id, route_id, day, window, {merged}) {numbered.format(CHECKS // A_ROUND)}
          select 'round' || i, 'route' || (i % {ROUTES}), '2026-09-01', '07:00-08:00', {values} from n;
        insert into "check" (id, room_id, checklist_id, round_id, answers, result, done_ms, stream, made_by,
                             made_at, made_offset, made_on)
          {numbered.format(CHECKS)}
          select 'check' || i, 'room' || (i * 7 % {ROOMS}), 'l', 'round' || (i / {A_ROUND}), '[]',
                 case when i % 13 = 0 then 'failed' else 'passed' end, i * {STEP_MS}, 's',
                 'person' || (i * 11 % {PEOPLE}), 0, 480, 'd' from n;
    """)
    yield made
    made.close()


def steps_of(store: Store, sql: str, wanted: CheckFilter) -> int:
    """How many thousand steps SQLite's machine takes for a statement: the same on every computer."""
    taken = itertools.count()
    store.db.conn.set_progress_handler(lambda: next(taken) < 0, 1000)
    try:
        store.db.execute(sql, check_list._values(wanted)).fetchall()
    finally:
        store.db.conn.set_progress_handler(None, 0)
    return next(taken)


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_looked_up_and_never_walks_through_all_checks(store: Store, name: str) -> None:
    """The plan searches the table of checks by an index, for the rows as for their count."""
    for more in ("", " order by c.done_ms desc, c.rowid desc limit 50"):
        sql = f"explain query plan {chosen_checks(FILTERS[name])}{more}"
        plan = [row[3] for row in store.db.execute(sql, check_list._values(FILTERS[name]))]
        assert [line for line in plan if line.startswith("SEARCH c USING")], plan
        assert not [line for line in plan if line.startswith("SCAN c")], plan


def test_without_a_filter_fifty_rows_are_read_from_the_newest(store: Store) -> None:
    """In the order of an index, so that nothing is sorted: fifty of a hundred thousand cost next to nothing."""
    wanted = CheckFilter()
    sql = f"{chosen_checks(wanted)} order by c.done_ms desc, c.rowid desc limit 50"
    plan = [row[3] for row in store.db.execute(f"explain query plan {sql}")]
    assert plan == ["SCAN c USING COVERING INDEX check_done"]
    assert steps_of(store, sql, wanted) <= 1
    assert [row.id for row in check_list.check_list(store.db, wanted, limit=2)] == [
        "check99999",
        "check99998",
    ]


@pytest.mark.parametrize("name", ["person", "failed", "day", "room, day"])
def test_a_page_of_a_filter_costs_what_the_filter_finds_at_most(store: Store, name: str) -> None:
    """A tenth of the steps that a walk through all checks takes, counted in the same database."""
    wanted = FILTERS[name]
    sql = f"{chosen_checks(wanted)} order by c.done_ms desc, c.rowid desc limit 50"
    walk = steps_of(store, 'select rowid from "check" where note is not null', wanted)
    assert steps_of(store, sql, wanted) < walk / 10


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_finds_what_its_words_say(store: Store, name: str) -> None:
    """The same rows as a plain walk with every condition written out."""
    wanted = FILTERS[name]
    found = {
        f"check{i}"
        for i in range(CHECKS)
        if wanted.text in f"{i * 7 % ROOMS % 10}号楼 {i * 7 % ROOMS}"
        and wanted.route in ("", f"route{i // A_ROUND % ROUTES}" if i // A_ROUND < CHECKS // A_ROUND else "-")
        and wanted.person in ("", f"person{i * 11 % PEOPLE}")
        and wanted.result in ("", "passed" if i % 13 else "failed")
        and (not wanted.from_ms or wanted.from_ms <= i * STEP_MS < wanted.until_ms)
    }
    assert set(check_ids(store.db, wanted)) == found
    assert count_check_list(store.db, wanted) == len(found)


def test_pages_follow_each_other_without_a_gap_or_a_row_twice(store: Store) -> None:
    """Read on from the last row, all of a filter comes once, newest first."""
    wanted, read = FILTERS["person, failed"], []
    after = None
    while page := check_list.check_list(store.db, wanted, limit=50, after=after):
        read += page
        after = page[-1]
    assert len({line.id for line in read}) == len(read) == count_check_list(store.db, wanted)
    assert [line.done_ms for line in read] == sorted((line.done_ms for line in read), reverse=True)


def test_everybody_who_checked_is_named_once(store: Store) -> None:
    """One look into the index for each; who is not known here stands for himself."""
    assert len(check_list.people_with_checks(store.db)) == PEOPLE
    assert ("person1", "person1") in check_list.people_with_checks(store.db)
