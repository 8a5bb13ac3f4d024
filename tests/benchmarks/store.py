"""Record a check at 100,000 stored checks, open a checklist, search 20,000 assets: on the phone's SQLite settings."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from inspect_app.actions.drafts import begin_check
from inspect_app.actions.found import Found, find
from inspect_app.devices.fakes import FakeClock
from inspect_app.views.room import room_view
from storage.database import open_database
from storage.log import Logged
from storage.queries.asset_list import AssetFilter, asset_list
from storage.store import Author, Edit, Store
from tests.benchmarks import schools
from tests.benchmarks.device_log import OFFSET_MINUTES, DeviceLog
from tests.benchmarks.folders import prepared, scratch
from tests.benchmarks.report import Report
from tests.benchmarks.school_rows import CHECKLIST, PATROL, new_check, room_code, room_id, school_rows
from tests.benchmarks.timing import spread, taking_turns

ABOUT = "record a check, open a checklist, search 20,000 assets on the phone's SQLite, milliseconds"
SIZE = 100_000
REPEATS = 100
ASSETS = 20_000
JOURNAL = "truncate"
PAGE = 2000
LIST_ROWS = 50
START_MS = 1_700_000_000_000
CHECK_EVERY_MS = 90_000
LINE_BYTES = 725
TARGET_MS = 20.0
COMMON_WORD = "投影"
RARE_WORD = "龘龘"

Work = Callable[[int], Any]


def run(size: int, repeats: int) -> Report:
    """Each of ours takes turns with its floor: the same rows by a bare statement."""
    phone_folder = prepared(f"phone-of-{size}", schools.PHONE_SOURCES, lambda folder: _fill(folder, size))
    with scratch() as folder:
        shutil.copy(phone_folder / "store.db", folder / "store.db")
        store = Store.open(str(folder / "store.db"), journal=JOURNAL)
        floor = _floor_database(folder / "floor.db")
        record, bare = taking_turns([_recording(store, size), _bare_insert(floor)], repeats)
        reads = _reads(store, size, repeats)
        stored = store.rows('select count(*) as checks from "check"')[0]["checks"]
        floor.close()
        store.close()
    return _report(record, bare, reads, size, stored)


def _fill(folder: Path, size: int) -> None:
    """A phone as it is after years: filled by the code that takes in what others did."""
    store = Store.open(str(folder / "store.db"), journal="off")
    store.become("phone00001", clock_correction_ms=0)
    entries = _history(size)
    rev = 0
    while page := list(islice(entries, PAGE)):
        numbered = [entry._replace(rev=rev + nth + 1) for nth, entry in enumerate(page)]
        rev += len(page)
        store.receive_page(PATROL, numbered, rev)
    store.close()


def _history(size: int) -> Iterator[Logged]:
    office, inspector = DeviceLog("office0001"), DeviceLog("inspector1")
    for kind, row, stream, fields in school_rows(schools.ROOMS, ASSETS):
        yield office.write(kind, row, stream, fields, START_MS)
    for number in range(size):
        at_ms = START_MS + number * CHECK_EVERY_MS
        check_id, fields = new_check(number, room_id(number % schools.ROOMS), at_ms)
        yield inspector.write("check", check_id, PATROL, fields, at_ms)


def _recording(store: Store, size: int) -> Work:
    """One check, as the app records it: row, change and clock in one transaction, on disk when it returns."""

    def record(turn: int) -> None:
        at_ms = START_MS + (size + turn) * CHECK_EVERY_MS
        check_id, fields = new_check(size + turn, room_id(turn % schools.ROOMS), at_ms)
        store.write(Author(None, at_ms, OFFSET_MINUTES), [Edit("check", check_id, fields)])

    return record


def _floor_database(path: Path) -> sqlite3.Connection:
    db = open_database(str(path), journal=JOURNAL).conn
    db.execute("create table bare (id text primary key, line text not null) strict")
    db.commit()
    return db


def _bare_insert(floor: sqlite3.Connection) -> Work:
    """The floor of recording: one row of the same size, inserted and flushed."""
    line = "x" * LINE_BYTES

    def insert(turn: int) -> None:
        with floor:
            floor.execute("insert into bare (id, line) values (?, ?)", [f"{turn:036}", line])

    return insert


def _reads(store: Store, size: int, repeats: int) -> dict[str, list[float]]:
    """Milliseconds of what a person waits for, each beside its floor."""
    bare, clock = store.db.conn, FakeClock(START_MS + size * CHECK_EVERY_MS)
    works: dict[str, Work] = {
        "open_checklist": lambda turn: _open_checklist(store, clock, turn),
        "open_checklist_floor": lambda turn: _bare_checklist(bare, turn),
        "search_assets": lambda _: asset_list(store.db, AssetFilter(COMMON_WORD), limit=LIST_ROWS),
        "search_assets_floor": lambda _: _bare_search(bare, COMMON_WORD),
        "search_assets_in_vain": lambda _: asset_list(store.db, AssetFilter(RARE_WORD), limit=LIST_ROWS),
        "search_assets_in_vain_floor": lambda _: _bare_search(bare, RARE_WORD),
    }
    return dict(zip(works, taking_turns(list(works.values()), repeats), strict=True))


def _open_checklist(store: Store, clock: FakeClock, turn: int) -> int:
    """From a scanned label to the items on the screen, as the app does it; the drawing left out."""
    found = find(store, room_code(turn % schools.ROOMS))
    assert isinstance(found, Found)
    view = room_view(store, found.id, clock.now_ms(), OFFSET_MINUTES, None)
    assert view is not None
    assert view.checklist is not None
    return len(begin_check(store, clock, view.checklist, found.id, None, "scanned").checklist.items)


def _bare_checklist(db: sqlite3.Connection, turn: int) -> int:
    room = db.execute("select id from room where code = ?", [room_code(turn % schools.ROOMS)]).fetchone()
    assert room is not None
    items = db.execute("select items from checklist where id = ?", [CHECKLIST]).fetchone()[0]
    return len(json.loads(items))


def _bare_search(db: sqlite3.Connection, word: str) -> Sequence[Any]:
    return db.execute("select * from asset where name like ? limit ?", [f"%{word}%", LIST_ROWS]).fetchall()


def _report(
    record: list[float], bare: list[float], reads: dict[str, list[float]], size: int, stored: int
) -> Report:
    ours = median(record)
    details = {
        "n": size,
        "repeats": len(record),
        "checks_stored_at_the_end": stored,
        "journal": JOURNAL,
        "record_a_check": spread(record),
        "record_a_check_floor": spread(bare),
        **{name: spread(found) for name, found in reads.items()},
        "assets": ASSETS,
        "theirs": "a bare insert of a row of the same size into an empty table, flushed",
        "differences": "ours: row, change with its hash chain, indexes, clock and the device's head, "
        "in a database of all checks; open_checklist is label, room, rounds, last checks, faults and items",
    }
    met = ours < TARGET_MS
    return Report("store", ours, median(bare), "milliseconds", f"ours under {TARGET_MS:g} ms", met, details)
