"""A school in one process: phones on real SQLite files, the real ASGI app, a clock per phone, a bad network.

Everything that happens is drawn from one seed. tests/simulate.py tells the story, tests/invariants.py judges
its end.
"""

from __future__ import annotations

import asyncio
import io
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from storage import cursors, photo_transfers
from storage.change import Change, new_id
from storage.kinds import KINDS, Kind
from storage.photo_files import FolderPhotos
from storage.store import Author, Edit, Store
from sync.enrol import Invitation, enrol
from sync.errors import SyncError
from sync.http_wire import HttpWire
from sync.server import enrolment, identity
from sync.server.app import make_app
from sync.server.database import ServerDatabase
from sync.server.school import School
from sync.session import Result, run
from tests.faulty_wire import FaultyWire, Journal, Killed

ADDRESS = "http://school"
START_MS = 1_788_000_000_000
DAY_MS = 86_400_000
BEIJING = 480


def old_kinds() -> dict[str, Kind]:
    """What an app of a year ago knew: no skips, no keeper of a room, no urgent faults."""
    kinds = {name: kind for name, kind in KINDS.items() if name != "skip"}
    room, fault = KINDS["room"], KINDS["fault"]
    kinds["room"] = replace(room, fields={k: v for k, v in room.fields.items() if k != "keeper"})
    kinds["fault"] = replace(fault, choices={**fault.choices, "level": frozenset({"minor", "major"})})
    return kinds


@contextmanager
def knowing(kinds: dict[str, Kind]) -> Iterator[None]:
    """Within this block the code knows these kinds: an older or newer version of the program."""
    before = dict(KINDS)
    KINDS.clear()
    KINDS.update(kinds)
    try:
        yield
    finally:
        KINDS.clear()
        KINDS.update(before)


def jpeg(random: Random) -> bytes:
    """A small real picture that no other photo equals."""
    out = io.BytesIO()
    picture = Image.new("RGB", (12, 12), tuple(random.randrange(256) for _ in range(3)))
    picture.save(out, "JPEG", comment=random.randbytes(8).hex().encode())
    return out.getvalue()


@dataclass
class Phone:
    """One device: its file, its photos, its wrong clock. `kinds` is the version of its app."""

    name: str
    folder: Path
    role: str
    scope: list[str] | None
    wire: FaultyWire
    kinds: dict[str, Kind]
    skew_ms: int = 0
    is_revoked: bool = False
    revs: dict[tuple[str, str], int] = field(default_factory=dict)
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.files = FolderPhotos(self.folder / "photos")
        self.open()

    @property
    def path(self) -> Path:
        return self.folder / "phone.db"

    def open(self) -> None:
        with knowing(self.kinds):
            self.store = Store.open(str(self.path))
            self.store.db.execute("pragma synchronous=off")

    def reopen(self) -> None:
        """As after a crash: what was not committed is gone."""
        self.store.close()
        self.open()

    def copy_to(self, path: Path) -> None:
        """A backup of the phone's database."""
        target = sqlite3.connect(path)
        self.store.db.conn.backup(target)
        target.close()

    def restore(self, path: Path) -> None:
        self.store.close()
        for file in self.folder.glob("phone.db*"):
            file.unlink()
        shutil.copy(path, self.path)
        self.revs.clear()
        self.open()


class World:
    """`random` decides everything; `now_ms` is the true time, which the server's clock shows."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random, self.now_ms = folder, Random(seed), START_MS  # noqa: S311
        self.kinds = dict(KINDS)
        self.journal, self.written, self.excused = Journal(), {}, set()
        self.loop = asyncio.Runner()
        self.phones: list[Phone] = []
        self.story: list[str] = []
        self.backups: list[Path] = []
        self.mismatches: list[str] = []
        self.photos_to_erase: set[str] = set()
        self.restores, self.was_unseen = 0, False
        self._open_school_first()
        self.open_server()

    def _open_school_first(self) -> None:
        (self.folder / "server").mkdir(parents=True)
        database = ServerDatabase(self.folder / "server" / "server.db")
        with database.writer() as db:
            identity.found(db, school="school", school_name="示范学校")

    def close(self) -> None:
        for phone in self.phones:
            phone.store.close()
        self.loop.close()

    # -- the server ------------------------------------------------------------------------------

    def open_server(self) -> None:
        """Start, or start again after a crash."""
        self.school = School(self.folder / "server", lambda: self.now_ms)
        self.app = HttpWire.into_app(make_app(self.school))

    @property
    def server(self) -> Any:
        return self.school.database.reader()

    def back_up_server(self) -> None:
        path = self.folder / f"backup{len(self.backups)}.db"
        target = sqlite3.connect(path)
        self.server.conn.backup(target)
        target.close()
        self.backups.append(path)

    def restore_server(self, *, how: str) -> None:
        """From an earlier copy. how: 'command' renews the epoch, 'note' leaves it to the note beside the
        database, 'unseen' puts back the note too."""
        path = self.random.choice(self.backups)
        folder = self.folder / "server"
        self.school.database.reader().close()
        for file in folder.glob("server.db*"):
            file.unlink()
        shutil.copy(path, folder / "server.db")
        if how != "note":
            (folder / "revision.json").unlink(missing_ok=True)
        self.open_server()
        if how == "command":
            with self.school.database.writer() as db:
                identity.renew_epoch(db, self.now_ms, "restored")
        self.restores += 1
        self.was_unseen |= how == "unseen"
        self.excuse_lost()

    def excuse_lost(self) -> None:
        """After a copy was put back: what no living copy holds any more cannot come back."""
        held = {row[0] for row in self.server.execute("select id from change")}
        held |= {row[0] for row in self.server.execute("select change_id from quarantine")}
        for phone in self.phones:
            sql = "select id from change where device = ? and line is not null"
            held |= {row[0] for row in phone.store.db.execute(sql, [phone.store.device])}
        self.excused |= self.written.keys() - held

    # -- phones ----------------------------------------------------------------------------------

    def add_phone(self, role: str, scope: list[str] | None = None) -> Phone:
        phone = self._new_phone(role, scope)
        self.enrol(phone)
        return phone

    def _new_phone(self, role: str, scope: list[str] | None) -> Phone:
        name = f"phone{len(self.phones)}"
        wire = FaultyWire(lambda: self.app, self.random, self.journal, lambda: knowing(self.kinds))
        phone = Phone(name, self.folder / name, role, scope, wire, dict(self.kinds))
        self.phones.append(phone)
        return phone

    def clone(self, phone: Phone) -> Phone:
        """A second phone from the first one's backup, with the same identity."""
        twin = self._new_phone(phone.role, phone.scope)
        twin.kinds = dict(phone.kinds)
        phone.copy_to(self.folder / "clone.db")
        twin.restore(self.folder / "clone.db")
        self._copy_photos(phone, twin)
        return twin

    @staticmethod
    def _copy_photos(phone: Phone, twin: Phone) -> None:
        shutil.copytree(phone.folder / "photos", twin.folder / "photos", dirs_exist_ok=True)

    def enrol(self, phone: Phone) -> None:
        """With a fresh code, over a network without faults."""
        with self.school.database.writer() as db:
            code = enrolment.invite(
                db, role=phone.role, person=f"person-{phone.name}", now_ms=self.now_ms, scope=phone.scope
            )
        rate, phone.wire.rate = phone.wire.rate, 0.0
        invitation = Invitation(ADDRESS, code)
        with knowing(phone.kinds):
            self.loop.run(
                enrol(phone.store, phone.wire, invitation, label=phone.name, now_ms=self.wall_ms(phone))
            )
        phone.wire.rate, phone.is_revoked = rate, False

    def wall_ms(self, phone: Phone) -> int:
        """What this phone's clock shows; never below 1970."""
        return max(0, self.now_ms + phone.skew_ms)

    def write(self, phone: Phone, edits: list[Edit]) -> list[Change]:
        """One action of a person on this phone; noted as saved when the store says so."""
        author = Author(f"person-{phone.name}", self.wall_ms(phone), BEIJING)
        with knowing(phone.kinds):
            changes = phone.store.write(author, edits)
        self.written.update({change.id: phone.name for change in changes})
        return changes

    def photograph(self, phone: Phone, about_kind: str, about_id: str) -> str:
        """Take a photo: the file first, then the record that names it."""
        content = jpeg(self.random)
        sha256 = self.loop.run(phone.files.keep(content))
        with phone.store.durable.transaction() as db:
            photo_transfers.note_kept(db, sha256, len(content), None)
        fields = {"sha256": sha256, "size": len(content), "about_kind": about_kind, "about_id": about_id}
        self.write(phone, [Edit("photo", self.new_id(), fields)])
        return sha256

    def new_id(self) -> str:
        return new_id(self.now_ms, self.random.randbytes(10))

    def sync(self, phone: Phone) -> Result | SyncError | None:
        """One run. A SyncError is an outcome; None means that the phone's process was killed."""
        try:
            with knowing(phone.kinds):
                outcome = self.loop.run(
                    run(phone.store, phone.wire, phone.files, now_ms=self.wall_ms(phone), app="test")
                )
        except SyncError as error:
            outcome = error
            if error.kind == "mismatch":
                self.mismatches.append(f"{len(self.story)} {phone.name} {error.data}")
        except (Killed, sqlite3.OperationalError) as error:
            if isinstance(error, sqlite3.OperationalError) and "interrupted" not in str(error):
                raise
            phone.reopen()
            return None
        self.note_cursors(phone)
        return outcome

    def note_cursors(self, phone: Phone) -> None:
        """A cursor never goes back within an epoch."""
        for cursor in cursors.read_cursors(phone.store.db).values():
            key = (cursor.stream, f"{cursor.epoch} {self.restores}")
            assert cursor.rev >= phone.revs.get(key, 0), (phone.name, key)
            phone.revs[key] = cursor.rev
