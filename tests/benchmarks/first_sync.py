"""A new phone's first sync after a million checks, beside the same school after its first thousand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.benchmarks import schools
from tests.benchmarks.clock import clock_from
from tests.benchmarks.folders import prepared, scratch
from tests.benchmarks.phones import Phone
from tests.benchmarks.processes import server_process
from tests.benchmarks.report import Report
from tests.benchmarks.timing import spread, watch

ABOUT = "first sync of a new phone after 1,000,000 checks beside after 1,000, seconds and bytes"
SIZE = 1_000_000
REPEATS = 7
YOUNG_CHECKS = 1000
YEARS = 3
START_MS = 1_700_000_000_000
TARGET_RATIO = 1.2


class First(NamedTuple):
    """One first sync: how long, how much over the wire (bodies), what the phone holds then."""

    seconds: float
    wire_bytes: int
    exchanges: int
    rows: int
    checks: int


def pace_ms(size: int) -> float:
    """Both schools live at the pace at which `size` checks fill three years (for a million: 913 a day)."""
    return YEARS * 365 * 86_400_000 / size


def run(size: int, repeats: int) -> Report:
    """The same school, early and late; phones of both take turns."""
    young_checks = min(YOUNG_CHECKS, size // 2)
    with scratch() as folder, ExitStack() as stack:
        old = _served(stack, _school(size, size), size, size, repeats)
        young = _served(stack, _school(young_checks, size), young_checks, size, repeats)
        late, early = [], []
        for turn in range(repeats + 1):
            early.append(young(folder / f"young{turn}"))
            late.append(old(folder / f"old{turn}"))
    return _report(late[1:], early[1:], size, young_checks, repeats)


def _school(checks: int, size: int) -> Path:
    """The school after so many checks, made once and kept."""

    def make(folder: Path) -> None:
        database = schools.found_school(folder, START_MS)
        schools.live_through(database, checks, START_MS, pace_ms(size))
        database.reader().close()

    return prepared(f"school-of-{checks}-of-{size}", schools.SOURCES, make)


def _served(stack: ExitStack, school: Path, checks: int, size: int, repeats: int) -> Callable[[Path], First]:
    """A server whose clock stands at the end of the school's history; gives one first sync per call."""
    now_ms = START_MS + int(checks * pace_ms(size)) + 1000
    codes = schools.one_time_codes(school, repeats + 1, now_ms)
    address = stack.enter_context(server_process(school, now_ms=now_ms))
    clock = clock_from(now_ms)
    return lambda folder: _first_sync(folder, address, codes.pop(), clock)


def _first_sync(folder: Path, address: str, code: str, clock: Callable[[], int]) -> First:
    phone = Phone(folder)
    phone.join(address, code, clock())
    with watch() as held:
        phone.sync(clock())
    counts = phone.store.rows(
        "select (select count(*) from asset) + (select count(*) from room) as rows, "
        '(select count(*) from "check") as checks'
    )[0]
    phone.close()
    return First(held.seconds, phone.wire_bytes, phone.exchanges, counts["rows"], counts["checks"])


def _report(late: list[First], early: list[First], size: int, young_checks: int, repeats: int) -> Report:
    ours, theirs = median(f.seconds for f in late), median(f.seconds for f in early)
    details = {
        "n": size,
        "repeats": repeats,
        "rooms": schools.ROOMS,
        "assets": schools.ASSETS,
        f"after_{size}": _summary(late),
        f"after_{young_checks}": _summary(early),
        "bytes_ratio": round(late[0].wire_bytes / early[0].wire_bytes, 3),
        "what": "both ours: the same school at the same pace, on its last day and after its first checks; "
        "hello, snapshot of all streams stored durably, digests compared; bytes are those of bodies",
    }
    met = ours / theirs <= TARGET_RATIO
    return Report("first_sync", ours, theirs, "seconds", f"ratio at most {TARGET_RATIO:g}", met, details)


def _summary(found: list[First]) -> dict[str, Any]:
    last = found[-1]
    return {
        "seconds": spread([first.seconds for first in found]),
        "wire_bytes": last.wire_bytes,
        "exchanges": last.exchanges,
        "rooms_and_assets": last.rows,
        "checks_held": last.checks,
    }
