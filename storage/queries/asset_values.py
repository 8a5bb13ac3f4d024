"""What finance asks of the ledger: each card's value and dates, and the day on which it was scrapped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database


class ValueLine(NamedTuple):
    """One card; `left` is the local day of the last move to 'scrapped', None where none was recorded."""

    id: str
    number: str | None
    name: str
    class_code: str | None
    quantity: int | None
    value_fen: int | None
    acquired: str | None
    state: str | None
    left: str | None
    life_months: int | None
    residual_permille: int | None


def value_lines(db: Database) -> Iterator[ValueLine]:
    """Every card, by class and number."""
    sql = """
        select asset.id, asset.number, asset.name, class_code, asset.quantity, value_fen, acquired, state, gone.day,
               life_months, residual_permille
          from asset
          left join (select asset_id, max(date(moved_ms / 1000 + made_offset * 60, 'unixepoch')) as day
                       from move where to_state = 'scrapped' group by asset_id) gone on gone.asset_id = asset.id
         order by class_code, asset.number, asset.id
    """
    return (ValueLine(*row) for row in db.execute(sql))


def first_year(db: Database) -> int | None:
    """The year of the oldest card with a date."""
    row = db.execute("select substr(min(acquired), 1, 4) from asset where acquired >= '19'").fetchone()
    return int(row[0]) if row[0] and row[0].isdigit() else None
