"""What is kept about one person, by kind; keys of the catalogue, in the order of the page."""

from __future__ import annotations

from collections.abc import Mapping

PERSON_KINDS: Mapping[str, str] = {
    "visit": "Visits",
    "expected": "Expected visitors",
    "pickup": "Pick-up cards",
    "collection": "Who collected a child",
    "barred": "Refused list",
    "left_item": "Things left at the gate",
    "passage": "Vehicles and goods",
    "gate_item": "Passes and keys",
    "sign_out": "Passes given back",
    "muster": "Roll calls",
    "opening": "Openings of the identity number",
    "photo": "Photos",
}
