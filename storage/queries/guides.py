"""Pictures of how things should look, by the names that checklists call them."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Guide(NamedTuple):
    """`thumbnail` is a JPEG, None until it has come."""

    id: str
    name: str
    sha256: str
    thumbnail: bytes | None


def guide_named(db: Database, name: str) -> Guide | None:
    """The newest picture of this name."""
    sql = """
        select guide.id, name, guide.sha256, thumbnail
          from guide left join photo_transfer on photo_transfer.sha256 = guide.sha256
         where name = :name order by changed_stamp desc limit 1
    """
    row = db.execute(sql, {"name": name}).fetchone()
    return Guide(*row) if row else None
