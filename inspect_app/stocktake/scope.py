"""The scope of a stocktake: which cards it expects. As JSON in the row's `scope`; {} is the whole school.

{"campuses": [id], "buildings": ["campus id/building"], "floors": ["campus id/building/floor"], "rooms": [id],
 "classes": [GB/T 14885 code or its beginning], "keepers": [name]}

Places add up: a card is inside when any of them holds its room. Classes and keepers narrow that down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from inspect_app.stocktake.thing import Spot, Thing


class ScopeRefused(ValueError):
    """A scope that cannot be understood; `reason` is a word: unknown_key, not_texts, no_rooms."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


@dataclass(frozen=True, slots=True)
class Scope:
    """Empty in every part: everything that is not scrapped."""

    campuses: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    keepers: tuple[str, ...] = ()

    @property
    def has_places(self) -> bool:
        return bool(self.campuses or self.buildings or self.floors or self.rooms)

    @property
    def is_everything(self) -> bool:
        return not (self.has_places or self.classes or self.keepers)

    def holds(self, spot: Spot) -> bool:
        """Whether a room lies inside of the places; always, where none are named."""
        building = f"{spot.campus_id}/{spot.building}"
        return not self.has_places or (
            spot.id in self.rooms
            or spot.campus_id in self.campuses
            or building in self.buildings
            or f"{building}/{spot.floor}" in self.floors
        )

    def covers(self, thing: Thing, spot: Spot | None) -> bool:
        """Whether a card is expected; `spot` is the room of the card. Scrapped cards never are."""
        if thing.is_scrapped or (self.has_places and (spot is None or not self.holds(spot))):
            return False
        is_of_class = not self.classes or thing.class_code.startswith(self.classes)
        return is_of_class and (not self.keepers or thing.keeper in self.keepers)

    def rooms_of(self, spots: Iterable[Spot]) -> tuple[Spot, ...]:
        """The rooms to walk, in the order given."""
        return tuple(spot for spot in spots if self.holds(spot))


def scope_to_json(scope: Scope) -> dict[str, list[str]]:
    named = {each.name: list(getattr(scope, each.name)) for each in fields(scope)}
    return {name: values for name, values in named.items() if values}


def scope_from_json(data: Any) -> Scope:
    """Raises ScopeRefused."""
    if not isinstance(data, dict):
        raise ScopeRefused("not_texts")
    names = {each.name for each in fields(Scope)}
    unknown = data.keys() - names
    if unknown:
        raise ScopeRefused("unknown_key", min(unknown))
    for name, values in data.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise ScopeRefused("not_texts", name)
    return Scope(**{name: tuple(values) for name, values in data.items()})
