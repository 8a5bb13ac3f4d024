"""The office's table of expected visitors: of today, of days to come, of days before."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlite_utils import Database

from storage.queries.expected import EXPECTED, Expected
from storage.queries.places import pattern


@dataclass(frozen=True, slots=True)
class ExpectedFilter:
    """What to show: `view` is today, ahead, past or all; `today` is YYYY-MM-DD; empty texts ask for nothing."""

    today: str
    view: str = "today"
    text: str = ""
    state: str = ""


_WANTED = """
     where (:view <> 'today' or day = :today) and (:view <> 'ahead' or day > :today) and
           (:view <> 'past' or day < :today) and (:state = '' or state = :state) and
           (:text = '' or name || ' ' || coalesce(host_name, '') || ' ' || coalesce(phone, '') || ' ' ||
             coalesce(plate, '') || ' ' || coalesce(reason, '') like :like escape '\\')
"""


def expected_list(db: Database, wanted: ExpectedFilter, *, limit: int, skip: int = 0) -> list[Expected]:
    """By day and hour, the next first; of days before the last first."""
    order = "desc" if wanted.view in ("past", "all") else "asc"
    sql = f"""{EXPECTED} {_WANTED}
        order by day {order}, coalesce(from_ms, 0), name, id limit :limit offset :skip
    """
    found = db.execute(sql, _values(wanted) | {"limit": limit, "skip": skip})
    return [Expected(*row) for row in found]


def count_expected(db: Database, wanted: ExpectedFilter) -> int:
    return int(db.execute(f"select count(*) from expected {_WANTED}", _values(wanted)).fetchone()[0])


def _values(wanted: ExpectedFilter) -> dict[str, object]:
    return asdict(wanted) | {"like": pattern(wanted.text)}
