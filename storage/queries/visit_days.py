"""What is left of the days whose visits were erased: their counts."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database


def counts_of(db: Database, campus_id: str, day: str) -> dict[str, Any] | None:
    """The counts of one day at one campus that a run has written before, or None. `day` is '2026-09-01'."""
    sql = "select counts from visit_day where id = ?"
    row = db.execute(sql, [tally_id(campus_id, day)]).fetchone()
    return None if row is None else json.loads(row[0])


def tally_id(campus_id: str, day: str) -> str:
    """The row of a day's counts: one a campus and day, whoever writes it."""
    return f"{campus_id} {day}"
