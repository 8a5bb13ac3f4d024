"""Which asset a label's code leads to: the one that carries it, else the one that it was taken from."""

from __future__ import annotations

from sqlite_utils import Database

CARRIES = """asset.code = :code
    order by asset.id != coalesce((select asset_id from label where label.id = :code), asset.id), asset.id
"""
"""Two phones may have bound the same blank label before they heard of each other: the newer binding leads."""


def asset_of_former_code(db: Database, code: str) -> str | None:
    """The asset that had this label before it was given another."""
    sql = """
        select asset.id from label join asset on asset.id = label.asset_id
         where label.id = :code and asset.code is not :code
    """
    row = db.execute(sql, {"code": code}).fetchone()
    return str(row[0]) if row else None


def former_codes(db: Database, asset_id: str) -> list[str]:
    """The newest first."""
    sql = """
        select label.id from label join asset on asset.id = label.asset_id
         where label.asset_id = :asset and asset.code is not label.id order by bound_ms desc, label.id
    """
    return [row[0] for row in db.execute(sql, {"asset": asset_id})]
