"""Erasing one person on request (Personal Information Protection Law, art. 47): what goes, what stays, why. Pure.

It becomes changes of kind `erase`, which every copy follows (storage/erasing.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from inspect_app.person_data.finding import Found, Held, Sought, own_entry, people_on
from storage.erasing import Named, may_be_erased
from storage.kinds import KINDS

LINE_BYTES = 40_000
"""Of the rows in one change: its line stays well below what a line may be."""
STREAM = "gate"
WHOLE = ("visit", "expected", "collection", "passage", "sign_out", "photo")
Reason = Literal["request", "consent_withdrawn", "purpose_over", "mistake"]
REASONS: tuple[Reason, ...] = ("request", "consent_withdrawn", "purpose_over", "mistake")
"""Article 47's grounds. A closed list: what is written stays for ever, and must not name anybody."""
GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("visit", "sign_out", "barred", "photo"), "visit"),
    **dict.fromkeys(("left_item", "passage", "gate_item"), "things"),
    "expected": "expected",
    "pickup": "retired_pickup",
    "collection": "collection",
}
"""The group of data, as the school's days of keeping name it, to which a kind is counted."""
Naming = list[Any]
"""[kind, row, fields or null], as an `erase` names it."""


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """`stays` counts by kind what is not erased: refused list in force, cards with others on them, openings."""

    rows: tuple[tuple[str, str, tuple[str, ...] | None], ...]
    stays: Mapping[str, int]

    @property
    def counts(self) -> dict[str, int]:
        return dict(sorted(Counter(kind for kind, _, _ in self.rows).items()))

    @property
    def groups(self) -> dict[str, int]:
        """The same by group, for the signed count."""
        return dict(sorted(Counter(GROUPS[kind] for kind, _, _ in self.rows).items()))


def erase_plan(sought: Sought, found: Found) -> ErasePlan:
    """What an erasure would do."""
    rows, stays = list[tuple[str, str, tuple[str, ...] | None]](), Counter[str]()
    for held in (each for kind in found.rows for each in found.of(kind)):
        naming = _naming(sought, held)
        if naming is None:
            stays[held.kind] += 1
        else:
            rows.append(naming)
    return ErasePlan(tuple(rows), dict(sorted(stays.items())))


def _naming(sought: Sought, held: Held) -> tuple[str, str, tuple[str, ...] | None] | None:
    if held.kind in WHOLE or _goes_whole(sought, held):
        return _if_allowed(held, None)
    if held.kind in ("left_item", "gate_item"):
        kind = KINDS[held.kind]
        return _if_allowed(held, tuple(sorted(kind.personal - kind.required)))
    return None


def _goes_whole(sought: Sought, held: Held) -> bool:
    """A line of the refused list once it is lifted; a card once it is out of use, or where nobody else is on it."""
    if held.kind == "barred":
        return held.get("state") == "lifted"
    if held.kind != "pickup":
        return False
    others = len(people_on(held)) - len(people_on(own_entry(sought, held)))
    return held.get("state") == "retired" or others == 0


def _if_allowed(held: Held, fields: tuple[str, ...] | None) -> tuple[str, str, tuple[str, ...] | None] | None:
    named = Named(STREAM, held.kind, held.id, None if fields is None else frozenset(fields))
    return (held.kind, held.id, fields) if may_be_erased(named) else None


def in_parts(rows: Iterable[tuple[str, str, Sequence[str] | None]]) -> Iterator[list[Naming]]:
    """The rows of each change, so that none has a line that is too long."""
    part, size = list[Naming](), 0
    for kind, row, fields in rows:
        naming: Naming = [kind, row, None if fields is None else list(fields)]
        bytes_more = len(json.dumps(naming).encode()) + 2
        if part and size + bytes_more > LINE_BYTES:
            yield part
            part, size = [], 0
        part.append(naming)
        size += bytes_more
    if part:
        yield part
