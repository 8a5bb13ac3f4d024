"""Pick-up cards: who may take a child home. Children's data is sensitive: as little as the gate needs. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

MOST_ALLOWED = 8
Flaw = Literal["child", "class", "allowed", "allowed_name", "consent"]
"""What a card lacks: the child's name, its class, anybody who may come, one of their names, the guardian's yes."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Somebody who may take the child home; `photo` is the SHA-256 of their photo, or ''."""

    name: str = ""
    relation: str = ""
    phone: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the office fills in. `consent` says that a guardian agreed to photos and names being kept for this."""

    child: str = ""
    class_name: str = ""
    teacher: str = ""
    teacher_phone: str = ""
    allowed: tuple[Allowed, ...] = ()
    note: str = ""
    consent: bool = False

    @property
    def named(self) -> tuple[Allowed, ...]:
        """The people of whom something was filled in."""
        return tuple(each for each in self.allowed if any(map(str.strip, asdict(each).values())))


def flaw_of(card: Card) -> Flaw | None:
    """The first thing that has to be put right before the card can be kept, or None."""
    if not card.child.strip():
        return "child"
    if not card.class_name.strip():
        return "class"
    if not card.named:
        return "allowed"
    if not all(each.name.strip() for each in card.named):
        return "allowed_name"
    return None if card.consent else "consent"


def read_allowed(text: str | None) -> tuple[Allowed, ...]:
    """From the JSON of a card. Keys that this version does not know are left out."""
    known = {field.name for field in fields(Allowed)}
    return tuple(
        Allowed(**{key: str(value or "") for key, value in each.items() if key in known})
        for each in json.loads(text or "[]")
        if isinstance(each, dict)
    )


def allowed_values(allowed: Sequence[Allowed]) -> list[dict[str, Any]]:
    """As a card keeps them: what is empty is left out."""
    return [{key: value.strip() for key, value in asdict(each).items() if value.strip()} for each in allowed]
