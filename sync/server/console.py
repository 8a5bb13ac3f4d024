"""The office's own device inside the data folder: imports, exports and labels go through it.

It is a device like any other, with the same store, the same sync and the same log; only its wire leads
straight into the server's app in this process.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from storage.change import Change
from storage.photo_files import FolderPhotos
from storage.store import Author, Edit, Store
from sync.enrol import Invitation, enrol
from sync.http_wire import HttpWire
from sync.server.app import make_app
from sync.server.school import School
from sync.session import Result, run

_ADDRESS = "http://console"
TURN_SECONDS = 120.0


def wall_ms() -> int:
    return time.time_ns() // 1_000_000


class Console:
    """Opened on a data folder that holds a school. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.school = School(folder, wall_ms)
        self._wire = HttpWire.into_app(make_app(self.school))
        (folder / "console").mkdir(exist_ok=True)
        self._photos = FolderPhotos(folder / "console" / "photos")
        self._lock = folder / "console" / "turn.db"
        with one_at_a_time(self._lock):
            self.store = Store.open(str(folder / "console" / "store.db"))
            if self.store.device is None:
                self._enrol()

    def __enter__(self) -> Console:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.store.close()

    def _enrol(self) -> None:
        code = self.school.invite("office")
        invitation = Invitation(_ADDRESS, code)
        asyncio.run(enrol(self.store, self._wire, invitation, label="console", now_ms=wall_ms()))

    def sync(self) -> Result:
        """Bring the console up to the server and hand in what it holds. Raises SyncError."""
        with one_at_a_time(self._lock):
            return self._run()

    def write(self, edits: Sequence[Edit], person: str | None = None) -> list[Change]:
        """Record one action of the office, or of the person of it who asked for it, and hand it in."""
        with one_at_a_time(self._lock):
            changes = self.store.write(Author(person, wall_ms(), local_offset_minutes()), edits)
            self._run()
        return changes

    def _run(self) -> Result:
        return asyncio.run(run(self.store, self._wire, self._photos, now_ms=wall_ms(), app="console"))


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Two requests at once are one device: both would make its tables, and both take in the same page.

    Also across processes. Raises sqlite3.OperationalError when the other does not end within TURN_SECONDS.
    """
    held = sqlite3.connect(lock, timeout=TURN_SECONDS, isolation_level=None)
    try:
        held.execute("begin exclusive")
        yield
    finally:
        held.close()


def local_offset_minutes() -> int:
    """Minutes east of UTC on this machine now."""
    return (time.localtime().tm_gmtoff or 0) // 60
