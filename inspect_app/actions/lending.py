"""Hand a thing out for the term or lend it for days, take it back, extend it, call it lost: one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inspect_app.actions.damages import Broken, damage_edit
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from inspect_app.actions.signing import Signed, signature_edit
from inspect_app.lending.loan import Sort, Standing, outstanding, standing_of
from storage.change import new_id
from storage.queries import assets, loans
from storage.queries.loans import Loan
from storage.store import Author, Edit, Store

OUT, BACK = "out", "back"
"""What photos of a loan are about: how the thing looked when it left, and when it came back."""


class NotLeft(Exception):
    """More was asked for than is left; `standing` says who has it. Nothing was recorded."""

    kind = "not_left"

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        super().__init__(f"{standing.left} left of {standing.owned}")


class NotOut(Exception):
    """The loan is closed already, or less is out than was to be taken back. Nothing was recorded."""

    kind = "not_out"


@dataclass(frozen=True, slots=True)
class HandOut:
    """What is handed out to whom. `holder` is the name as it is read; `person_id` where it is one of the school.

    `due_day` is a date such as '2026-09-01', or None: until it is brought back.
    """

    asset_id: str
    sort: Sort
    holder: str
    person_id: str | None = None
    quantity: int = 1
    due_day: str | None = None
    condition: str | None = "good"
    room_id: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """What comes back of a loan; `broken` where somebody has to pay."""

    quantity: int
    condition: str | None = "good"
    note: str = ""
    broken: Broken | None = None


def hand_out(
    store: Store,
    author: Author,
    given: HandOut,
    *,
    photos: Sequence[KeptPhoto] = (),
    signed: Signed | None = None,
    passed_on: Sequence[str] = (),
) -> str:
    """The new loan's id. `passed_on` are loans of the same thing that end with this one: it goes from hand to hand.

    Raises NotLeft where less is left than is asked for; ValueError without a holder, a quantity or a date.
    """
    _check(given)
    ended = [each for each in loans.loans_by_id(store.db, passed_on) if outstanding(each)]
    standing = standing_of_asset(store, given.asset_id)
    free = standing.left + sum(map(outstanding, ended)) - standing.overlent
    if given.quantity > free:
        raise NotLeft(standing)
    loan_id = new_id(author.at_ms)
    edits = [
        *(_closed(each, author, given.condition, given.note) for each in ended),
        Edit("loan", loan_id, _fields(given, author)),
        *_evidence(loan_id, OUT, photos, signed),
    ]
    store.write(author, edits)
    return loan_id


def take_back(
    store: Store,
    author: Author,
    loan_id: str,
    back: Return,
    *,
    photos: Sequence[KeptPhoto] = (),
    signed: Signed | None = None,
) -> str | None:
    """All of a loan or a part of it. The id of the damage that was reported with it, if one was.

    Raises NotOut where not so much is out; ValueError for less than one.
    """
    if back.quantity < 1:
        raise ValueError("at least one comes back")
    loan = _held(store, loan_id)
    if back.quantity > outstanding(loan):
        raise NotOut
    damage = None if back.broken is None else damage_edit(author, _of_loan(back.broken, loan))
    edits = [
        _returned(loan, author, back),
        *_evidence(loan_id, BACK, photos, signed),
        *([damage] if damage else []),
    ]
    store.write(author, edits)
    return damage.row_id if damage else None


def take_back_all(store: Store, author: Author, loan_ids: Iterable[str]) -> int:
    """All that is out of several loans, in good condition; how many loans that were. One transaction."""
    held = [loan for loan in loans.loans_by_id(store.db, list(loan_ids)) if outstanding(loan)]
    if held:
        store.write(author, [_closed(loan, author, "good", "") for loan in held])
    return len(held)


def extend(store: Store, author: Author, loan_ids: Iterable[str], due_day: str) -> int:
    """Another due day for what is out; how many loans that were. Raises ValueError for what is no date."""
    date.fromisoformat(due_day)
    held = [loan for loan in loans.loans_by_id(store.db, list(loan_ids)) if outstanding(loan)]
    if held:
        store.write(author, [Edit("loan", loan.id, {"due_day": due_day}) for loan in held])
    return len(held)


def call_lost(
    store: Store, author: Author, loan_id: str, note: str, broken: Broken | None = None
) -> str | None:
    """What is still out will not come back; the id of the damage report, if one was made with it.

    Raises NotOut, and ValueError without a word on how.
    """
    if not note.strip():
        raise ValueError("a loss needs a word on how")
    loan = _held(store, loan_id)
    fields = {"state": "lost", "back_ms": author.at_ms, "note": _noted(loan.note, note)}
    damage = None if broken is None else damage_edit(author, _of_loan(broken, loan))
    store.write(author, [Edit("loan", loan_id, fields), *([damage] if damage else [])])
    return damage.row_id if damage else None


def standing_of_asset(store: Store, asset_id: str) -> Standing:
    """How much of an asset is out, and with whom. Raises ValueError where there is no such card here."""
    asset = assets.asset(store.db, asset_id)
    if asset is None:
        raise ValueError("no such asset")
    return standing_of(asset.quantity, loans.loans_of_asset(store.db, asset_id, only_out=True, limit=1000))


def _check(given: HandOut) -> None:
    if not given.holder.strip():
        raise ValueError("a loan needs somebody who has it")
    if given.quantity < 1:
        raise ValueError("at least one is handed out")
    if given.due_day is not None:
        date.fromisoformat(given.due_day)


def _held(store: Store, loan_id: str) -> Loan:
    loan = loans.loan(store.db, loan_id)
    if loan is None or not outstanding(loan):
        raise NotOut
    return loan


def _fields(given: HandOut, author: Author) -> dict[str, Any]:
    fields = {
        "asset_id": given.asset_id,
        "sort": given.sort,
        "state": "out",
        "holder": " ".join(given.holder.split()),
        "person_id": given.person_id,
        "room_id": given.room_id,
        "quantity": given.quantity,
        "out_ms": author.at_ms,
        "due_day": given.due_day,
        "out_condition": given.condition,
        "note": given.note.strip() or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _returned(loan: Loan, author: Author, back: Return) -> Edit:
    """The row stays out while a part is missing."""
    total = loan.back_quantity + back.quantity
    fields: dict[str, Any] = {
        "back_quantity": total,
        "back_ms": author.at_ms,
        "back_condition": back.condition,
        "note": _noted(loan.note, back.note),
    }
    if total >= loan.quantity:
        fields["state"] = "returned"
    return Edit("loan", loan.id, {name: value for name, value in fields.items() if value is not None})


def _closed(loan: Loan, author: Author, condition: str | None, note: str) -> Edit:
    return _returned(loan, author, Return(outstanding(loan), condition, note))


def _noted(before: str | None, note: str) -> str | None:
    return "\n".join(part for part in (before or "", note.strip()) if part) or None


def _of_loan(broken: Broken, loan: Loan) -> Broken:
    payer = broken.payer or loan.holder
    return replace(broken, asset_id=loan.asset_id, loan_id=loan.id, room_id=loan.room_id, payer=payer)


def _evidence(loan_id: str, end: str, photos: Sequence[KeptPhoto], signed: Signed | None) -> list[Edit]:
    edits = [photo_edit(replace(photo, item=end), "loan", loan_id) for photo in photos]
    return [*edits, *([signature_edit(signed, "loan", loan_id)] if signed else [])]
