"""A count as it stands on this device: read from the store, worked out by inspect_app/stocktake."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspect_app.stocktake.disputes import Dispute, disputes_in
from inspect_app.stocktake.folding import Counted, fold
from inspect_app.stocktake.frozen import Frozen, from_parts
from inspect_app.stocktake.progress import (
    RoomProgress,
    StocktakeProgress,
    room_progress,
    stocktake_progress,
)
from inspect_app.stocktake.reconciliation import Line, reconcile
from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.scope import Scope, ScopeRefused, scope_from_json
from inspect_app.stocktake.thing import Spot, Thing, code_of_thing, is_card
from storage.queries import counts, stocktakes
from storage.queries.stocktakes import Stocktake
from storage.store import Store


@dataclass(frozen=True, slots=True)
class StocktakeView:
    """One count with all that is expected and all that was counted, as far as this device knows.

    `spots` are the rooms by id, `others` cards that were counted though not expected.
    """

    row: Stocktake
    scope: Scope
    spots: Mapping[str, Spot]
    expected: tuple[Thing, ...]
    records: tuple[CountRecord, ...]
    counted: Mapping[str, Counted]
    others: Mapping[str, Thing]

    @property
    def progress(self) -> StocktakeProgress:
        return stocktake_progress(self.expected, self.counted)

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """What two people told differently, of all that was counted here."""
        return disputes_in((*self.expected, *self.others.values()), self.counted)

    @property
    def lines(self) -> tuple[Line, ...]:
        return reconcile(self.expected, self.others, self.counted, self.spots)


@dataclass(frozen=True, slots=True)
class RoomView:
    """One room of a count: its cards, and how they stand."""

    progress: RoomProgress
    things: tuple[Thing, ...]
    counted: Mapping[str, Counted]


def scope_of(row: Stocktake) -> Scope | None:
    """None where a later version wrote a scope that is not understood here."""
    try:
        return scope_from_json(json.loads(row.scope))
    except (ScopeRefused, ValueError):
        return None


def stocktake_view(store: Store, stocktake_id: str) -> StocktakeView | None:
    """Everything about a count. None where it is not known here, or its scope is not understood."""
    row = stocktakes.stocktake(store.db, stocktake_id)
    scope = scope_of(row) if row is not None else None
    if row is None or scope is None:
        return None
    spots = spots_by_id(store)
    expected = expected_things(store, scope, spots)
    records = tuple(CountRecord(*each) for each in counts.counts(store.db, stocktake_id))
    counted = folded(store, records)
    named = {thing.id for thing in expected}
    others = things_by_id(store, (name for name in counted if is_card(name) and name not in named))
    return StocktakeView(row, scope, spots, expected, records, counted, others)


def spots_by_id(store: Store) -> dict[str, Spot]:
    return {place.id: Spot(*place) for place in stocktakes.places(store.db)}


def spot_of(store: Store, room_id: str | None) -> Spot | None:
    """One room, cheap enough for every scan."""
    found = stocktakes.place(store.db, room_id) if room_id else None
    return Spot(*found) if found else None


def expected_things(store: Store, scope: Scope, spots: Mapping[str, Spot]) -> tuple[Thing, ...]:
    """The cards of a scope, in the order of their places."""
    rooms = None
    if scope.has_places:
        rooms = json.dumps([spot.id for spot in scope.rooms_of(spots.values())])
    found = (Thing(*card) for card in stocktakes.cards(store.db, rooms))
    return tuple(thing for thing in found if scope.covers(thing, spots.get(thing.room_id or "")))


def things_by_id(store: Store, ids: Iterable[str]) -> dict[str, Thing]:
    return {card.id: Thing(*card) for card in stocktakes.cards_by_id(store.db, json.dumps(list(ids)))}


def folded(store: Store, records: Iterable[CountRecord]) -> dict[str, Counted]:
    """Records as they stand, labels that were bound since taken for their cards."""
    held = list(records)
    codes = {code for code in (code_of_thing(each.thing) for each in held) if code}
    bound = stocktakes.assets_of_codes(store.db, json.dumps(sorted(codes))) if codes else {}
    return fold(held, bound)


def counted_things(store: Store, stocktake_id: str, things: Iterable[str]) -> dict[str, Counted]:
    """How some things stand; cheap enough for every scan."""
    named = json.dumps(list(things))
    records = [CountRecord(*each) for each in counts.counts_of_things(store.db, stocktake_id, named)]
    return folded(store, records)


def room_view(store: Store, row: Stocktake, room_id: str | None) -> RoomView | None:
    """What is still expected in one room; without one, of the cards that name no room."""
    scope = scope_of(row)
    if scope is None:
        return None
    spot = spot_of(store, room_id)
    rooms = json.dumps([room_id]) if room_id is not None else None
    cards = (Thing(*card) for card in stocktakes.cards(store.db, rooms) if card.room_id == room_id)
    things = tuple(thing for thing in cards if scope.covers(thing, spot))
    counted = counted_things(store, row.id, (thing.id for thing in things))
    return RoomView(room_progress(room_id, things, counted), things, counted)


def frozen_lines(store: Store, row: Stocktake) -> Frozen:
    """What was kept when the count was closed."""
    parts = [
        (number, json.loads(lines)) for number, lines in stocktakes.reconciliation_parts(store.db, row.id)
    ]
    return from_parts(parts, row.closed_ms)


def counts_before(store: Store, row: Stocktake, *, limit: int = 2) -> list[tuple[Stocktake, Frozen]]:
    """The closed counts before this one with what came out of them, the latest first."""
    before = stocktakes.stocktakes_before(store.db, row.id, limit=limit)
    return [(each, frozen_lines(store, each)) for each in before]
