"""What a code is at the gate: somebody on campus, a pass, a key, an expected visitor, a child's pick-up card.

Only devices that hold the gate are told. Elsewhere such a code is one that nothing carries, whatever lies in the
device's tables: that it is a pass of the gate is the gate's alone.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from inspect_app.actions.gate.post import gate_post
from storage.queries import expected, gate_items, pickups, visits
from storage.store import Store

HOLDERS = ("office", "guard")
GateKind = Literal["visit", "pass", "key", "expected", "pickup"]


class AtGate(NamedTuple):
    """`id` is the row's."""

    kind: GateKind
    id: str


def holds_gate(store: Store) -> bool:
    """Whether this device reads the gate's stream."""
    return store.setting("role") in HOLDERS


def find_at_gate(store: Store, code: str) -> AtGate | None:
    """A code without its dash; whoever is on campus with it comes first, for they are about to leave."""
    if not holds_gate(store):
        return None
    item = gate_items.gate_item_of_code(store.db, code)
    inside = visit_with(store, code, item.number if item is not None and item.sort == "pass" else "")
    if inside is not None:
        return AtGate("visit", inside.id)
    if item is not None:
        return AtGate("pass" if item.sort == "pass" else "key", item.id)
    ahead = expected.expected_of_code(store.db, code)
    if ahead is not None:
        came = next((each for each in visits.open_visits(store.db) if each.expected_id == ahead.id), None)
        return AtGate("visit", came.id) if came is not None else AtGate("expected", ahead.id)
    card = pickups.pickup_of_code(store.db, code)
    return None if card is None else AtGate("pickup", card.id)


def visit_with(store: Store, code: str, number: str = "") -> visits.Visit | None:
    """Who is on campus with this pass, by its code or at this campus by its number; the latest of them."""
    campus_id = gate_post(store).campus_id
    held = (each for each in visits.open_visits(store.db) if _holds(each, code, number, campus_id))
    return next(held, None)


def _holds(visit: visits.Visit, code: str, number: str, campus_id: str) -> bool:
    if visit.pass_code == code:
        return True
    return bool(number) and visit.pass_no == number and visit.campus_id == campus_id
