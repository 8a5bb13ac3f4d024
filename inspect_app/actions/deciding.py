"""The office decides where two people told different things: by a count of its own that corrects theirs."""

from __future__ import annotations

from collections.abc import Sequence

from inspect_app.actions.counting import NotCounted, checked_quantity, count_edit, open_stocktake_row
from inspect_app.stocktake.disputes import Dispute, disputes_of, losing
from inspect_app.stocktake.folding import Counted
from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.scanning import meaning_of
from inspect_app.stocktake.thing import Thing
from inspect_app.views.stocktake import StocktakeView, stocktake_view
from storage.store import Author, Edit, Store

Word = CountRecord | int
"""Whose word stands, or how many of a batch the office itself has counted in the room."""


def decide(store: Store, author: Author, stocktake_id: str, dispute: Dispute, word: Word) -> None:
    """What contradicts the word is corrected, all in one transaction; nothing leaves the log.

    Raises NotCounted(settled) where the dispute is none any more, or stands otherwise by now.
    """
    decide_all(store, author, stocktake_id, [(dispute, word)])


def decide_all(
    store: Store, author: Author, stocktake_id: str, decisions: Sequence[tuple[Dispute, Word]]
) -> None:
    """Several at once; all of them or none. Raises NotCounted."""
    open_stocktake_row(store, stocktake_id)
    view = stocktake_view(store, stocktake_id)
    edits = [each for dispute, word in decisions for each in _edits(view, author, dispute, word)]
    store.write(author, edits)


def _edits(view: StocktakeView | None, author: Author, dispute: Dispute, word: Word) -> list[Edit]:
    counted = view.counted.get(dispute.thing.id) if view is not None else None
    if view is None or counted is None or not _stands(dispute, counted, word):
        raise NotCounted("settled", dispute.thing.name)
    chosen = word if isinstance(word, CountRecord) else None
    lost = losing(dispute, counted, chosen)
    number = None if chosen is not None else checked_quantity(int(word))  # type: ignore[arg-type]
    edits = []
    for at, record in enumerate(lost):
        fields = _corrected(record, dispute.thing, chosen, number if at == 0 else None)
        edits.append(count_edit(author, view.row.id, record.thing, fields | {"corrects": record.id}))
    return edits


def _stands(dispute: Dispute, counted: Counted, word: Word) -> bool:
    now = [
        each
        for each in disputes_of(dispute.thing, counted)
        if (each.kind, each.room_id) == (dispute.kind, dispute.room_id)
    ]
    if not isinstance(word, CountRecord):
        return bool(now) and dispute.kind == "number"
    return bool(now) and word.id in {each.id for each in now[0].told}


def _corrected(
    record: CountRecord, thing: Thing, chosen: CountRecord | None, number: int | None
) -> dict[str, object]:
    """Damage that was told stays with the thing, in the room that is right."""
    if number is not None:
        return {
            "verdict": record.verdict,
            "room_id": record.room_id,
            "quantity": number,
            "arrival": "listed",
        }
    if record.condition is None or chosen is None or chosen.verdict == "not_found":
        return {"verdict": "void"}
    return {
        "verdict": meaning_of(thing, chosen.room_id, None, is_inside=True).verdict,
        "room_id": chosen.room_id,
        "condition": record.condition,
        "quantity": record.quantity,
        "note": record.note or None,
        "arrival": "listed",
    }
