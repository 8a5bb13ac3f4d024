"""Revisions in the order of commits: whoever reads on from a cursor misses nothing, with many writers.

The question behind it: a plain sequence is taken before the commit, and a reader that has seen 4 never
sees the 3 that is committed later. On SQLite BEGIN IMMEDIATE answers it; this fails without it.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sync.server import devices, identity, log
from sync.server.database import ServerDatabase

WRITERS, BATCHES, CHANGES = 3, 12, 5
WRITER = """
import sys
from pathlib import Path
from storage.change import Change, GENESIS, digest_of, encode
from sync.server.database import ServerDatabase
from sync.server.intake import Sender
from sync.server.push import take_batch
database, device = ServerDatabase(Path(sys.argv[1])), sys.argv[2]
sender, seq, link = Sender(device, "office", ("core",), False), 0, GENESIS
print("ready", flush=True)
sys.stdin.readline()
for batch in range(int(sys.argv[3])):
    lines = []
    for number in range(int(sys.argv[4])):
        seq += 1
        name = f"{device}-{seq}"
        line = encode(Change(name, "core", "campus", name, {"name": name}, {}, f"{seq:012x}-0000-{device}",
                             device, seq, None, 1, 0, link))
        link = digest_of(line).hex()
        lines.append(line.encode())
    answers = take_batch(database, sender, lines, 10**13)["answers"]
    assert all(answer[1] == "accepted" for answer in answers), answers
"""


def test_a_reader_beside_several_writing_processes_misses_no_change(tmp_path: Path) -> None:
    path = tmp_path / "server.db"
    database = ServerDatabase(path)
    names = _found(database)
    writers = [_start(path, name) for name in names]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    seen = _read_along(database, writers)
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    held = [row[0] for row in database.reader().execute("select id from change order by rev")]
    assert len(held) == WRITERS * BATCHES * CHANGES
    assert seen == held
    total, nth = log.stream_at(database.reader(), "core", 10**9)
    assert nth == len(held)
    sums = [int.from_bytes(row[0][:4], "big") for row in database.reader().execute("select hash from change")]
    assert total == sum(sums)


def _found(database: ServerDatabase) -> list[str]:
    with database.writer() as db:
        identity.found(db, school="s", school_name="s")
        options = {"role": "office", "person": None, "scope": ["core"], "label": "", "now_ms": 1}
        return [devices.mint_device(db, **options)[0] for _ in range(WRITERS)]  # type: ignore[arg-type]


def _start(path: Path, device: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(path), device, str(BATCHES), str(CHANGES)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _read_along(database: ServerDatabase, writers: list[subprocess.Popen[str]]) -> list[str]:
    """What a phone would have seen that pulls all the time."""
    cursor, seen, is_last = 0, [], False
    while True:
        page = log.page(database.reader(), "core", cursor, 100)
        seen += [json.loads(line)["id"] for _, _, _, line in page]
        cursor = page[-1][0] if page else cursor
        if not page and is_last:
            return seen
        is_last = not page and all(writer.poll() is not None for writer in writers)


def test_a_write_that_fails_leaves_the_connection_ready_for_the_next(tmp_path: Path) -> None:
    """Also when it is the commit that fails: otherwise this thread could never write again."""
    database = ServerDatabase(tmp_path / "server.db")
    with database.writer() as db:
        identity.found(db, school="s", school_name="s")
    db = database.reader()
    db.execute("pragma foreign_keys=on")
    db.conn.executescript(
        "create table parent (id integer primary key);"
        "create table child (of integer references parent deferrable initially deferred);"
    )
    for _ in range(2):
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), database.writer() as writing:
            writing.execute("insert into child values (5)")
    with database.writer() as writing:
        writing.execute("insert into parent values (5)")
