"""What both ends compare after a sync run: how many rows a stream holds and the sum of their digests.

Kinds that a phone holds only a window of are left out; for them the running digest of received
changes (storage/cursors.py) is compared.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from storage.kinds import KINDS


class StreamDigest(NamedTuple):
    """Order-independent: equal sets of rows with equal stamps give equal digests."""

    rows: int
    digest: int


def rows_digest(db: Database, stream: str) -> StreamDigest:
    rows = total = 0
    for kind in KINDS.values():
        if not kind.is_windowed:
            sql = f'select count(*), coalesce(sum(digest), 0) from "{kind.name}" where stream = ?'
            count, summed = db.execute(sql, [stream]).fetchone()
            rows, total = rows + count, total + summed
    return StreamDigest(rows, total)
