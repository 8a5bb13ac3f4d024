"""The signed counts of what was erased."""

from __future__ import annotations

from sqlite_utils import Database


def signed(db: Database) -> list[tuple[str, str, str]]:
    """(text, signature, key) of all counts, oldest first."""
    return db.execute('select "text", signature, "key" from erasure order by at_ms, id').fetchall()


def last_signature(db: Database) -> str:
    """Of the newest count; '' before the first."""
    row = db.execute("select signature from erasure order by at_ms desc, id desc limit 1").fetchone()
    return "" if row is None else row[0]
