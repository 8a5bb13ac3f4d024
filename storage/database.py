"""Open a device's database: pragmas, migrations, and the promise that a commit is on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from storage import asset_search
from storage.gate_schema import migrations

CACHE_KIB = 16 * 1024


def open_database(path: str, *, journal: str = "wal") -> Database:
    """Open and bring up to date. `journal` is what the file system can do: wal, or truncate in a browser."""
    connection = sqlite3.connect(path, check_same_thread=False, timeout=30)
    db = Database(connection)
    db.execute(f"pragma journal_mode={journal}").fetchone()
    db.execute("pragma synchronous=full")
    db.execute(f"pragma cache_size=-{CACHE_KIB}")
    db.execute("pragma temp_store=memory")
    db.execute("pragma secure_delete=on")
    migrations.apply(db)
    return db


class Durable:
    """A database whose transactions are durable when `transaction` ends: the flush port runs after commit."""

    def __init__(self, db: Database, flush: Callable[[], None] = lambda: None) -> None:
        self.db = db
        self._flush = flush

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """One user action or one page of a sync, all or nothing. Never held across an await."""
        nested = self.db.conn.in_transaction
        with self.db.atomic():
            yield self.db
            if not nested:
                asset_search.catch_up(self.db)
        if not nested:
            self._flush()
