"""Search 100,000 assets by words and filters: natively and in the phone's own SQLite; what the index costs."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from storage.ledger_schema import WORDS_OF
from storage.queries.asset_list import AssetFilter, asset_list, count_asset_list
from storage.store import Author, Edit, Store
from tests.benchmarks.device_log import OFFSET_MINUTES, DeviceLog
from tests.benchmarks.folders import prepared, scratch
from tests.benchmarks.phone_search import NodeMissing, searched_on_a_phone
from tests.benchmarks.report import Report
from tests.benchmarks.school_rows import asset_id, room_id, school_rows
from tests.benchmarks.timing import milliseconds, spread, taking_turns

ABOUT = "search 100,000 assets by words and filters, natively and in the phone's own SQLite, milliseconds"
SIZE = 100_000
REPEATS = 15
ROOMS = 2000
PAGE = 2000
LIST_ROWS = 50
JOURNAL = "truncate"
START_MS = 1_700_000_000_000
TARGET_MS = 50.0
SOURCES = (
    "tests/benchmarks/search.py", "tests/benchmarks/school_rows.py", "storage/asset_search.py",
    "storage/ledger_schema.py", "storage/schema.py", "storage/kinds.py",
)  # fmt: skip
QUERIES = {
    "a common word": "投影",
    "a word of three letters": "课桌椅",
    "a word of every asset": "教学楼",
    "one letter": "仪",
    "a number": "2024000417",
    "the beginning of every number": "2024",
    "one digit": "2",
    "two words": "投影 王老师7",
    "a place and a word": "A教学楼 203 空调",
    "a word that nothing has": "龘龘",
    "two words that never meet": "投影仪 显微镜",
}
FILTERS = {
    "keeper and state": AssetFilter(keeper="王老师7", state="in_use"),
    "building and word": AssetFilter("空调", building="B教学楼"),
    "class, year and no label": AssetFilter(class_code="A02", year="2015", label="without"),
    "everything": AssetFilter(),
}


def run(size: int, repeats: int) -> Report:
    """Each query with its page of 50 rows, beside a search by LIKE in the same table."""
    folder = prepared(f"ledger-of-{size}", SOURCES, lambda made: _fill(made, size))
    with scratch() as work:
        shutil.copy(folder / "store.db", work / "store.db")
        store = Store.open(str(work / "store.db"), journal=JOURNAL)
        asked = {f"search: {name}": AssetFilter(text) for name, text in QUERIES.items()}
        asked |= {f"filter: {name}": wanted for name, wanted in FILTERS.items()}
        works = [partial(_page, store, wanted) for wanted in asked.values()]
        works += [partial(_counted, store, wanted) for wanted in asked.values()]
        times = taking_turns(
            [*works, partial(_by_like, store, "投影"), partial(_by_like, store, "龘龘")], repeats
        )
        store.close()
        phone = _on_a_phone(work, asked, repeats)
        store = Store.open(str(work / "store.db"), journal=JOURNAL)
        costs = _costs(store, work, size)
        store.close()
    found = dict(zip(asked, times, strict=False))
    counts = dict(zip(asked, times[len(asked) :], strict=False))
    searches = {name: median(each) for name, each in found.items() if name.startswith("search")}
    worst = max(searches, key=lambda name: searches[name])
    details = {
        "assets": size,
        "repeats": repeats,
        "journal": JOURNAL,
        "slowest": worst,
        **{name: spread(each) for name, each in found.items()},
        "counting": {name: round(median(each), 1) for name, each in counts.items()},
        **costs,
        "phone": phone,
        "theirs": "LIKE over the columns of the same table for a word that nothing has; a common word: "
        f"{median(times[-2]):.1f} ms",
        "differences": "both give a page of 50 in the order of the numbers; ours reads whole cards",
    }
    met = max(searches.values(), default=0) < TARGET_MS and phone.get("slowest_ms", TARGET_MS) < TARGET_MS
    target = f"the slowest search under {TARGET_MS:g} ms, in the phone's own SQLite too"
    return Report("search", searches[worst], median(times[-1]), "milliseconds", target, met, details)


def _on_a_phone(work: Path, asked: dict[str, AssetFilter], repeats: int) -> dict[str, Any]:
    """The same in the packed app's Pyodide under Node; `first` are those right after opening, nothing cached."""
    try:
        found = searched_on_a_phone(work, asked, repeats)
    except NodeMissing as missing:
        return {"not_measured": str(missing)}
    medians = {name: median(times) for name, times in found["times"].items()}
    slowest = max((name for name in medians if name.startswith("search")), key=lambda name: medians[name])
    return {
        "sqlite": found["sqlite"],
        "python": found["python"],
        "opened_ms": round(found["opened_ms"]),
        "slowest": slowest,
        "slowest_ms": round(medians[slowest], 1),
        "slowest_most_ms": round(max(found["times"][slowest]), 1),
        "median_ms": {name: round(each, 1) for name, each in medians.items()},
        "first_ms": {name: round(each, 1) for name, each in found["first"].items()},
        "read_through": "Node's file system, as on a phone through OPFS",
    }


def _page(store: Store, wanted: AssetFilter, _: int) -> int:
    """What the phone's screen asks for."""
    return len(asset_list(store.db, wanted, limit=LIST_ROWS + 1))


def _counted(store: Store, wanted: AssetFilter, _: int) -> int:
    """The office's table says beside it how many there are."""
    return count_asset_list(store.db, wanted)


def _by_like(store: Store, word: str, _: int) -> Sequence[Any]:
    texts = " || ' ' || ".join(f"coalesce({name}, '')" for name in WORDS_OF)
    sql = f"select id from asset where {texts} like ? order by number limit {LIST_ROWS}"
    return store.db.execute(sql, [f"%{word}%"]).fetchall()


def _fill(folder: Path, size: int) -> None:
    """Page by page, as a first sync brings it."""
    store = Store.open(str(folder / "store.db"), journal="off")
    store.become("phone00001", clock_correction_ms=0)
    office = DeviceLog("office0001")
    entries = (office.write(*row[:3], row[3], START_MS) for row in school_rows(ROOMS, size))
    rev = 0
    while page := list(islice(entries, PAGE)):
        numbered = [entry._replace(rev=rev + nth + 1) for nth, entry in enumerate(page)]
        rev += len(page)
        store.receive_page(page[-1].change.stream, numbered, rev)
    store.close()


def _costs(store: Store, work: Path, size: int) -> dict[str, float]:
    """A card written with new words and without, all words made anew, and what they weigh."""
    renamed = [milliseconds(partial(_edit, store, nth, {"name": f"新投影仪{nth}"})) for nth in range(20)]
    moved = [milliseconds(partial(_edit, store, nth, {"state": "idle"})) for nth in range(20)]
    imported = [Edit("asset", f"new-{nth}", _fields(nth)) for nth in range(2000)]
    with_index = milliseconds(lambda: store.write(_author(), imported))
    store.db.execute("delete from asset_search")
    store.db.execute("insert or ignore into asset_unindexed select rowid from asset")
    store.db.conn.commit()
    rebuilt = milliseconds(store._index_assets)
    held = "select sum(pgsize) from dbstat where name like 'asset_search%'"
    try:
        index_bytes = store.db.execute(held).fetchone()[0]
    except Exception:  # a build of SQLite without dbstat
        index_bytes = 0
    return {
        "write_a_card_with_new_words_ms": round(median(renamed), 2),
        "write_a_card_without_ms": round(median(moved), 2),
        "import_2000_assets_ms": round(with_index),
        "index_all_anew_ms": round(rebuilt),
        "index_megabytes": round(index_bytes / 1e6, 1),
        "database_megabytes": round((work / "store.db").stat().st_size / 1e6, 1),
    }


def _author() -> Author:
    return Author(None, START_MS, OFFSET_MINUTES)


def _edit(store: Store, number: int, fields: dict[str, Any]) -> None:
    store.write(_author(), [Edit("asset", asset_id(number), fields)])


def _fields(number: int) -> dict[str, Any]:
    room = room_id(number % ROOMS)
    return {
        "number": f"2025{number:06}",
        "name": "希沃一体机",
        "brand": "希沃",
        "room_id": room,
        "keeper": "李老师",
    }
