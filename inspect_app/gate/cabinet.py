"""The cabinet of passes and keys: what is in, what is out with whom, what stayed out although its visitor left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from storage.queries.gate_items import GateItem
from storage.queries.visits import Visit

State = Literal["in", "out", "lost", "retired"]


@dataclass(frozen=True, slots=True)
class Held:
    """A pass or key as it stands. `holder` and `phone` are of who has it; `is_left` when that person's visit has
    ended and the thing did not come back.
    """

    item: GateItem
    state: State
    holder: str = ""
    phone: str = ""
    since_ms: int | None = None
    visit_id: str | None = None
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """How many of one sort there are in each state."""

    free: int
    out: int
    lost: int


def cabinet(items: Iterable[GateItem], on_campus: Iterable[Visit]) -> tuple[Held, ...]:
    """By sort and number. A pass that a visit on campus names is out, whether or not the cabinet was told."""
    carriers: dict[tuple[str, str], Visit] = {}
    for visit in sorted(on_campus, key=lambda each: each.in_ms):
        carriers.update(dict.fromkeys((("visit", visit.id), *_keys_of(visit)), visit))
    found = [_held(item, carriers) for item in items]
    return tuple(
        sorted(found, key=lambda held: (held.item.sort == "key", natural(held.item.number), held.item.id))
    )


def stand(held: Iterable[Held], sort: str) -> Stand:
    states = [each.state for each in held if each.item.sort == sort]
    return Stand(states.count("in"), states.count("out"), states.count("lost"))


def free_numbers(held: Iterable[Held], sort: str) -> tuple[str, ...]:
    """Of what lies in the cabinet, in its order."""
    return tuple(each.item.number for each in held if each.item.sort == sort and each.state == "in")


def natural(number: str) -> tuple[tuple[bool, int, str], ...]:
    """A key by which 9 comes before 10, and 'A9' before 'A10'."""
    parts = re.findall(r"\d+|\D+", number)
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def narrowed(held: Sequence[Held], sort: str, state: str, text: str) -> tuple[Held, ...]:
    """Those of a sort and state whose number, name, place or holder holds the text; empty texts ask for nothing."""
    sought = text.strip().lower()
    return tuple(
        each
        for each in held
        if sort in ("", each.item.sort) and state in ("", each.state) and sought in _words(each).lower()
    )


def _words(held: Held) -> str:
    item = held.item
    return " ".join((item.number, item.name or "", item.place or "", held.holder, item.code or ""))


def _keys_of(visit: Visit) -> list[tuple[str, str]]:
    keys = [("code", visit.pass_code)] if visit.pass_code else []
    return [*keys, *([(visit.campus_id, visit.pass_no)] if visit.pass_no else [])]


def _held(item: GateItem, carriers: dict[tuple[str, str], Visit]) -> Held:
    carrier = _carrier(item, carriers) if item.sort == "pass" else None
    if carrier is not None and item.state in ("in", "out"):
        return Held(item, "out", carrier.name, carrier.phone or "", carrier.in_ms, carrier.id)
    if item.state != "out":
        return Held(item, item.state)  # type: ignore[arg-type]
    is_left = item.visit_id is not None and ("visit", item.visit_id) not in carriers
    return Held(item, "out", item.holder or "", item.phone or "", item.out_ms, item.visit_id, is_left)


def _carrier(item: GateItem, carriers: dict[tuple[str, str], Visit]) -> Visit | None:
    by_code = carriers.get(("code", item.code)) if item.code else None
    return by_code or carriers.get((item.campus_id, item.number))
