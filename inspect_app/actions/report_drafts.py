"""A fault while it is being worded, and its sending."""

from __future__ import annotations

from inspect_app.actions.faults import report_fault
from inspect_app.actions.form_drafts import Form, begin_form, sent
from storage.store import Author, Store

FORM = "fault"
FRESH = {"words": "", "level": "minor"}


def begin_report(store: Store, room_id: str) -> Form:
    """Take up the draft of this room, or begin anew."""
    return begin_form(store, FORM, room_id, FRESH)


def send_report(store: Store, author: Author, report: Form) -> str:
    """Record the fault, the draft gone in the same breath; the fault's id. Raises ValueError without words."""
    with sent(store, report):
        return report_fault(
            store,
            author,
            words=report.said["words"],
            level=report.said["level"],
            room_id=report.about,
            photos=report.photos,
        )
