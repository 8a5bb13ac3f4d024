"""What a stocktake knows of the ledger: things to count, and the rooms where they stand."""

from __future__ import annotations

from dataclasses import dataclass

CODE_PREFIX = "code:"
UNLABELLED_PREFIX = "new:"
"""`thing` of a count record that is about no card: a label that belongs to nobody, or a thing without a label."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A room as scopes see it; `title` is what people call it."""

    id: str
    title: str
    campus_id: str = ""
    building: str = ""
    floor: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One card of the ledger. `quantity` over 1 is a batch; `value_fen` is the worth of the whole card."""

    id: str
    name: str
    number: str = ""
    code: str = ""
    class_code: str = ""
    room_id: str | None = None
    place: str = ""
    keeper: str = ""
    quantity: int = 1
    unit: str = ""
    value_fen: int | None = None
    state: str = "in_use"

    @property
    def is_batch(self) -> bool:
        return self.quantity > 1

    @property
    def is_scrapped(self) -> bool:
        return self.state == "scrapped"


def thing_of_code(code: str) -> str:
    """The `thing` of a label that no card carries."""
    return CODE_PREFIX + code


def code_of_thing(thing: str) -> str:
    """The label's code, or '' where `thing` is a card or has no label."""
    return thing[len(CODE_PREFIX) :] if thing.startswith(CODE_PREFIX) else ""


def is_card(thing: str) -> bool:
    return not thing.startswith((CODE_PREFIX, UNLABELLED_PREFIX))
