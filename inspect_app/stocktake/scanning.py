"""What a scan means at the moment it is made, by all that this phone knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from inspect_app.stocktake.folding import Counted
from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.thing import Thing

ScanKind = Literal["found", "elsewhere", "nobody", "already", "outside", "scrapped"]


@dataclass(frozen=True, slots=True)
class ScanMeaning:
    """`verdict` is what a record of it says; `earlier` is the count that is there already."""

    kind: ScanKind
    verdict: str
    expected_room: str | None = None
    earlier: CountRecord | None = None


def meaning_of(
    thing: Thing | None, room_id: str | None, counted: Counted | None, *, is_inside: bool
) -> ScanMeaning:
    """`thing` is None for a label that belongs to nobody; `room_id` is where the person stands, if known.

    A batch is counted room by room: only the same room again is "already".
    """
    earlier = _earlier(thing, room_id, counted)
    expected = thing.room_id if thing is not None else None
    verdict = _verdict(thing, room_id)
    if earlier is not None:
        return ScanMeaning("already", verdict, expected, earlier)
    if thing is None:
        return ScanMeaning("nobody", verdict)
    if thing.is_scrapped:
        return ScanMeaning("scrapped", verdict, expected)
    if not is_inside:
        return ScanMeaning("outside", verdict, expected)
    return ScanMeaning("elsewhere" if verdict == "elsewhere" else "found", verdict, expected)


def _verdict(thing: Thing | None, room_id: str | None) -> str:
    if thing is None:
        return "nobody"
    is_elsewhere = room_id is not None and thing.room_id is not None and room_id != thing.room_id
    return "elsewhere" if is_elsewhere else "found"


def _earlier(thing: Thing | None, room_id: str | None, counted: Counted | None) -> CountRecord | None:
    """The sighting that this scan would repeat."""
    if counted is None or not counted.is_found:
        return None
    if thing is not None and thing.is_batch and room_id is not None:
        room = counted.in_room(room_id)
        return room.last if room is not None else None
    return counted.seen[-1]
