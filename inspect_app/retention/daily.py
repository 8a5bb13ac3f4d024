"""The daily run beside the server: once a local day, in the small hours, or when the server is started later.

It also looks after the gate's keys: one that somebody's old settings overwrote is published again, and one to which
nothing is sealed any more goes.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from inspect_app.gate.sealing import school_key
from inspect_app.gate_keys.publishing import drop_unused_keys, keep_key
from inspect_app.retention.clock import ClockInDoubt, check_clock, note_run, ran_on
from inspect_app.retention.run import purge, run_retention
from sync.server import erasing, log
from sync.server.console import Console, local_offset_minutes
from sync.server.database import ServerDatabase

HOUR = 2
PAUSE_SECONDS = 600.0
logger = logging.getLogger(__name__)


def day_due(now_ms: int, offset_minutes: int, ran_on: str | None) -> str | None:
    """The local day whose run is due now, or None: not before HOUR, and not twice."""
    now = datetime.fromtimestamp(now_ms / 1000 + offset_minutes * 60, UTC)
    day = now.date().isoformat()
    return day if now.hour >= HOUR and ran_on != day else None


def tend(folder: Path, now_ms: int) -> bool:
    """One look at the clock: run what is due, and clean a file that could not be cleaned before. True where
    something was done. Raises ClockInDoubt."""
    database = ServerDatabase(folder / "server.db")
    day = day_due(now_ms, local_offset_minutes(), ran_on(database))
    has_lost_key = _has_lost_key(database)
    if day is None and not has_lost_key and not erasing.has_to_purge(database.reader()):
        return False
    if day is not None:
        check_clock(database, now_ms, local_offset_minutes())
    with Console(folder) as console:
        console.sync()
        if day is None:
            _between(console, folder, has_lost_key=has_lost_key)
            return True
        keep_key(console, folder)
        run_retention(console, folder, now_ms)
        drop_unused_keys(console, folder, now_ms)
    note_run(database, day)
    return True


def _between(console: Console, folder: Path, *, has_lost_key: bool) -> None:
    if has_lost_key:
        keep_key(console, folder)
    purge(console)


def _has_lost_key(database: ServerDatabase) -> bool:
    """True where the school's settings name no key: an office that was away wrote them as it had known them, and
    until it is published again no phone can seal a number."""
    schools = log.states_of_kind(database.reader(), "school")
    return any(school_key(row.state.values.get("settings") or {}) is None for row in schools)


def begin(folder: Path, now_ms: Callable[[], int], pause_seconds: float = PAUSE_SECONDS) -> threading.Event:
    """Look every few minutes in a thread of its own, until the returned event is set. A failure is logged and tried
    again: no visitor's data stays because a disk was full one night."""
    ended = threading.Event()
    threading.Thread(
        target=_look, args=(folder, now_ms, pause_seconds, ended), name="retention", daemon=True
    ).start()
    return ended


def _look(folder: Path, now_ms: Callable[[], int], pause_seconds: float, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            tend(folder, now_ms())
        except ClockInDoubt as doubt:
            logger.error(
                "nothing is erased: the clock says %s, the last run was on %s", doubt.today, doubt.known
            )
        except Exception:
            logger.exception("the daily run of the keeping rules failed; it is tried again")
        ended.wait(pause_seconds)
