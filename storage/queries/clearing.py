"""Empty a device that leaves its school: what it looked like stays, everything of the school goes."""

from __future__ import annotations

from sqlite_utils import Database

KEPT_SETTINGS = ("language", "theme", "scan_sound", "scan_vibration")


def tables(db: Database) -> list[str]:
    """All tables but SQLite's own and the one that tells which migrations ran."""
    sql = """
        select name from sqlite_master
         where type = 'table' and name not like 'sqlite%' and name not like '\\_%' escape '\\'
    """
    return [row[0] for row in db.execute(sql)]


def forget_everything(db: Database) -> None:
    """Inside the caller's transaction. Photo files are the caller's to drop."""
    for name in tables(db):
        if name != "setting":
            db.execute(f'delete from "{name}"')
    marks = ", ".join("?" * len(KEPT_SETTINGS))
    db.execute(f"delete from setting where key not in ({marks})", list(KEPT_SETTINGS))
