"""Erase half of 20,000 visits: how long the nightly run takes, and how many names its files still hold before and
after they are written anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from inspect_app.cli.init import found_school
from inspect_app.retention.due import DAY_MS
from inspect_app.retention.run import erase_due, purge
from storage.change import new_id
from storage.store import Edit
from sync.server import erasing
from sync.server.console import Console, wall_ms
from tests.benchmarks.folders import scratch
from tests.benchmarks.report import Report

ABOUT = "erase half of 20,000 visits: the nightly run beside what it took to store them, seconds"
SIZE = 20_000
REPEATS = 1
BATCH = 1000
KEPT_DAYS, OLD_DAYS = 10, 100
TARGET_RATIO = 1.0
_NAME = re.compile(rb"OLDNAME(\d{6})")


def run(size: int, _repeats: int) -> Report:
    """One school in one process: the console is the office's device, with a copy of everything."""
    with scratch() as folder:
        found_school(folder, "示范学校")
        with Console(folder) as console:
            console.write([Edit("campus", "c1", {"name": "东"})])
            stored_seconds = _timed(lambda: _store(console, size))
            erased_seconds = _timed(lambda: erase_due(console, folder, wall_ms()))
            left = _names_left(folder / "server.db")
            purge_seconds = _timed(lambda: purge(console))
            clean = not erasing.has_to_purge(console.school.database.reader())
        after = _names_left(folder / "server.db") + _names_left(folder / "console" / "store.db")
        server_mb = (folder / "server.db").stat().st_size / 1e6
    seconds = erased_seconds + purge_seconds
    return Report(
        name="erasing",
        ours=seconds,
        theirs=stored_seconds,
        unit="s",
        target=f"at most {TARGET_RATIO} of what it took to store all of them, and no name left",
        met=clean and after == 0 and seconds <= TARGET_RATIO * stored_seconds,
        details={
            "n": size,
            "erased": size // 2,
            "server_mb": round(server_mb, 1),
            "purge_seconds": round(purge_seconds, 3),
            "names_left_before_purge": left,
            "names_left_after_purge": after,
        },
    )


def _timed(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


def _store(console: Console, size: int) -> None:
    visits = _visits(size)
    while batch := [edit for edit, _ in zip(visits, range(BATCH), strict=False)]:
        console.write(batch)


def _visits(size: int) -> Iterator[Edit]:
    """Old and new ones by turns, of different length, as a school's book is."""
    now_ms = wall_ms()
    for number in range(size):
        is_old = number % 2 == 0
        in_ms = now_ms - (OLD_DAYS if is_old else KEPT_DAYS) * DAY_MS
        name = f"OLDNAME{number:06}" if is_old else f"NEWNAME{number:06}"
        fields = {
            "name": name,
            "sort": "parent",
            "in_ms": in_ms,
            "campus_id": "c1",
            "note": name * (number % 17),
        }
        yield Edit("visit", new_id(in_ms), fields)


def _names_left(file: Path) -> int:
    """How many of the erased names can still be read in a database file or its -wal."""
    files = [path for path in (file, file.with_name(file.name + "-wal")) if path.exists()]
    return len({number for path in files for number in _NAME.findall(path.read_bytes())})
