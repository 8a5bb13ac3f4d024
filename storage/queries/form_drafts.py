"""Forms that were begun on this device and not sent: a fault, a loan, a return, a damage, a sheet. Never synced."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class FormDraft(NamedTuple):
    """`form` says which form it is, `about` of which row; `content` is JSON of inspect_app/actions/form_drafts.py."""

    form: str
    about: str
    content: str
    touched_ms: int


def save_form(db: Database, draft: FormDraft) -> None:
    sql = """
        insert into form_draft (form, about, content, touched_ms) values (:form, :about, :content, :touched_ms)
        on conflict (form, about) do update set content = excluded.content, touched_ms = excluded.touched_ms
    """
    db.execute(sql, draft._asdict())


def form_about(db: Database, form: str, about: str) -> FormDraft | None:
    sql = "select * from form_draft where form = :form and about = :about"
    row = db.execute(sql, {"form": form, "about": about}).fetchone()
    return FormDraft(*row) if row else None


def forms(db: Database) -> list[FormDraft]:
    """Latest first."""
    return [FormDraft(*row) for row in db.execute("select * from form_draft order by touched_ms desc, about")]


def drop_form(db: Database, form: str, about: str) -> None:
    db.execute("delete from form_draft where form = :form and about = :about", {"form": form, "about": about})
