"""Checklists as rows: which one belongs to a room."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class ChecklistRow(NamedTuple):
    """`uses`, `items` and `captioned` are JSON text."""

    id: str
    name: str
    uses: str | None
    items: str
    version: int | None
    note: str | None
    captioned: str | None


_CHECKLIST = "select id, name, uses, items, version, note, captioned from checklist"


def checklist(db: Database, checklist_id: str) -> ChecklistRow | None:
    row = db.execute(f"{_CHECKLIST} where id = :id", {"id": checklist_id}).fetchone()
    return ChecklistRow(*row) if row else None


def checklist_for_use(db: Database, use: str) -> ChecklistRow | None:
    """The checklist in use that names this use of a room."""
    sql = f"""{_CHECKLIST}
        where coalesce(state, 'used') = 'used' and
              exists (select 1 from json_each(coalesce(uses, '[]')) where value = :use)
        order by id limit 1
    """
    row = db.execute(sql, {"use": use}).fetchone()
    return ChecklistRow(*row) if row else None


def checklists(db: Database) -> list[ChecklistRow]:
    sql = f"{_CHECKLIST} where coalesce(state, 'used') = 'used' order by name"
    return [ChecklistRow(*row) for row in db.execute(sql)]
