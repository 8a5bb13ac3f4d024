"""What a device knows only while its database is open: kept in memory, gone with the app, never a write to disk."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

_TABLE = "create temp table if not exists sitting (key text primary key, value text not null)"


def recall(db: Database, key: str, default: Any = None) -> Any:
    """What was remembered since the database was opened."""
    db.execute(_TABLE)
    row = db.execute("select value from sitting where key = ?", [key]).fetchone()
    return default if row is None else json.loads(row[0])


def remember(db: Database, key: str, value: Any) -> None:
    """`value` is anything that JSON can hold."""
    db.execute(_TABLE)
    db.execute("insert or replace into sitting (key, value) values (?, ?)", [key, json.dumps(value)])
