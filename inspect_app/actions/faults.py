"""Report a fault outside of a check, and end one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from storage.change import new_id
from storage.store import Author, Edit, Store

TITLE_LENGTH = 40


def report_fault(
    store: Store,
    author: Author,
    *,
    words: str,
    level: str,
    room_id: str | None = None,
    asset_id: str | None = None,
    photos: Sequence[KeptPhoto] = (),
) -> str:
    """The new fault's id. Raises ValueError without words."""
    told = " ".join(words.split())
    if not told:
        raise ValueError("a fault needs words")
    fault_id = new_id(author.at_ms)
    title = told if len(told) <= TITLE_LENGTH else told[: TITLE_LENGTH - 1] + "…"
    fields = {
        "room_id": room_id,
        "asset_id": asset_id,
        "title": title,
        "level": level,
        "state": "open",
        "note": words.strip() if title != told else None,
        "found_ms": author.at_ms,
        "person_id": author.person,
    }
    kept = {name: value for name, value in fields.items() if value is not None}
    edits = [Edit("fault", fault_id, kept), *(photo_edit(photo, "fault", fault_id) for photo in photos)]
    store.write(author, edits)
    return fault_id


def close_fault(
    store: Store,
    author: Author,
    fault_id: str,
    state: Literal["done", "accepted", "cancelled"],
    note: str,
) -> None:
    """End a fault with a word on how. Raises ValueError without one."""
    if not note.strip():
        raise ValueError("an end needs a note")
    fields = {"state": state, "closing": note.strip(), "closed_ms": author.at_ms}
    store.write(author, [Edit("fault", fault_id, fields)])
