"""kill -9 of a real server, over real sockets, in the middle of pushes and photos: nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from storage import photo_transfers
from storage.change import new_id
from storage.photo_files import FolderPhotos
from storage.store import Author, Edit, Store
from sync.enrol import Invitation, enrol
from sync.errors import SyncError
from sync.http_wire import HttpWire
from sync.server import enrolment, identity
from sync.server.audit_log import find_damage
from sync.server.database import ServerDatabase
from sync.session import run
from tests.faulty_wire import Answer, Journal
from tests.world import jpeg

SERVER = """
import sys, time
from pathlib import Path
import uvicorn
from sync.server.app import make_app
from sync.server.school import School
school = School(Path(sys.argv[1]), lambda: time.time_ns() // 1_000_000)
uvicorn.run(make_app(school), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""
LIVES = 4


class JournalingWire:
    """Real sockets; notes what was acknowledged where the answer arrived whole."""

    def __init__(self) -> None:
        self.inner, self.journal = HttpWire(), Journal()

    async def exchange(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        answer = await self.inner.exchange(method, url, headers, body)
        self.journal.note((method, url, headers, body), answer)
        return answer


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def test_nothing_acknowledged_is_lost_when_the_server_is_killed_again_and_again(tmp_path: Path) -> None:
    """Four lives of the server, each ended while a phone pushes; then all of it is there, and whole."""
    journal = asyncio.run(_story(tmp_path))
    assert len(journal.changes) > 100
    assert journal.photos


async def _story(folder: Path) -> Journal:
    chance = Random(7)  # noqa: S311
    port, codes = _free_port(), _found(folder / "server")
    store, other = Store.open(str(folder / "a.db")), Store.open(str(folder / "b.db"))
    files, wire, address = FolderPhotos(folder / "photos"), JournalingWire(), f"http://127.0.0.1:{port}"
    server = await _serve(folder / "server", port)
    for each, code in zip((store, other), codes, strict=True):
        await enrol(each, wire, Invitation(address, code), label="x", now_ms=now_ms())
    for life in range(LIVES):
        await _write(store, files, chance, first=life == 0)
        killer = asyncio.create_task(_kill_soon(server, 0.02 + chance.random() * 0.3))
        await _sync_until_killed(store, wire, files, chance, killer)
        server = await _serve(folder / "server", port)
    try:
        for each in (store, other, store):
            await run(each, wire, files, now_ms=now_ms())
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
    _verify(folder / "server", store, other, wire.journal)
    return wire.journal


async def _sync_until_killed(
    store: Store, wire: JournalingWire, files: FolderPhotos, chance: Random, killer: asyncio.Task[None]
) -> None:
    while not killer.done():
        try:
            await run(store, wire, files, now_ms=now_ms())
        except SyncError as error:
            if error.kind not in ("offline", "garbled"):
                raise
        await _write(store, files, chance)


async def _write(store: Store, files: FolderPhotos, chance: Random, *, first: bool = False) -> None:
    """A hundred checks in as many actions, and a photo."""
    author = Author(None, now_ms(), 480)
    if first:
        room = Edit("room", "r1", {"campus_id": "c1", "building": "A", "number": "1"})
        store.write(author, [Edit("campus", "c1", {"name": "东"}), room])
    for _ in range(100):
        fields = {"room_id": "r1", "checklist_id": "k", "answers": {}, "result": "passed", "done_ms": 1}
        check = new_id(now_ms())
        store.write(author, [Edit("check", check, fields)])
    content = jpeg(chance)
    sha256 = await files.keep(content)
    with store.durable.transaction() as db:
        photo_transfers.note_kept(db, sha256, len(content), None)
    photo = {"sha256": sha256, "size": len(content), "about_kind": "check", "about_id": check}
    store.write(author, [Edit("photo", new_id(now_ms()), photo)])


def _verify(folder: Path, store: Store, other: Store, journal: Journal) -> None:
    db = ServerDatabase(folder / "server.db").reader()
    held = {row[0] for row in db.execute("select id from change")}
    written = {row[0] for row in store.db.execute("select id from change")}
    assert journal.changes.keys() <= held
    assert held == written
    assert {path.stem for path in (folder / "photos").glob("??/*.jpg")} >= journal.photos.keys()
    assert find_damage(db, folder / "photos").damage == ()
    for table in ("room", "check", "photo"):
        sql = f'select * from "{table}" order by id'
        assert store.db.execute(sql).fetchall() == other.db.execute(sql).fetchall()


async def _kill_soon(server: subprocess.Popen[bytes], seconds: float) -> None:
    await asyncio.sleep(seconds)
    server.send_signal(signal.SIGKILL)
    await asyncio.to_thread(server.wait)


def _found(folder: Path) -> list[str]:
    folder.mkdir()
    with ServerDatabase(folder / "server.db").writer() as db:
        identity.found(db, school="s", school_name="示范学校")
        return [enrolment.invite(db, role="office", person=None, now_ms=now_ms()) for _ in range(2)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the server and wait until it listens."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder), str(port)],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    for _ in range(300):
        await asyncio.sleep(0.1)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
    raise AssertionError("the server did not start")
