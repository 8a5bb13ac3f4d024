"""The office's own device inside the data folder: imports, exports and labels go through it.

It is a device like any other, with the same store, the same sync and the same log; only its wire leads
straight into the server's app in this process.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
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


def wall_ms() -> int:
    return time.time_ns() // 1_000_000


class Console:
    """Opened on a data folder that holds a school. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.school = School(folder, wall_ms)
        self._wire = HttpWire.into_app(make_app(self.school))
        (folder / "console").mkdir(exist_ok=True)
        self._photos = FolderPhotos(folder / "console" / "photos")
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
        return asyncio.run(run(self.store, self._wire, self._photos, now_ms=wall_ms(), app="console"))

    def write(self, edits: Sequence[Edit]) -> list[Change]:
        """Record one action of the office and hand it in."""
        changes = self.store.write(Author(None, wall_ms(), local_offset_minutes()), edits)
        self.sync()
        return changes


def local_offset_minutes() -> int:
    """Minutes east of UTC on this machine now."""
    return (time.localtime().tm_gmtoff or 0) // 60
