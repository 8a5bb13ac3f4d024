"""A founded school in a data folder and one guard's phone beside it, on real files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import pytest

from inspect_app.cli.main import main
from storage import photo_transfers
from storage.change import new_id
from storage.photo_files import FolderPhotos
from storage.store import Author, Edit, Store
from sync.enrol import Invitation, enrol
from sync.errors import SyncError
from sync.http_wire import HttpWire
from sync.server import devices
from sync.server.app import make_app
from sync.server.console import Console, local_offset_minutes, wall_ms
from sync.server.school import School
from sync.session import run
from tests.world import jpeg

ADDRESS = "http://school"


class Gatehouse:
    """`data` is the school's folder; what the guard writes is on the phone until `sync`."""

    def __init__(self, folder: Path) -> None:
        self.data, self.phone = folder / "school", folder / "phone"
        assert main(["--data", str(self.data), "init", "--name", "示范学校"]) == 0
        with Console(self.data) as console:
            console.write([Edit("campus", "c1", {"name": "东"})])
        self.phone.mkdir()
        self.store = Store.open(str(self.phone / "phone.db"))
        self.files = FolderPhotos(self.phone / "photos")
        self.random = Random(7)  # noqa: S311
        self.visits: list[str] = []
        self.photos: list[str] = []
        self._school = School(self.data, wall_ms)
        invitation = Invitation(ADDRESS, self._school.invite("guard", "p1"))
        asyncio.run(enrol(self.store, self._wire(), invitation, label="门岗", now_ms=wall_ms()))
        self.sync()

    @property
    def folders(self) -> list[Path]:
        return [self.data, self.phone]

    def close(self) -> None:
        self.store.close()

    def author(self) -> Author:
        return Author("p1", wall_ms(), local_offset_minutes())

    def sign_in(self, name: str, in_ms: int, **more: Any) -> None:
        """One visit, with the photo of a paper taken when it began."""
        visit, content = new_id(in_ms), jpeg(self.random)
        fields = {"name": name, "sort": "parent", "in_ms": in_ms, "campus_id": "c1", **more}
        sha256 = asyncio.run(self.files.keep(content))
        with self.store.durable.transaction() as db:
            photo_transfers.note_kept(db, sha256, len(content), None)
        photo = {
            "sha256": sha256, "size": len(content), "about_kind": "visit", "about_id": visit, "item": "id_paper",
            "taken_ms": in_ms,
        }  # fmt: skip
        self.store.write(self.author(), [Edit("visit", visit, fields), Edit("photo", new_id(in_ms), photo)])
        self.visits.append(visit)
        self.photos.append(sha256)

    def photo_contents(self) -> list[bytes]:
        return [self._school.photos.read(sha256) for sha256 in self.photos]

    def sync(self) -> None:
        asyncio.run(run(self.store, self._wire(), self.files, now_ms=wall_ms(), app="test"))

    def sync_refused(self) -> None:
        """The phone hands in, and is told that it is revoked."""
        with pytest.raises(SyncError, match="revoked"):
            self.sync()

    def revoke(self) -> None:
        with self._school.database.writer() as db:
            assert devices.revoke(db, self.store.device or "", wall_ms())

    def _wire(self) -> HttpWire:
        return HttpWire.into_app(make_app(self._school))

    def bytes_of(self, folder: Path) -> bytes:
        """Every file below it, whole, journals and -wal included."""
        return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())

    def holders(self, words: Any) -> list[str]:
        """The folders in whose files one of these texts can still be read."""
        return [
            folder.name
            for folder in self.folders
            if any(str(word).encode() in self.bytes_of(folder) for word in words)
        ]
