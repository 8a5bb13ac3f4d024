"""Taking the findings of a count into the ledger, and back out of it. Both are plans; nothing is written here.

moved → the card's room; damaged → in repair; shortage → to be scrapped, or the batch's number; surplus → the batch's
number, and a card of its own for what the ledger does not name (newcomers.py). What cannot be taken in one step is
left alone and named, with a word for why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.stocktake.reconciliation import Line
from inspect_app.stocktake.thing import is_card

ACCEPTED_KINDS = ("moved", "damaged", "shortage", "surplus")
_STATES = {"damaged": "repair", "shortage": "to_scrap"}


@dataclass(frozen=True, slots=True)
class Card:
    """What a plan may change of a card, as it stands now."""

    id: str
    name: str
    room_id: str | None
    state: str | None
    quantity: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """New values of one card, and the fields of the move that records it (storage/kinds.py)."""

    asset_id: str
    fields: dict[str, Any]
    move: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A card that a plan does not touch. why: gone, changed, several_rooms, disputed,
    no_name, bound.
    """

    asset_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    steps: tuple[Step, ...]
    left: tuple[LeftAlone, ...]


def plan_acceptance(
    lines: Iterable[Line], cards: Mapping[str, Card], kinds: Sequence[str] = ACCEPTED_KINDS
) -> Plan:
    """One step a card for all lines of these kinds. A card that was changed since the closing is left alone, and
    so is one of which two people told different things.
    """
    by_card: dict[str, list[Line]] = defaultdict(list)
    disputed: dict[str, Line] = {}
    for line in lines:
        if line.kind == "disputed":
            disputed[line.thing] = line
        elif line.kind in kinds and line.kind in ACCEPTED_KINDS and is_card(line.thing):
            by_card[line.thing].append(line)
    steps: list[Step] = []
    left = [LeftAlone(each.thing, each.name, "disputed") for each in disputed.values()]
    for asset_id, held in by_card.items():
        done = None if asset_id in disputed else _step(held, cards.get(asset_id))
        if isinstance(done, LeftAlone):
            left.append(done)
        elif done is not None:
            steps.append(done)
    return Plan(tuple(steps), tuple(left))


def _step(lines: Sequence[Line], card: Card | None) -> Step | LeftAlone | None:
    first = lines[0]
    if card is None:
        return LeftAlone(first.thing, first.name, "gone")
    if card.room_id != first.expected_room or (card.quantity or 1) != first.expected:
        return LeftAlone(card.id, card.name, "changed")
    fields: dict[str, Any] = {}
    for line in lines:
        if line.kind == "moved" and line.seen_room is None:
            return LeftAlone(card.id, card.name, "several_rooms")
        fields |= _fields(line)
    held = {"room_id": card.room_id, "state": card.state, "quantity": card.quantity}
    fields = {name: value for name, value in fields.items() if held[name] != value}
    return Step(card.id, fields, _move(card, fields)) if fields else None


def _fields(line: Line) -> dict[str, Any]:
    if line.kind == "moved":
        return {"room_id": line.seen_room}
    if line.kind == "surplus":
        return {"quantity": line.counted}
    if line.expected > 1:
        return {"quantity": line.counted} if line.kind == "shortage" and line.counted else _whole_batch(line)
    return {"state": _STATES[line.kind]}


def _whole_batch(line: Line) -> dict[str, Any]:
    """A batch is in repair or to be scrapped only where that is so of all of it."""
    is_whole = line.kind == "shortage" or line.counted >= line.expected
    return {"state": _STATES[line.kind]} if is_whole else {}


def _move(card: Card, fields: Mapping[str, Any]) -> dict[str, Any]:
    """`quantity` is by how many the batch grew or shrank."""
    move: dict[str, Any] = {}
    if "room_id" in fields:
        move |= {"from_room_id": card.room_id, "to_room_id": fields["room_id"]}
    if "state" in fields:
        move |= {"from_state": card.state, "to_state": fields["state"]}
    if "quantity" in fields:
        move["quantity"] = fields["quantity"] - (card.quantity or 1)
    return {name: value for name, value in move.items() if value is not None}


@dataclass(frozen=True, slots=True)
class MoveDone:
    """A move that a count's acceptance made, or its undoing."""

    asset_id: str
    from_room_id: str | None
    to_room_id: str | None
    from_state: str | None
    to_state: str | None
    quantity: int | None
    moved_ms: int
    id: str = ""


def plan_undo(moves: Iterable[MoveDone], cards: Mapping[str, Card], counts: Mapping[str, int]) -> Plan:
    """The moves of a count the other way round, taken together; a card that was changed since is left alone.

    `counts` are the numbers that batches had before, by card: a move says only by how many it changed.
    """
    by_card: dict[str, list[MoveDone]] = defaultdict(list)
    for move in sorted(moves, key=lambda each: (each.moved_ms, each.id)):
        by_card[move.asset_id].append(move)
    steps, left = [], []
    for asset_id, held in by_card.items():
        done = _back(asset_id, held, cards.get(asset_id), counts.get(asset_id))
        if isinstance(done, LeftAlone):
            left.append(done)
        elif done is not None:
            steps.append(done)
    return Plan(tuple(steps), tuple(left))


def _back(
    asset_id: str, moves: Sequence[MoveDone], card: Card | None, before: int | None
) -> Step | LeftAlone | None:
    room = _net([(each.from_room_id, each.to_room_id) for each in moves])
    state = _net([(each.from_state, each.to_state) for each in moves])
    by = sum(each.quantity or 0 for each in moves)
    if room is None and state is None and not by:
        return None
    if card is None:
        return LeftAlone(asset_id, "", "gone")
    quantity = card.quantity or 1
    is_same = (
        (room is None or card.room_id == room[1])
        and (state is None or card.state == state[1])
        and (not by or before is None or quantity == before + by)
    )
    if not is_same:
        return LeftAlone(card.id, card.name, "changed")
    fields: dict[str, Any] = {}
    fields |= {"room_id": room[0]} if room else {}
    fields |= {"state": state[0]} if state else {}
    fields |= {"quantity": quantity - by} if by else {}
    return Step(card.id, fields, _move(card, fields))


def _net(pairs: Sequence[tuple[str | None, str | None]]) -> tuple[str | None, str | None] | None:
    """From the first value to the last; None where that is no change."""
    told = [pair for pair in pairs if pair != (None, None)]
    if not told or told[0][0] == told[-1][1]:
        return None
    return told[0][0], told[-1][1]
