"""The life of one row: its changes as they were sent. A device that began with a snapshot lacks the beginning."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database


def history_of_row(db: Database, kind: str, row_id: str, limit: int = 200) -> list[dict[str, Any]]:
    """The latest changes of a row, oldest first: stamp, person, line, when it was received (UTC ms)."""
    sql = """
        select stamp, person, line, received_ms from change
         where kind = :kind and row_id = :row and about is null order by stamp desc limit :limit
    """
    rows = db.execute(sql, {"kind": kind, "row": row_id, "limit": limit}).fetchall()
    names = ("stamp", "person", "line", "received_ms")
    return [dict(zip(names, row, strict=True)) for row in reversed(rows)]
