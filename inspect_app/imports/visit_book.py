"""What the reading of a paper visitors' book has to know beside its lines, and how a line is told from another."""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from inspect_app.gate.settings import GateSettings
from inspect_app.imports.gathering import Key
from inspect_app.imports.matching import row_id_of
from inspect_app.imports.places import canonical
from inspect_app.imports.visit_times import day_of

ID_NUMBER = "id_number"


@dataclass(frozen=True, slots=True)
class VisitBook:
    """The school around a book: its gate, its clock, and the visits that it holds or has erased (`known` ids).

    `secret` names lines, see `line_key`. `can_seal`: the school has a key, so that numbers may be kept sealed.
    """

    secret: bytes = field(repr=False)
    namespace: UUID
    settings: GateSettings
    now_ms: int
    offset_minutes: int
    known: frozenset[str] = frozenset()
    can_seal: bool = False

    @property
    def today(self) -> date:
        return day_of(self.now_ms, self.offset_minutes)

    def last_day_gone(self, group: str) -> date:
        """The last day of which a group of personal fields is erased by tonight."""
        return self.today - timedelta(days=self.settings.retention_days[group])

    def knows(self, key: Key) -> bool:
        """Whether this visit is held already, or was and is erased."""
        return row_id_of("visit", key, self.namespace) in self.known


def sort_names(book: VisitBook) -> dict[str, str]:
    """Kinds of visitor by their ids, for reports."""
    return {sort.id: sort.name for sort in book.settings.sorts}


def line_key(secret: bytes, parts: Sequence[str]) -> Key:
    """The name of one visit of a book, by what its line says: day, minute, name, telephone, document, pass.

    Row ids stay when a visit is erased. Made of the line alone (a plain hash, a uuid5) anybody could try the names
    and telephones of a town until an id comes out, and would know who was here. So it is a keyed hash (HMAC-SHA-256)
    with a secret of the school's server: the same line gets the same id in every import of this school, also out of
    another file or with the columns in another order, and says nothing to who does not hold the server. The leaving
    is no part of it, so that a book in which it was filled in later still names the same visit.
    """
    said = "\x1f".join(canonical(part) for part in parts)
    return (hmac.new(secret, said.encode(), hashlib.sha256).hexdigest(),)


class Hosts:
    """The staff by name."""

    def __init__(self, people: Iterable[Mapping[str, Any]]) -> None:
        self._ids: dict[str, list[str]] = defaultdict(list)
        for person in people:
            if person.get("state") != "left":
                self._ids[canonical(str(person.get("name") or ""))].append(str(person["id"]))

    def ids(self, name: str) -> list[str]:
        return self._ids.get(canonical(name), [])
