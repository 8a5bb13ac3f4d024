"""Where two people told different things of one thing. Nothing is hidden: each person's newest word stands here.

number   a batch: different numbers for the same room
place    a single card: seen in different rooms
verdict  somebody looked where somebody else saw it, and did not find it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from inspect_app.stocktake.folding import Counted
from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.thing import Thing

DisputeKind = Literal["number", "place", "verdict"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """`told` is the newest word of each person, oldest first; `room_id` None where it is about the place itself."""

    kind: DisputeKind
    thing: Thing
    room_id: str | None
    told: tuple[CountRecord, ...]


def disputes_in(things: Iterable[Thing], counted: Mapping[str, Counted]) -> tuple[Dispute, ...]:
    """All of a count, in the order of the things."""
    return tuple(
        each for thing in things if thing.id in counted for each in disputes_of(thing, counted[thing.id])
    )


def disputes_of(thing: Thing, counted: Counted) -> tuple[Dispute, ...]:
    """What about one thing is disputed; mostly nothing."""
    if len(counted.seen) + len(counted.denied) < 2:
        return ()
    found = _numbers(thing, counted) if thing.is_batch else _places(thing, counted)
    return (*found, *_verdicts(thing, counted))


def _numbers(thing: Thing, counted: Counted) -> list[Dispute]:
    made = []
    for room in counted.rooms:
        if room.is_disputed:
            told = _newest(each for each in numbers_told(counted) if each.room_id == room.room_id)
            made.append(Dispute("number", thing, room.room_id, told))
    return made


def numbers_told(counted: Counted) -> tuple[CountRecord, ...]:
    """Who tells of damage says how many are damaged, not how many there are."""
    return tuple(each for each in counted.seen if each.condition != "damaged")


def _places(thing: Thing, counted: Counted) -> list[Dispute]:
    told = _newest(each for each in counted.seen if each.room_id)
    is_disputed = len({each.room_id for each in told}) > 1
    return [Dispute("place", thing, None, told)] if is_disputed else []


def _verdicts(thing: Thing, counted: Counted) -> list[Dispute]:
    """Only by each person's newest word: who looked in vain and found it later is of one mind."""
    words = _newest((*counted.seen, *counted.denied))
    made = []
    for denial in (each for each in words if each.verdict == "not_found"):
        against = [each for each in words if each.verdict != "not_found" and _is_there(each, denial)]
        if against:
            made.append(Dispute("verdict", thing, denial.room_id, _oldest_first([denial, *against])))
    return made[:1]


def _is_there(seen: CountRecord, denial: CountRecord) -> bool:
    return seen.room_id is None or denial.room_id is None or seen.room_id == denial.room_id


def _newest(records: Iterable[CountRecord]) -> tuple[CountRecord, ...]:
    """The newest of each who told, oldest first."""
    newest: dict[str, CountRecord] = {}
    for each in _oldest_first(records):
        newest[who_told(each)] = each
    return _oldest_first(newest.values())


def who_told(record: CountRecord) -> str:
    """The person; the phone where nobody was on duty."""
    return record.person_id or record.device


def _oldest_first(records: Iterable[CountRecord]) -> tuple[CountRecord, ...]:
    return tuple(sorted(records, key=lambda each: each.order))


def losing(dispute: Dispute, standing: Counted, chosen: CountRecord | None) -> Sequence[CountRecord]:
    """The records that no longer hold once `chosen` does; without one, every number of the room."""
    if dispute.kind == "number":
        of_room = [each for each in numbers_told(standing) if each.room_id == dispute.room_id]
        return [each for each in of_room if chosen is None or who_told(each) != who_told(chosen)]
    if chosen is None:
        return []
    if dispute.kind == "place":
        return [each for each in standing.seen if each.room_id and each.room_id != chosen.room_id]
    if chosen.verdict == "not_found":
        return [each for each in standing.seen if _is_there(each, chosen)]
    return list(standing.denied)
