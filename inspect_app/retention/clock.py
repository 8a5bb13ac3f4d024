"""Whether the server's clock can be believed before it decides what is over: one that jumped by years would erase
every visitor there is.

The measure is the day of the last run, which no phone can move; before the first, when the newest change came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from storage.settings import read_setting, write_setting
from sync.server.database import ServerDatabase

RAN_ON = "retention_ran_on"
MOST_DAYS = 200
"""Longer than any holidays for which a school switches its server off."""


@dataclass(frozen=True, slots=True)
class ClockInDoubt(Exception):
    """Nothing was erased: the clock says `today`, and the last that is known here is of `known`."""

    known: str
    today: str


def local_day(moment_ms: int, offset_minutes: int) -> str:
    return datetime.fromtimestamp(moment_ms / 1000 + offset_minutes * 60, UTC).date().isoformat()


def ran_on(database: ServerDatabase) -> str | None:
    """The local day of the last run, '2026-11-22'."""
    day: str | None = read_setting(database.reader(), RAN_ON)
    return day


def note_run(database: ServerDatabase, day: str) -> None:
    with database.writer() as db:
        write_setting(db, RAN_ON, day)


def check_clock(database: ServerDatabase, now_ms: int, offset_minutes: int) -> None:
    """Raises ClockInDoubt."""
    today, known = local_day(now_ms, offset_minutes), ran_on(database)
    if known is None:
        newest_ms = database.reader().execute("select max(received_ms) from change").fetchone()[0]
        known = today if newest_ms is None else local_day(newest_ms, offset_minutes)
    if (date.fromisoformat(today) - date.fromisoformat(known)).days > MOST_DAYS:
        raise ClockInDoubt(known, today)
