"""What came out of a count: one line for each thing that is not as the ledger says.

shortage  somebody looked and did not find it (with the reason), or a batch has fewer
unseen    nobody has counted it yet, as far as is known here: never called missing
surplus   a label that belongs to nobody, a thing without a label, or a batch that has more
moved     seen in another room than the ledger says
damaged   seen, and said to be damaged
scrapped  seen, though the ledger says that it was scrapped
disputed  two people told different things of it: a line for each of them, beside whatever the newest word gives
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from inspect_app.stocktake.disputes import disputes_in
from inspect_app.stocktake.folding import Counted
from inspect_app.stocktake.thing import Spot, Thing, code_of_thing

LINE_KINDS = ("shortage", "unseen", "surplus", "moved", "damaged", "scrapped", "disputed")


@dataclass(frozen=True, slots=True)
class Line:
    """A finding about one thing, with all that a paper needs, so that later changes do not change it.

    Places are in words beside the ids of the rooms. `value_fen` is the worth of what the line is about.
    """

    kind: str
    thing: str
    name: str = ""
    number: str = ""
    code: str = ""
    keeper: str = ""
    unit: str = ""
    expected_room: str | None = None
    expected_place: str = ""
    seen_room: str | None = None
    seen_place: str = ""
    expected: int = 0
    counted: int = 0
    value_fen: int | None = None
    reason: str = ""
    person: str | None = None
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """Lines of one kind, the pieces they are about, and their worth as far as it is known."""

    lines: int = 0
    pieces: int = 0
    value_fen: int = 0


def reconcile(
    expected: Sequence[Thing], others: Mapping[str, Thing], counted: Mapping[str, Counted], spots: Spots
) -> tuple[Line, ...]:
    """`others` are cards that were counted though not expected, by id; `spots` are the rooms by id."""
    lines: list[Line] = []
    known = set()
    for thing in expected:
        known.add(thing.id)
        lines += _lines_of_expected(thing, counted.get(thing.id), spots)
    for name, each in counted.items():
        if name in known or not each.is_found:
            continue
        other = others.get(name)
        lines += _lines_of_other(other, each, spots) if other else [_stray(each, spots)]
    lines += _disputed((*expected, *others.values()), counted, spots)
    return tuple(sorted(lines, key=_rank))


def _rank(line: Line) -> tuple[int, str, str]:
    """What is alike stays in the order of its making."""
    return LINE_KINDS.index(line.kind), line.number, line.thing


Spots = Mapping[str, Spot]


def _lines_of_expected(thing: Thing, counted: Counted | None, spots: Spots) -> list[Line]:
    if counted is None or counted.last is None:
        return [_line("unseen", thing, None, spots, counted=0)]
    if counted.is_denied:
        return [_line("shortage", thing, counted, spots, counted=0)]
    quantity = counted.quantity_of(thing)
    lines = []
    if quantity != thing.quantity and thing.is_batch:
        kind = "shortage" if quantity < thing.quantity else "surplus"
        lines.append(_line(kind, thing, counted, spots, counted=quantity))
    return lines + _place_and_damage(thing, counted, spots)


def _lines_of_other(thing: Thing, counted: Counted, spots: Spots) -> list[Line]:
    """A card outside of the scope is told of where something about it is not right; a scrapped one always."""
    if thing.is_scrapped:
        return [_line("scrapped", thing, counted, spots, counted=counted.quantity_of(thing))]
    return _place_and_damage(thing, counted, spots)


def _place_and_damage(thing: Thing, counted: Counted, spots: Spots) -> list[Line]:
    lines = []
    quantity, damaged = counted.quantity_of(thing), counted.damaged_of(thing)
    if is_moved(thing, counted):
        lines.append(_line("moved", thing, counted, spots, counted=quantity))
    if damaged:
        lines.append(_line("damaged", thing, counted, spots, counted=damaged))
    return lines


def _disputed(things: Iterable[Thing], counted: Mapping[str, Counted], spots: Spots) -> list[Line]:
    """Each voice a line, so that the paper names both; what it is worth stands with the other findings."""
    return [
        replace(
            _line("disputed", each.thing, None, spots, counted=0),
            seen_room=None if voice.verdict == "not_found" else voice.room_id,
            seen_place="" if voice.verdict == "not_found" else _title(voice.room_id, spots),
            counted=0 if voice.verdict == "not_found" else voice.pieces,
            value_fen=None,
            reason=voice.reason or voice.note,
            person=voice.person_id,
            at_ms=voice.at_ms,
        )
        for each in disputes_in(things, counted)
        for voice in each.told
    ]


def is_moved(thing: Thing, counted: Counted) -> bool:
    """Seen, with a room told, and none of it where the ledger says."""
    rooms = seen_rooms(thing, counted)
    return bool(rooms) and thing.room_id not in rooms


def seen_rooms(thing: Thing, counted: Counted) -> tuple[str, ...]:
    """Where a thing was seen: a single card where it was seen last, a batch in each room that holds some."""
    if thing.is_batch:
        return tuple(each.room_id for each in counted.rooms if each.room_id and each.quantity)
    told = [record.room_id for record in counted.seen if record.room_id]
    return (told[-1],) if told else ()


def _line(kind: str, thing: Thing, held: Counted | None, spots: Spots, *, counted: int) -> Line:
    rooms = seen_rooms(thing, held) if held is not None and held.is_found else ()
    last = held.last if held is not None else None
    return Line(
        kind,
        thing.id,
        thing.name,
        thing.number,
        thing.code,
        thing.keeper,
        thing.unit,
        thing.room_id,
        _title(thing.room_id, spots) or thing.place,
        rooms[0] if len(rooms) == 1 else None,
        "、".join(_title(room, spots) for room in rooms),
        thing.quantity,
        counted,
        _value(kind, thing, counted),
        _reason(kind, held),
        last.person_id if last else None,
        last.at_ms if last else 0,
    )


def _reason(kind: str, held: Counted | None) -> str:
    """What the person said about it: for damage the words beside the damage, else the newest."""
    if held is None:
        return ""
    told = held.denied if held.is_denied else held.seen
    if kind == "damaged":
        told = tuple(record for record in told if record.condition == "damaged") or told
    words = [record.reason or record.note for record in told if record.reason or record.note]
    return words[-1] if words else ""


def _value(kind: str, thing: Thing, counted: int) -> int | None:
    """The share of the card's worth that the line is about."""
    if thing.value_fen is None:
        return None
    pieces = pieces_of(kind, thing.quantity, counted)
    return round(thing.value_fen * pieces / max(1, thing.quantity))


def pieces_of(kind: str, expected: int, counted: int) -> int:
    """How many pieces a line is about."""
    if kind in ("shortage", "unseen"):
        return max(0, expected - counted)
    return max(0, counted - expected) if kind == "surplus" else counted


def _stray(counted: Counted, spots: Spots) -> Line:
    """A surplus: nothing in the ledger is it. What the person wrote is its name."""
    last = counted.seen[-1]
    words = next((record.note for record in reversed(counted.seen) if record.note), "")
    return Line(
        "surplus",
        counted.thing,
        name=words,
        code=code_of_thing(counted.thing),
        seen_room=last.room_id,
        seen_place=_title(last.room_id, spots),
        counted=sum(each.quantity for each in counted.rooms),
        person=last.person_id,
        at_ms=last.at_ms,
    )


def _title(room_id: str | None, spots: Spots) -> str:
    spot = spots.get(room_id or "")
    return spot.title if spot is not None else ""


def totals_of(lines: Iterable[Line]) -> dict[str, Total]:
    """By kind; every kind is there. What is disputed is one finding, however many told of it."""
    totals = dict.fromkeys(LINE_KINDS, Total())
    disputed = set()
    for line in lines:
        if line.kind == "disputed":
            disputed.add(line.thing)
            continue
        held = totals.get(line.kind, Total())
        pieces = held.pieces + pieces_of(line.kind, line.expected, line.counted)
        totals[line.kind] = Total(held.lines + 1, pieces, held.value_fen + (line.value_fen or 0))
    return totals | {"disputed": Total(len(disputed), len(disputed))}


_EMPTY = (None, "", 0)
_FIELDS = tuple(each.name for each in fields(Line))


def line_to_json(line: Line) -> dict[str, Any]:
    """Without what is empty."""
    named = {name: getattr(line, name) for name in _FIELDS}
    return {name: value for name, value in named.items() if value not in _EMPTY or name == "kind"}


def line_from_json(data: Mapping[str, Any]) -> Line:
    """What a later version wrote beside is left out."""
    return Line(**{name: data[name] for name in _FIELDS if name in data})


def lines_of_kind(lines: Sequence[Line], kind: str) -> list[Line]:
    return [line for line in lines if line.kind == kind]
