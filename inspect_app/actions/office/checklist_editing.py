"""Change a checklist: the next version in one write, after it was found sound."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from dataclasses import replace

from inspect_app.checklists.item import Checklist
from inspect_app.checklists.json_form import to_json, valid
from storage.queries import checklists
from storage.store import Author, Edit, Store


class ChangedMeanwhile(Exception):
    """Somebody else saved a version after this one was opened; nothing was written."""


def random_id() -> str:
    return str(uuid.uuid4())


def save_checklist(
    store: Store, author: Author, checklist: Checklist, *, new_id: Callable[[], str] = random_id
) -> Checklist:
    """Write `checklist` as the version after the one it was made from; what was written.

    Raises ChecklistRefused with every problem, ChangedMeanwhile; then nothing is written.
    """
    valid(checklist)
    held = checklists.checklist(store.db, checklist.id) if checklist.id else None
    if held is not None and (held.version or 1) != checklist.version:
        raise ChangedMeanwhile
    version = (held.version or 1) + 1 if held is not None else 1
    saved = replace(checklist, id=checklist.id or new_id(), version=version)
    store.write(author, [Edit("checklist", saved.id, {**to_json(saved), "state": "used"})])
    return saved


def retire_checklist(store: Store, author: Author, checklist_id: str) -> None:
    """Offer it no more. Checks made with it stay readable."""
    store.write(author, [Edit("checklist", checklist_id, {"state": "retired"})])


def form_bytes(checklist: Checklist) -> bytes:
    """The checklist as an XLSForm workbook, as inspectors write them."""
    from inspect_app.checklists_xlsform.writing import (
        write_xlsform,
    )  # brings a reader and writer of workbooks

    kept = io.BytesIO()
    write_xlsform(checklist, kept)
    return kept.getvalue()
