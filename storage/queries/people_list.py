"""People found by name, number or department."""

from __future__ import annotations

from sqlite_utils import Database

from storage.queries.people import Person
from storage.queries.places import pattern


def search_people(db: Database, text: str, *, limit: int) -> list[Person]:
    """Active people whose name, number, post or department contains the text, by name."""
    sql = """
        select id, name, post, department, role from person
         where coalesce(state, 'active') = 'active' and
               name || ' ' || coalesce(number, '') || ' ' || coalesce(post, '') || ' ' ||
               coalesce(department, '') like :like escape '\\'
         order by name limit :limit
    """
    return [Person(*row) for row in db.execute(sql, {"like": pattern(text), "limit": limit})]
