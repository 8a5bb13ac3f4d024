"""What the office decides on a damage: how much is to be paid and by whom, or that nothing is; and the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from inspect_app.lending.compensation import MOST_FEN, next_receipt
from inspect_app.texts.moments import day_of
from storage.queries import damages
from storage.queries.damages import Damage
from storage.store import Author, Edit, Store

Act = Literal["approve", "waive", "pay", "again"]
NEXT: Mapping[str, tuple[Act, ...]] = {
    "reported": ("approve", "waive"),
    "approved": ("pay", "waive", "again"),
    "waived": ("again",),
    "paid": (),
}
"""What can be done from a state, the usual thing first. What was paid stays as it is: the receipt is out."""


class NotNow(Exception):
    """This does not follow from the damage's state. Nothing was changed."""

    kind = "damage_judged"


def approve(
    store: Store, author: Author, damage_id: str, *, amount_fen: int, payer: str, note: str = ""
) -> None:
    """So much is to be paid. Raises NotNow; ValueError without a payer or an amount."""
    if not payer.strip() or not 0 < amount_fen <= MOST_FEN:
        raise ValueError("an approval needs who pays and how much")
    held = _held(store, damage_id, "approve")
    fields = {
        "state": "approved",
        "amount_fen": amount_fen,
        "payer": payer.strip(),
        "approved_by": author.person,
        "approved_ms": author.at_ms,
        **_note(held, note),
    }
    store.write(author, [Edit("damage", damage_id, fields)])


def waive(store: Store, author: Author, damage_id: str, reason: str) -> None:
    """Nothing is to be paid. Raises NotNow; ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a waiver needs a reason")
    held = _held(store, damage_id, "waive")
    fields = {
        "state": "waived",
        "amount_fen": 0,
        "approved_by": author.person,
        "approved_ms": author.at_ms,
        **_note(held, reason),
    }
    store.write(author, [Edit("damage", damage_id, fields)])


def judge_again(store: Store, author: Author, damage_id: str, reason: str) -> None:
    """Back to a report. Raises NotNow; ValueError without a reason."""
    if not reason.strip():
        raise ValueError("judging again needs a reason")
    held = _held(store, damage_id, "again")
    fields = {"state": "reported", "approved_by": None, "approved_ms": None, "amount_fen": None}
    store.write(author, [Edit("damage", damage_id, {**fields, **_note(held, reason)})])


def receive_payment(store: Store, author: Author, damage_id: str) -> str:
    """Paid: the number of its receipt, which no other damage has. Raises NotNow."""
    held = _held(store, damage_id, "pay")
    day = day_of(author.at_ms, author.offset_minutes)
    used = damages.receipts_like(store.db, f"PC{day.replace('-', '')}-")
    receipt = next_receipt(day, store.device or "", used)
    said = {"amount_fen": held.amount_fen, "payer": held.payer}
    fields = {"state": "paid", "receipt": receipt, "paid_ms": author.at_ms, "paid": said}
    store.write(author, [Edit("damage", damage_id, fields)])
    return receipt


def _held(store: Store, damage_id: str, act: Act) -> Damage:
    held = damages.damage(store.db, damage_id)
    if held is None or act not in NEXT[held.state]:
        raise NotNow
    return held


def _note(held: Damage, note: str) -> dict[str, str]:
    """Reasons are added below what was noted before."""
    if not note.strip():
        return {}
    return {"note": "\n".join(part for part in (held.note or "", note.strip()) if part)}
