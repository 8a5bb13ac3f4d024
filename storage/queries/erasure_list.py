"""What was erased, as the school's own record says it: how many, why, and who signed. Nothing of what it was."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlite_utils import Database


class Erasure(NamedTuple):
    """One run. `counts_json` counts by group, `key` is the public key that `signature` belongs to."""

    id: str
    day: str
    reason: str
    at_ms: int
    counts_json: str
    key: str
    signature: str

    @property
    def counts(self) -> dict[str, int]:
        """How much went, by group of the days of keeping."""
        return {str(group): int(count) for group, count in json.loads(self.counts_json).items()}


def erasures(db: Database, *, limit: int, skip: int = 0) -> list[Erasure]:
    """The newest first."""
    sql = """
        select id, day, reason, at_ms, counts, "key", signature from erasure
         order by at_ms desc, id limit ? offset ?
    """
    return [Erasure(*row) for row in db.execute(sql, [limit, skip])]


def count_erasures(db: Database) -> int:
    return int(db.execute("select count(*) from erasure").fetchone()[0])
