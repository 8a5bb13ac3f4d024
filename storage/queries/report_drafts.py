"""Faults that were begun to be reported and not sent. They live on this device only."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class ReportDraft(NamedTuple):
    """`content` is JSON text, written by inspect_app/actions/report_drafts.py."""

    room_id: str
    content: str
    touched_ms: int


def save_report(db: Database, draft: ReportDraft) -> None:
    sql = """
        insert into report_draft (room_id, content, touched_ms) values (:room_id, :content, :touched_ms)
        on conflict (room_id) do update set content = excluded.content, touched_ms = excluded.touched_ms
    """
    db.execute(sql, draft._asdict())


def report_of_room(db: Database, room_id: str) -> ReportDraft | None:
    row = db.execute("select * from report_draft where room_id = :room", {"room": room_id}).fetchone()
    return ReportDraft(*row) if row else None


def reports(db: Database) -> list[ReportDraft]:
    """Latest first."""
    return [ReportDraft(*row) for row in db.execute("select * from report_draft order by touched_ms desc")]


def drop_report(db: Database, room_id: str) -> None:
    db.execute("delete from report_draft where room_id = :room", {"room": room_id})
