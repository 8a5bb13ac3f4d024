"""How much is sealed, and to which of the school's keys: a seal is `v1.KEYID.…`."""

from __future__ import annotations

from sqlite_utils import Database


def sealed_by_key(db: Database) -> dict[str, int]:
    """Number of visits whose identity number is sealed, by the id of the key."""
    sql = """
        select substr(rest, 1, instr(rest, '.') - 1) as key_id, count(*)
          from (select substr(id_sealed, instr(id_sealed, '.') + 1) as rest from visit where id_sealed is not null)
         group by key_id order by key_id
    """
    return dict(db.execute(sql).fetchall())
