"""Schools for benchmarks: founded, filled and lived in through the server's own code."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from storage.log import Logged
from sync.server import devices, identity
from sync.server.database import ServerDatabase
from sync.server.enrolment import invite
from sync.server.intake import Sender
from sync.server.push import take_batch
from sync.server.rights import ROLES
from tests.benchmarks.device_log import DeviceLog
from tests.benchmarks.school_rows import PATROL, new_check, room_id, school_rows

SOURCES = (
    "storage/kinds.py",
    "storage/change.py",
    "sync/server/schema.py",
    "tests/benchmarks/device_log.py",
    "tests/benchmarks/school_rows.py",
    "tests/benchmarks/schools.py",
)
PHONE_SOURCES = (*SOURCES, "storage/schema.py", "tests/benchmarks/store.py")
ROOMS = 300
ASSETS = 3000
INSPECTORS = 10
BATCH = 5000


def wall_ms() -> int:
    return time.time_ns() // 1_000_000


def found_school(folder: Path, at_ms: int, *, rooms: int = ROOMS, assets: int = ASSETS) -> ServerDatabase:
    """A school as it is after its import: places, people, checklists and ledger, no check yet."""
    folder.mkdir(parents=True, exist_ok=True)
    database = ServerDatabase(folder / "server.db")
    with database.writer() as db:
        identity.found(db, school="school", school_name="示范学校")
    log, sender = _new_device(database, "office", at_ms)
    rows = (
        log.write(kind, row, stream, fields, at_ms)
        for kind, row, stream, fields in school_rows(rooms, assets)
    )
    hand_in(database, sender, rows, at_ms)
    return database


def live_through(database: ServerDatabase, checks: int, start_ms: int, pace_ms: float) -> int:
    """Let inspectors make checks at an even pace, each batch by another one. Gives the time at the end.

    The database is not flushed at every batch here: it is made, not measured.
    """
    database.reader().execute("pragma synchronous=off")
    inspectors = [_new_device(database, "inspector", start_ms) for _ in range(INSPECTORS)]
    for turn, first in enumerate(range(0, checks, BATCH)):
        log, sender = inspectors[turn % INSPECTORS]
        numbers = range(first, min(first + BATCH, checks))
        at_ms = start_ms + int(numbers[-1] * pace_ms)
        hand_in(database, sender, _checks(log, numbers, start_ms, pace_ms), at_ms)
    database.reader().execute("pragma wal_checkpoint(truncate)")
    return start_ms + int(checks * pace_ms)


def _checks(log: DeviceLog, numbers: range, start_ms: int, pace_ms: float) -> Iterator[Logged]:
    for number in numbers:
        at_ms = start_ms + int(number * pace_ms)
        check_id, fields = new_check(number, room_id(number * 7 % ROOMS), at_ms)
        yield log.write("check", check_id, PATROL, fields, at_ms)


def _new_device(database: ServerDatabase, role: str, at_ms: int) -> tuple[DeviceLog, Sender]:
    with database.writer() as db:
        device, _ = devices.mint_device(db, role=role, person=None, scope=None, label=role, now_ms=at_ms)
    return DeviceLog(device), Sender(device, role, ROLES[role].reads, revoked=False)


def hand_in(database: ServerDatabase, sender: Sender, entries: Iterable[Logged], at_ms: int) -> None:
    """Push entries through the server's own door; every one must be accepted."""
    waiting = iter(entries)
    while batch := [entry.line.encode() for entry in islice(waiting, BATCH) if entry.line is not None]:
        answer = take_batch(database, sender, batch, at_ms)
        refused = [item for item in answer["answers"] if item[1] != "accepted"]
        if refused:
            raise RuntimeError(f"the server refused {refused[0]}")


def one_time_codes(folder: Path, count: int, now_ms: int, role: str = "inspector") -> list[str]:
    """Codes with which `count` phones may join the school in `folder`."""
    with ServerDatabase(folder / "server.db").writer() as db:
        return [invite(db, role=role, person=None, now_ms=now_ms) for _ in range(count)]
