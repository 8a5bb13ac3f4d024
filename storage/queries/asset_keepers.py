"""The keepers that the cards of the ledger name, found by a part of their name."""

from __future__ import annotations

from sqlite_utils import Database

from storage.queries.places import pattern


def search_keepers(db: Database, text: str, *, limit: int) -> list[tuple[str, int]]:
    """(name, cards) of those whose name contains the text, the ones with the most cards first."""
    sql = """
        select keeper, count(*) as cards from asset where keeper like :like escape '\\'
         group by keeper order by cards desc, keeper limit :limit
    """
    return [(row[0], row[1]) for row in db.execute(sql, {"like": pattern(text), "limit": limit})]
