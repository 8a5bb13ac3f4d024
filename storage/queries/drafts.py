"""Drafts: checks that were begun and not finished. They live on this device only."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Draft(NamedTuple):
    """`content` is JSON text, written by inspect_app/actions/drafts.py."""

    id: str
    room_id: str
    round_id: str | None
    content: str
    touched_ms: int


def save_draft(db: Database, draft: Draft) -> None:
    sql = """
        insert into draft (id, room_id, round_id, content, touched_ms)
        values (:id, :room_id, :round_id, :content, :touched_ms)
        on conflict (id) do update set content = excluded.content, touched_ms = excluded.touched_ms,
          round_id = excluded.round_id
    """
    db.execute(sql, draft._asdict())


def draft_of_room(db: Database, room_id: str) -> Draft | None:
    """The latest draft of a room."""
    sql = "select * from draft where room_id = :room order by touched_ms desc limit 1"
    row = db.execute(sql, {"room": room_id}).fetchone()
    return Draft(*row) if row else None


def drafts(db: Database) -> list[Draft]:
    """Latest first."""
    return [Draft(*row) for row in db.execute("select * from draft order by touched_ms desc")]


def drop_draft(db: Database, draft_id: str) -> None:
    db.execute("delete from draft where id = :id", {"id": draft_id})


def draft(db: Database, draft_id: str) -> Draft | None:
    row = db.execute("select * from draft where id = :id", {"id": draft_id}).fetchone()
    return Draft(*row) if row else None
