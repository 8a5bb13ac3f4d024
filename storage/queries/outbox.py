"""What lies only on this device, and what the server refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database


class Waiting(NamedTuple):
    """How many changes of one kind wait to be sent."""

    kind: str
    changes: int


class Refused(NamedTuple):
    """A change in the server's quarantine, with the reason it gave."""

    id: str
    kind: str
    row_id: str
    reason: str
    at_ms: int
    line: str | None


def waiting(db: Database) -> list[Waiting]:
    sql = """
        select kind, count(*) from change where rev is null and refused is null group by kind order by kind
    """
    return [Waiting(*row) for row in db.execute(sql)]


def count_waiting(db: Database) -> int:
    sql = "select count(*) from change where rev is null and refused is null"
    return int(db.execute(sql).fetchone()[0])


def refused(db: Database) -> list[Refused]:
    """Newest first."""
    sql = """
        select id, kind, row_id, refused, at, line from change where refused is not null
         order by stamp desc limit 200
    """
    return [Refused(*row) for row in db.execute(sql)]


def unsent_lines(db: Database) -> Iterator[str]:
    """Every change that the server has not taken, refused ones too, as it stands in the log."""
    sql = "select line from change where rev is null and line is not null order by device, seq"
    return (row[0] for row in db.execute(sql))
