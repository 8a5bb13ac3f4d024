"""The server's SQLite: one writer at a time by BEGIN IMMEDIATE, readers beside it by WAL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from sync.server.schema import migrations

# Four times SQLite's own: a phone's batch does not wait for the log to be copied into the database.
CHECKPOINT_PAGES = 2000
# A line of the log with its neighbours fills a page of SQLite's usual 4 KB unevenly. Fixed when a file is made.
PAGE_BYTES = 8192


class ServerDatabase:
    """Connections to one server database file: one a thread, and a lock so that writers queue fairly."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._writing = threading.Lock()
        migrations.apply(self.reader())

    def reader(self) -> Database:
        """This thread's own connection."""
        db = getattr(self._local, "db", None)
        if db is None:
            db = self._local.db = _connect(self.path)
        return db

    @contextmanager
    def writer(self) -> Iterator[Database]:
        """One transaction. Revisions are given inside it, so their order is the order of commits."""
        db = self.reader()
        with self._writing:
            db.conn.execute("begin immediate")
            try:
                yield db
                db.conn.execute("commit")
            except BaseException:
                # A full disk may have ended the transaction already; a failed commit has not.
                if db.conn.in_transaction:
                    db.conn.execute("rollback")
                raise

    @contextmanager
    def alone(self) -> Iterator[Database]:
        """No other writer of this process, and no transaction: for what SQLite does only outside of one."""
        with self._writing:
            yield self.reader()


def _connect(path: Path) -> Database:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=60)
    db = Database(connection)
    db.execute(f"pragma page_size={PAGE_BYTES}")
    db.execute("pragma journal_mode=wal").fetchone()
    db.execute("pragma synchronous=full")
    db.execute("pragma cache_size=-65536")
    db.execute("pragma temp_store=memory")
    db.execute("pragma secure_delete=on")
    db.execute(f"pragma wal_autocheckpoint={CHECKPOINT_PAGES}").fetchone()
    return db
