"""Rooms, classes and keepers of a scope, to be found by a part of their names: many more than chips can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from inspect_app.ledger.classes import Policy
from inspect_app.stocktake.choosing import Choice, squeezed
from inspect_app.stocktake.scope import Scope
from inspect_app.stocktake.thing import Spot, Thing

FIELDS = ("rooms", "classes", "keepers")
"""The parts of a scope that are chosen so."""
MOST = 50


@dataclass(frozen=True, slots=True)
class ScopeChoices:
    """What the ledger holds, read once for a form. `things` are all cards that a count of everything expects."""

    things: tuple[Thing, ...]
    spots: Mapping[str, Spot]
    policy: Policy
    by_field: Mapping[str, tuple[Choice, ...]]

    def found(self, field: str, text: str) -> list[Choice]:
        """Those with this part in their name, at most MOST; those that begin with it first."""
        sought = squeezed(text).casefold()
        if not sought:
            return []
        named = [(squeezed(each.words).casefold(), each) for each in self.by_field[field]]
        held = [(not words.startswith(sought), each) for words, each in named if sought in words]
        return [each for _, each in sorted(held, key=lambda pair: pair[0])][:MOST]

    def named(self, field: str, squeezed_name: str) -> str | None:
        """The value of what is named whole; of classes also any beginning of a code that is there."""
        if field == "classes":
            code = squeezed_name.upper()
            return code if any(each.value.startswith(code) for each in self.by_field[field]) else None
        held = self.by_field[field]
        return next((each.value for each in held if squeezed(each.words) == squeezed_name), None)

    def choice(self, field: str, value: str) -> Choice:
        """A value that is chosen, in words."""
        if field == "rooms":
            return Choice(value, self.spots[value].title if value in self.spots else value)
        return Choice(value, _class_words(self.policy, value) if field == "classes" else value)

    def size_of(self, scope: Scope) -> tuple[int, int]:
        """(cards, rooms in which they stand)."""
        inside = [each for each in self.things if scope.covers(each, self.spots.get(each.room_id or ""))]
        return len(inside), len({each.room_id for each in inside if each.room_id})


def scope_choices(things: tuple[Thing, ...], spots: Mapping[str, Spot], policy: Policy) -> ScopeChoices:
    keepers = Counter(each.keeper for each in things if each.keeper)
    codes = Counter(each.class_code for each in things if each.class_code)
    by_field = {
        "rooms": tuple(Choice(each.id, each.title) for each in spots.values()),
        "keepers": tuple(Choice(name, name, str(count)) for name, count in keepers.most_common()),
        "classes": tuple(
            Choice(code, _class_words(policy, code), str(count)) for code, count in sorted(codes.items())
        ),
    }
    return ScopeChoices(things, spots, policy, by_field)


def _class_words(policy: Policy, code: str) -> str:
    name = policy.class_name(code)
    return code if name in ("", code) or code.startswith(name) else f"{code} {name}"


def without_value(scope: Scope, field: str, value: str) -> tuple[str, ...]:
    return tuple(each for each in getattr(scope, field) if each != value)
