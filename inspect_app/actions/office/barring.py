"""The refused list, kept by the office: who is not let in, why, until when; who wrote it is in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from inspect_app.gate.expecting import day_of
from storage.change import new_id
from storage.queries.barred import Barred, person_name
from storage.store import Author, Edit, Store

Flaw = Literal["name", "reason", "until"]


@dataclass(frozen=True, slots=True)
class Barring:
    """What the office fills in; `until` is YYYY-MM-DD or '' for as long as nobody lifts it."""

    name: str = ""
    reason: str = ""
    phone: str = ""
    until: str = ""
    note: str = ""


def flaw_of(barring: Barring, today: date) -> Flaw | None:
    """The first thing that has to be put right before it can be kept, or None."""
    if not person_name(barring.name):
        return "name"
    if not barring.reason.strip():
        return "reason"
    until = day_of(barring.until)
    return "until" if barring.until.strip() and (until is None or until < today) else None


def bar(store: Store, author: Author, barring: Barring, held: Barred | None = None) -> str:
    """Put somebody on the list, or change `held`; the row's id."""
    row_id = held.id if held else new_id(author.at_ms)
    fields: dict[str, object] = {
        "name": person_name(barring.name),
        "reason": barring.reason.strip(),
        "phone": barring.phone.strip() or None,
        "until_day": barring.until.strip() or None,
        "note": barring.note.strip() or None,
    }
    if held is None:
        fields |= {"state": "active", "since_ms": author.at_ms}
    store.write(author, [Edit("barred", row_id, fields)])
    return row_id


def lift(store: Store, author: Author, barred_id: str) -> None:
    """They may come in again; the line stays to be seen until it is erased."""
    store.write(author, [Edit("barred", barred_id, {"state": "lifted"})])
