"""How far a count is: by room, by person, in all. What nobody saw is waiting, never missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from inspect_app.stocktake.folding import Counted
from inspect_app.stocktake.thing import Thing

State = Literal["found", "not_found", "waiting"]


@dataclass(frozen=True, slots=True)
class RoomProgress:
    """The cards that the ledger places in one room; `waiting` are those that nobody has counted yet."""

    room_id: str | None
    found: int
    not_found: int
    waiting: tuple[Thing, ...]

    @property
    def expected(self) -> int:
        return self.found + self.not_found + len(self.waiting)

    @property
    def is_done(self) -> bool:
        return not self.waiting


@dataclass(frozen=True, slots=True)
class StocktakeProgress:
    """`extra` are things counted that were not expected: labels of nobody, cards outside of the scope."""

    rooms: tuple[RoomProgress, ...]
    extra: int

    @property
    def expected(self) -> int:
        return sum(room.expected for room in self.rooms)

    @property
    def found(self) -> int:
        return sum(room.found for room in self.rooms)

    @property
    def not_found(self) -> int:
        return sum(room.not_found for room in self.rooms)

    @property
    def waiting(self) -> int:
        return sum(len(room.waiting) for room in self.rooms)

    @property
    def settled(self) -> int:
        return self.found + self.not_found


def state_of(counted: Counted | None) -> State:
    if counted is None:
        return "waiting"
    if counted.is_found:
        return "found"
    return "not_found" if counted.is_denied else "waiting"


def stocktake_progress(things: Iterable[Thing], counted: Mapping[str, Counted]) -> StocktakeProgress:
    """`things` are what is expected. Rooms stand in the order in which the things come."""
    by_room: dict[str | None, list[Thing]] = {}
    expected = set()
    for thing in things:
        by_room.setdefault(thing.room_id, []).append(thing)
        expected.add(thing.id)
    rooms = tuple(room_progress(room, held, counted) for room, held in by_room.items())
    extra = sum(each.is_found and name not in expected for name, each in counted.items())
    return StocktakeProgress(rooms, extra)


def room_progress(
    room_id: str | None, things: Iterable[Thing], counted: Mapping[str, Counted]
) -> RoomProgress:
    """The cards of one room."""
    states = [(thing, state_of(counted.get(thing.id))) for thing in things]
    waiting = tuple(thing for thing, state in states if state == "waiting")
    tally = Counter(state for _, state in states)
    return RoomProgress(room_id, tally["found"], tally["not_found"], waiting)


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who counts: how many things they told of, and when last."""

    person_id: str | None
    things: int
    last_ms: int


def walkers(counted: Mapping[str, Counted]) -> tuple[Walker, ...]:
    """The latest first."""
    things: dict[str | None, set[str]] = {}
    last: dict[str | None, int] = {}
    for each in counted.values():
        for record in (*each.seen, *each.denied):
            things.setdefault(record.person_id, set()).add(each.thing)
            last[record.person_id] = max(last.get(record.person_id, 0), record.at_ms)
    found = [Walker(person, len(held), last[person]) for person, held in things.items()]
    return tuple(sorted(found, key=lambda each: (-each.last_ms, each.person_id or "")))
