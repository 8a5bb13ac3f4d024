"""The cabinet's passes and keys: made by the office, given out and taken back by the guard."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assets_qr import code as label_code
from inspect_app.gate.cabinet import Held, cabinet
from storage.change import new_id
from storage.queries import gate_items, visits
from storage.store import Author, Edit, Store

Sort = Literal["pass", "key"]
MOST_AT_ONCE = 500
_BACK = {"holder": None, "visit_id": None, "person_id": None, "out_ms": None}
"""Who had it is no longer anybody's business."""


class NumbersTaken(Exception):
    """Some of these numbers are there already; nothing was added."""

    kind = "numbers_taken"

    def __init__(self, numbers: Sequence[str]) -> None:
        self.numbers = tuple(numbers)
        super().__init__(", ".join(numbers))


class ItemNotThere(Exception):
    """The thing is not in the state that this needs: out already, lost, in already, or not on this device."""

    kind = "item_not_there"


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes a thing: a person of the school, somebody's visit, or just a name."""

    name: str
    person_id: str | None = None
    visit_id: str | None = None


def numbered(first: int, last: int) -> list[str]:
    """'1' to '50'. Raises ValueError for what is no run of at most MOST_AT_ONCE numbers."""
    if not 0 < first <= last or last - first >= MOST_AT_ONCE:
        raise ValueError("a run of 1 to 500 numbers")
    return [str(number) for number in range(first, last + 1)]


def add_items(
    store: Store,
    author: Author,
    campus_id: str,
    sort: Sort,
    numbers: Sequence[str],
    *,
    name: str = "",
    place: str = "",
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> list[str]:
    """New passes or keys of a campus, each with a label code; their ids in the order of the numbers.

    Raises NumbersTaken; ValueError without numbers, or for one that is empty or said twice.
    """
    edits = item_edits(store, author.at_ms, campus_id, sort, numbers, name, place, random_bytes)
    store.write(author, edits)
    return [edit.row_id for edit in edits]


def item_edits(
    store: Store,
    at_ms: int,
    campus_id: str,
    sort: Sort,
    numbers: Sequence[str],
    name: str = "",
    place: str = "",
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> list[Edit]:
    """What add_items writes, for who writes by another hand. Raises as add_items."""
    plain = [number.strip() for number in numbers]
    if not plain or not all(plain) or len(set(plain)) < len(plain) or len(plain) > MOST_AT_ONCE:
        raise ValueError("numbers are said, and each once")
    taken = gate_items.numbers_taken(store.db, campus_id, sort, plain)
    if taken:
        raise NumbersTaken([number for number in plain if number in taken])
    said = {"name": name.strip(), "place": place.strip()}
    shared = {key: value for key, value in said.items() if value}
    fixed = {"sort": sort, "state": "in", "campus_id": campus_id} | shared
    return [
        Edit(
            "gate_item",
            new_id(at_ms),
            fixed | {"number": number, "code": label_code.new_code(random_bytes).text},
        )
        for number in plain
    ]


def cabinet_of(store: Store, campus_id: str) -> tuple[Held, ...]:
    """Everything in the cabinet of a campus, as it stands with the visits on campus."""
    found = gate_items.gate_items(store.db, campus_id=campus_id)
    return cabinet(found, visits.open_visits(store.db))


def held_item(store: Store, item_id: str) -> Held | None:
    """One thing as it stands."""
    item = gate_items.gate_item(store.db, item_id)
    return cabinet([item], visits.open_visits(store.db))[0] if item else None


def item_of_label(store: Store, text: str) -> Held | None:
    """The thing whose label was scanned or typed; None for any other code."""
    parsed = label_code.parse(text)
    if isinstance(parsed, label_code.NotOurs):
        return None
    item = gate_items.gate_item_of_code(store.db, parsed.text)
    return held_item(store, item.id) if item else None


def give_out(store: Store, author: Author, item_id: str, taker: Taker) -> None:
    """A visitor's name stays on the visit alone. Raises ItemNotThere where the thing is not in the cabinet;
    ValueError without a name.
    """
    if not taker.name.strip():
        raise ValueError("who takes it is not said")
    held = _in_state(store, item_id, "in")
    fields: dict[str, Any] = {
        "state": "out",
        "holder": None if taker.visit_id else " ".join(taker.name.split()),
        "person_id": taker.person_id,
        "visit_id": taker.visit_id,
        "out_ms": author.at_ms,
        "back_ms": None,
    }
    store.write(author, [Edit("gate_item", item_id, fields), *_on_visit(held, taker)])


def _on_visit(held: Held, taker: Taker) -> list[Edit]:
    """A pass stands on the visit too, so that it ends with the pass at any gate."""
    if held.item.sort != "pass" or taker.visit_id is None:
        return []
    return [Edit("visit", taker.visit_id, {"pass_no": held.item.number, "pass_code": held.item.code})]


def take_back(store: Store, author: Author, item_id: str) -> None:
    """It lies in the cabinet again; a lost one was found. Raises ItemNotThere. A pass of somebody who is still on
    campus comes back by signing them out (signing_out.py).
    """
    held = held_item(store, item_id)
    if held is None or held.item.state not in ("out", "lost"):
        raise ItemNotThere
    store.write(
        author, [Edit("gate_item", item_id, {**_BACK, "state": "in", "back_ms": author.at_ms, "note": None})]
    )


def call_lost(store: Store, author: Author, item_id: str, note: str) -> None:
    """It will not come back. Raises ItemNotThere; ValueError without a word on how."""
    if not note.strip():
        raise ValueError("a loss needs a word on how")
    _in_state(store, item_id, "in", "out")
    store.write(author, [Edit("gate_item", item_id, {"state": "lost", "note": note.strip()})])


def _in_state(store: Store, item_id: str, *states: str) -> Held:
    held = held_item(store, item_id)
    if held is None or held.state not in states:
        raise ItemNotThere
    return held
