"""The ledger's filters: what each finds, and that none reads the ledger through."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from storage.queries import asset_list
from storage.queries.asset_list import (
    UNCHECKED,
    WITHOUT,
    AssetFilter,
    asset_ids,
    class_codes,
    count_asset_list,
    facet,
)
from storage.store import Edit, Store
from tests.storage.device import CAMPUS, LI, store_at

ROOMS = [
    Edit("room", "r1", {"campus_id": "c1", "building": "A楼", "number": "101"}),
    Edit("room", "r2", {"campus_id": "c1", "building": "B楼", "number": "101"}),
]


def _asset(number: int, **fields: Any) -> Edit:
    return Edit("asset", f"a{number}", {"number": f"N{number}", "name": "椅子", **fields})


ASSETS = [
    _asset(1, room_id="r1", keeper="王", state="in_use", class_code="6010101", acquired="2020-09-01"),
    _asset(
        2, room_id="r2", keeper="李", state="idle", class_code="6010201", acquired="2021-09", label="printed"
    ),
    _asset(3, department="教务处", class_code="2010105", acquired="2021", label="worn", name="投影仪"),
]


def filled() -> Store:
    store = store_at()
    store.write(LI, [CAMPUS, *ROOMS, *ASSETS])
    return store


CASES = [
    (AssetFilter(), "123"),
    (AssetFilter(room="r1"), "1"),
    (AssetFilter(room=WITHOUT), "3"),
    (AssetFilter(building="B楼"), "2"),
    (AssetFilter(building="B楼", campus="c9"), ""),
    (AssetFilter(class_code="601"), "12"),
    (AssetFilter(class_code="6010201"), "2"),
    (AssetFilter(class_code=UNCHECKED, class_codes=("2010105", "6010101")), "13"),
    (AssetFilter("投影", class_code=UNCHECKED, class_codes=("2010105", "6010101")), "3"),
    (AssetFilter(class_code=UNCHECKED), ""),
    (AssetFilter(keeper="王"), "1"),
    (AssetFilter(keeper=WITHOUT), "3"),
    (AssetFilter(department="教务处"), "3"),
    (AssetFilter(department=WITHOUT), "12"),
    (AssetFilter(state="in_use"), "13"),
    (AssetFilter(state="idle"), "2"),
    (AssetFilter(year="2021"), "23"),
    (AssetFilter(label="without"), "1"),
    (AssetFilter(label="with"), "23"),
    (AssetFilter(label="worn"), "3"),
    (AssetFilter("椅", year="2021"), "2"),
    (AssetFilter("椅", state="in_use", label="without", keeper="王"), "1"),
    (AssetFilter("龘"), ""),
]


@pytest.mark.parametrize(("wanted", "numbers"), CASES)
def test_a_filter_finds_what_all_its_parts_ask_for(wanted: AssetFilter, numbers: str) -> None:
    """The page, the ids and the count are of one mind."""
    store = filled()
    ids = [f"a{number}" for number in numbers]
    assert [each.id for each in asset_list.asset_list(store.db, wanted, limit=50)] == ids
    assert asset_ids(store.db, wanted) == ids
    assert count_asset_list(store.db, wanted) == len(ids)


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    """Also where numbers are missing or the same."""
    store = store_at()
    store.write(
        LI, [Edit("asset", f"x{n:03}", {"name": "椅", "number": None if n % 3 else "N"}) for n in range(70)]
    )
    pages = [asset_list.asset_list(store.db, AssetFilter("椅"), limit=30, skip=skip) for skip in (0, 30, 60)]
    ids = [each.id for each in itertools.chain(*pages)]
    assert len(ids) == len(set(ids)) == 70
    assert ids == asset_ids(store.db, AssetFilter("椅"))


@pytest.mark.parametrize("wanted", [wanted for wanted, _ in CASES])
def test_no_filter_sorts_or_scans_the_table(wanted: AssetFilter) -> None:
    """Only the index of numbers is walked; every part comes out of an index, and no sorter is made for a page."""
    store = filled()
    seen: list[str] = []
    store.db.conn.set_trace_callback(seen.append)
    asset_list.asset_list(store.db, wanted, limit=50)
    asset_ids(store.db, wanted)
    count_asset_list(store.db, wanted)
    store.db.conn.set_trace_callback(None)
    for statement in (each for each in seen if each.lstrip().startswith("select")):
        plan = [row[3] for row in store.db.execute(f"explain query plan {statement}")]
        scans = [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE" not in step]
        walks = (
            "SCAN asset USING COVERING INDEX",
            "SCAN asset USING INDEX asset_number",
            "SCAN room",
            "SCAN (",
        )
        assert all(step.startswith(walks) for step in scans), plan
        is_page = "offset" in statement  # 50 rows are put in order, after they were chosen
        assert is_page or "USE TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_the_values_of_a_filter_are_told_with_their_numbers() -> None:
    store = filled()
    assert facet(store.db, "keeper") == [(None, 1), ("李", 1), ("王", 1)]
    assert facet(store.db, "year") == [("2020", 1), ("2021", 2)]


def test_each_class_code_is_given_once() -> None:
    store = filled()
    store.write(LI, [_asset(4), _asset(5, class_code="6010101")])
    assert class_codes(store.db) == ["2010105", "6010101", "6010201"]
    assert class_codes(store_at().db) == []
