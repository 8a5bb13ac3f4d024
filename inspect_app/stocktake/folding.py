"""Many phones' records, folded into one count: the same whatever their order, split and repetition.

What stands: a record that nothing corrects, and of several corrections of the same record the newest. A card that
several phones saw is counted once; a batch once a room, by the newest number told there, and its rooms add up.
Somebody who saw a thing outweighs anybody who did not find it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.thing import Thing, code_of_thing


@dataclass(frozen=True, slots=True)
class RoomCount:
    """How many of a thing one room holds; `is_disputed` when two people told different numbers."""

    room_id: str | None
    quantity: int
    damaged: int
    last: CountRecord
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """All that stands about one thing. `seen` and `denied` are oldest first, `rooms` in the order of the ids."""

    thing: str
    seen: tuple[CountRecord, ...] = ()
    denied: tuple[CountRecord, ...] = ()
    rooms: tuple[RoomCount, ...] = ()

    @property
    def is_found(self) -> bool:
        return bool(self.seen)

    @property
    def is_denied(self) -> bool:
        """Somebody looked for it and nobody saw it."""
        return bool(self.denied) and not self.seen

    @property
    def last(self) -> CountRecord | None:
        """The newest word on the thing."""
        told = self.seen or self.denied
        return told[-1] if told else None

    def in_room(self, room_id: str | None) -> RoomCount | None:
        return next((each for each in self.rooms if each.room_id == room_id), None)

    def quantity_of(self, thing: Thing) -> int:
        """A single card is there once, however many saw it."""
        return sum(each.quantity for each in self.rooms) if thing.is_batch else int(self.is_found)

    def damaged_of(self, thing: Thing) -> int:
        if thing.is_batch:
            return sum(each.damaged for each in self.rooms)
        told = [record for record in self.seen if record.condition]
        return int(bool(told) and told[-1].condition == "damaged")

    @property
    def is_disputed(self) -> bool:
        return any(each.is_disputed for each in self.rooms)


def fold(
    records: Iterable[CountRecord], codes: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Counted]:
    """What stands, by thing. `codes` is label code to card: a label that was bound since it was counted."""
    by_thing: dict[str, list[CountRecord]] = defaultdict(list)
    for record in standing(records):
        by_thing[codes.get(code_of_thing(record.thing), record.thing)].append(record)
    return {thing: _counted(thing, held) for thing, held in sorted(by_thing.items())}


def standing(records: Iterable[CountRecord]) -> list[CountRecord]:
    """The records that hold, oldest first; each id once."""
    by_id = {record.id: record for record in sorted(records, key=lambda each: each.order)}
    corrected = {record.corrects for record in by_id.values() if record.corrects}
    groups: dict[str, CountRecord] = {}
    for record in sorted(by_id.values(), key=lambda each: each.order):
        if record.id not in corrected:
            groups[_root(record, by_id)] = record
    kept = [record for record in groups.values() if record.verdict != "void"]
    return sorted(kept, key=lambda each: each.order)


def _root(record: CountRecord, by_id: Mapping[str, CountRecord]) -> str:
    """The first record of a line of corrections; its id is known even where it has not arrived."""
    walked = {record.id}
    while record.corrects and record.corrects not in walked:
        walked.add(record.corrects)
        before = by_id.get(record.corrects)
        if before is None:
            return record.corrects
        record = before
    return record.id


def _counted(thing: str, records: list[CountRecord]) -> Counted:
    seen = tuple(record for record in records if record.verdict != "not_found")
    denied = tuple(record for record in records if record.verdict == "not_found")
    by_room: dict[str | None, list[CountRecord]] = defaultdict(list)
    for record in seen:
        by_room[record.room_id].append(record)
    rooms = [_room_count(room, held) for room, held in by_room.items()]
    return Counted(thing, seen, denied, tuple(sorted(rooms, key=lambda each: each.room_id or "")))


def _room_count(room_id: str | None, records: list[CountRecord]) -> RoomCount:
    numbers = [record for record in records if record.condition != "damaged"]
    judged = [record for record in records if record.condition]
    damaged = judged[-1].pieces if judged and judged[-1].condition == "damaged" else 0
    quantity = max(numbers[-1].pieces, damaged) if numbers else damaged
    told = {(record.person_id or record.device): record.pieces for record in numbers}
    return RoomCount(room_id, quantity, damaged, records[-1], len(set(told.values())) > 1)
