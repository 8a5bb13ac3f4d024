"""What the office decides on a fault beside ending it: how bad it is, and that it is not done after all."""

from __future__ import annotations

from typing import Literal

from storage.store import Author, Edit, Store


def set_level(
    store: Store, author: Author, fault_id: str, level: Literal["minor", "major", "urgent"]
) -> None:
    store.write(author, [Edit("fault", fault_id, {"level": level})])


def reopen_fault(store: Store, author: Author, fault_id: str, note: str) -> None:
    """Open it again with a word on why. Raises ValueError without one."""
    if not note.strip():
        raise ValueError("opening again needs a note")
    fields = {"state": "open", "closing": note.strip(), "closed_ms": None}
    store.write(author, [Edit("fault", fault_id, fields)])
