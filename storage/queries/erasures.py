"""The signed counts of what was erased."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database


def signed(db: Database) -> list[tuple[str, str, str]]:
    """(text, signature, key) of all counts, oldest first."""
    return db.execute('select "text", signature, "key" from erasure order by at_ms, id').fetchall()


def last_signature(db: Database) -> str:
    """Of the newest count; '' before the first."""
    row = db.execute("select signature from erasure order by at_ms desc, id desc limit 1").fetchone()
    return "" if row is None else row[0]


def newest(db: Database, limit: int = 50, skip: int = 0) -> list[dict[str, Any]]:
    """Day, reason, moment and counts (JSON) of each run, the newest first."""
    sql = """
        select id, day, reason, at_ms, counts, policy from erasure
        order by at_ms desc, id desc limit :limit offset :skip
    """
    names = ("id", "day", "reason", "at_ms", "counts", "policy")
    rows = db.execute(sql, {"limit": limit, "skip": skip})
    return [dict(zip(names, row, strict=True)) for row in rows]
