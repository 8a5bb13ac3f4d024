"""Which rows and records of the gate are about one person: by name and phone, and by what those visits name. Pure.

A name alone is nobody: two people may share it, and one must not be handed the other's data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.queries.barred import person_name, phone_digits


@dataclass(frozen=True, slots=True)
class Sought:
    """The person; both parts are needed."""

    name: str
    phone: str

    @property
    def is_whole(self) -> bool:
        return bool(person_name(self.name)) and len(phone_digits(self.phone)) >= 5

    def named(self, name: Any) -> bool:
        return bool(name) and person_name(str(name)) == person_name(self.name)

    def phoned(self, phone: Any) -> bool:
        return bool(phone) and phone_digits(str(phone)) == phone_digits(self.phone)


@dataclass(frozen=True, slots=True)
class Held:
    """One row or record as the server holds it; `fields` are its values, JSON ones parsed."""

    kind: str
    id: str
    fields: Mapping[str, Any]

    def get(self, field: str) -> Any:
        return self.fields.get(field)


@dataclass(frozen=True, slots=True)
class Found:
    """What is about the person, by kind, the oldest visit first; kinds of which there is nothing are left out."""

    rows: Mapping[str, tuple[Held, ...]]

    def of(self, kind: str) -> tuple[Held, ...]:
        return self.rows.get(kind, ())

    def ids(self, kind: str) -> frozenset[str]:
        return frozenset(each.id for each in self.of(kind))

    @property
    def count(self) -> int:
        return sum(map(len, self.rows.values()))


def about_person(sought: Sought, held: Mapping[str, Sequence[Held]]) -> Found:
    """All of it. `held` are the rows and records of the gate's stream, photos too, by kind."""
    visits = _visits(sought, held.get("visit", ()))
    visit_ids = {each.id for each in visits}
    cards = [each for each in held.get("pickup", ()) if card_names(sought, each)]
    found = {
        "visit": visits,
        "expected": [each for each in held.get("expected", ()) if _expected(sought, each, visits, visit_ids)],
        "pickup": cards,
        "collection": _collections(sought, held.get("collection", ()), cards),
        "barred": [each for each in held.get("barred", ()) if _barred(sought, each, visits)],
        "left_item": [each for each in held.get("left_item", ()) if _left(sought, each)],
        "passage": [each for each in held.get("passage", ()) if _passage(sought, each, visits, visit_ids)],
        **{
            kind: [each for each in held.get(kind, ()) if each.get("visit_id") in visit_ids]
            for kind in ("sign_out", "gate_item", "muster", "opening")
        },
    }
    found["photo"] = _photos(sought, held.get("photo", ()), found)
    return Found({kind: tuple(rows) for kind, rows in found.items() if rows})


def card_names(sought: Sought, card: Held) -> bool:
    """Whether a pick-up card names the person: as one who may come, or as the child of one with this phone."""
    people = people_on(card)
    as_child = sought.named(card.get("child")) and any(sought.phoned(each.get("phone")) for each in people)
    return as_child or any(_is_on(sought, each) for each in people)


def people_on(card: Held) -> list[dict[str, Any]]:
    return [each for each in card.get("allowed") or () if isinstance(each, dict)]


def own_entry(sought: Sought, card: Held) -> Held:
    """The card with nobody on it but the person; whole where it is the person's own as a child."""
    if sought.named(card.get("child")):
        return card
    own = [each for each in people_on(card) if _is_on(sought, each)]
    return Held(card.kind, card.id, {**card.fields, "allowed": own})


def _is_on(sought: Sought, entry: Mapping[str, Any]) -> bool:
    return sought.named(entry.get("name")) and sought.phoned(entry.get("phone"))


def _visits(sought: Sought, visits: Iterable[Held]) -> list[Held]:
    """Of this name and phone, and those without a phone that have the same masked number."""
    named = [each for each in visits if sought.named(each.get("name"))]
    certain = [each for each in named if sought.phoned(each.get("phone"))]
    numbers = _numbers(certain)
    bound = [each for each in named if not each.get("phone") and each.get("id_masked") in numbers]
    return sorted([*certain, *bound], key=lambda each: (each.get("in_ms") or 0, each.id))


def _numbers(visits: Iterable[Held]) -> set[str]:
    return {each.get("id_masked") for each in visits if each.get("id_masked")}


def _expected(sought: Sought, row: Held, visits: Sequence[Held], visit_ids: set[str]) -> bool:
    if row.get("visit_id") in visit_ids or row.id in {each.get("expected_id") for each in visits}:
        return True
    return sought.named(row.get("name")) and sought.phoned(row.get("phone"))


def _barred(sought: Sought, row: Held, visits: Sequence[Held]) -> bool:
    known = sought.phoned(row.get("phone")) or row.get("id_masked") in _numbers(visits)
    return sought.named(row.get("name")) and known


def _left(sought: Sought, row: Held) -> bool:
    people = ("left_by", "for_whom", "fetched_by")
    return sought.phoned(row.get("phone")) and any(sought.named(row.get(field)) for field in people)


def _passage(sought: Sought, row: Held, visits: Sequence[Held], visit_ids: set[str]) -> bool:
    plates = {each.get("plate") for each in visits if each.get("plate")}
    return row.get("visit_id") in visit_ids or (
        sought.named(row.get("driver")) and row.get("plate") in plates
    )


def _collections(sought: Sought, records: Iterable[Held], cards: Sequence[Held]) -> list[Held]:
    """Of the person's own child-card all; of another's card those where they came."""
    own = {each.id for each in cards if sought.named(each.get("child"))}
    named = {each.id for each in cards}
    return [
        each
        for each in records
        if each.get("pickup_id") in own or (each.get("pickup_id") in named and sought.named(each.get("who")))
    ]


def _photos(sought: Sought, photos: Iterable[Held], found: Mapping[str, Sequence[Held]]) -> list[Held]:
    """Those of what is about the person; of a pick-up card only their own."""
    about = {each.id for kind, rows in found.items() if kind != "pickup" for each in rows}
    entries = [entry for card in found["pickup"] for entry in people_on(own_entry(sought, card))]
    own = {entry.get("photo") for entry in entries}
    return [each for each in photos if each.get("about_id") in about or each.get("sha256") in own]
