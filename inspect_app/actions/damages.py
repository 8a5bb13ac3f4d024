"""Report what was broken or lost, and who shall pay; what becomes of it is the office's to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from storage.change import new_id
from storage.store import Author, Edit, Store

WHAT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Broken:
    """One report. `asset_id` may name a line of a handover instead (lending/handover.py, thing_of).

    `payer` is who shall pay, in words; `cost_fen` what the damage costs, where somebody knows.
    """

    what: str
    asset_id: str = ""
    quantity: int = 1
    payer: str = ""
    cost_fen: int | None = None
    room_id: str | None = None
    loan_id: str | None = None
    handover_id: str | None = None
    note: str = ""


def report_damage(store: Store, author: Author, broken: Broken, *, photos: Sequence[KeptPhoto] = ()) -> str:
    """The new damage's id; report and photos in one transaction. Raises ValueError without words or a thing."""
    edit = damage_edit(author, broken)
    store.write(author, [edit, *(photo_edit(photo, "damage", edit.row_id) for photo in photos)])
    return edit.row_id


def damage_edit(author: Author, broken: Broken, damage_id: str | None = None) -> Edit:
    """The report as an edit, to be written with what it belongs to. Raises ValueError as report_damage.

    `damage_id` where two phones that report the same shall make one report of it.
    """
    what = " ".join(broken.what.split())[:WHAT_LENGTH]
    if not what or not broken.asset_id:
        raise ValueError("a damage needs words and a thing")
    if broken.quantity < 1 or (broken.cost_fen or 0) < 0:
        raise ValueError("a damage is of at least one, and costs nothing less than nothing")
    fields: dict[str, Any] = {
        "asset_id": broken.asset_id,
        "what": what,
        "state": "reported",
        "found_ms": author.at_ms,
        "room_id": broken.room_id,
        "loan_id": broken.loan_id,
        "handover_id": broken.handover_id,
        "quantity": broken.quantity,
        "payer": broken.payer.strip() or None,
        "cost_fen": broken.cost_fen,
        "person_id": author.person,
        "note": broken.note.strip() or None,
    }
    kept = {name: value for name, value in fields.items() if value is not None}
    return Edit("damage", damage_id or new_id(author.at_ms), kept)
