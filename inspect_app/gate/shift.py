"""What is open when a shift ends: told to who comes, signed, and kept. Counts and numbers, no visitor's name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from inspect_app.gate.cabinet import Held

MOST_NUMBERS = 200
"""Of what is out: so many are written down, the rest is counted."""


@dataclass(frozen=True, slots=True)
class Matters:
    """What is open. People are counted, never named: a shift is kept longer than a visit.

    `passes_out` and `keys_out` are numbers or names of things.
    """

    on_campus: int = 0
    overdue: int = 0
    expected: int = 0
    papers: int = 0
    left_items: int = 0
    passes_out: tuple[str, ...] = ()
    keys_out: tuple[str, ...] = ()
    roll_call: int = 0

    @property
    def is_quiet(self) -> bool:
        """Nothing is open."""
        return self == Matters()


def things_out(held: Iterable[Held], sort: str) -> tuple[str, ...]:
    """What the guard calls the things that are out: a key by its name, a pass by its number."""
    found = [" ".join(part for part in (each.item.name, each.item.number) if part) for each in held
             if each.item.sort == sort and each.state == "out"]  # fmt: skip
    return tuple(found[:MOST_NUMBERS])


def matters_json(matters: Matters) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(matters).items()
    }


def matters_of(text: str | None) -> Matters:
    """As they were written down; what is missing was not known to that version."""
    held: dict[str, Any] = json.loads(text or "{}")
    known = {field.name for field in fields(Matters)}
    read = {name: _read(value) for name, value in held.items() if name in known}
    return Matters(**read)


def _read(value: Any) -> Any:
    return tuple(map(str, value)) if isinstance(value, list) else value


def fingerprint(matters: Matters, note: str, taker: str) -> str:
    """What the two sign under: when any of it changes, they sign again. Visitors come and go meanwhile, and their
    passes with them; keys, things kept and words do not.
    """
    signed = [matters.left_items, list(matters.keys_out), note.strip(), taker]
    return json.dumps(signed, ensure_ascii=False)
