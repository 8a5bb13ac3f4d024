"""What is kept about one person, and why it may be erased; keys of the catalogue."""

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
"""By kind, in the order of the page."""

ERASE_REASONS: Mapping[str, str] = {
    "retention": "The days of keeping were over",
    "request": "The person asks for it",
    "consent_withdrawn": "Consent was taken back",
    "purpose_over": "It is not needed any more",
    "mistake": "It was written down by mistake",
}
"""Why something was erased: the nightly run, or one of article 47's grounds on request."""
