"""Words for what loans, handovers and damages hold, as keys of the catalogue. Screens and exports say them alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspect_app.texts import Words

LOAN_SORTS = {"issue": "Handed out for the term", "loan": "Lent"}
LOAN_STATES = {
    "out": "Out",
    "due_today": "Due today",
    "overdue": "Overdue",
    "back": "Returned",
    "returned": "Returned",
    "lost": "Lost",
}
CONDITION_WORDS = {"good": "In good order", "worn": "Worn", "damaged": "Damaged"}
DAMAGE_STATES = {
    "reported": "To be decided",
    "approved": "To be paid",
    "waived": "Waived",
    "paid": "Paid",
}
HANDOVER_SORTS = {"start": "Start of term", "end": "End of term"}
HANDOVER_STATES = {"open": "Being walked", "signed": "Countersigned", "cancelled": "Cancelled"}
LINE_STATES = {"open": "Being walked", "closed": "Countersigned"}
SIGNERS = {
    "teacher": "Class teacher",
    "keeper": "General affairs",
    "holder": "Who takes it",
    "back": "Who brings it back",
    "office": "Approved by",
    "leaver": "Who goes",
    "taker": "Who comes",
}


def found_words(found: Mapping[str, Any], t: Words) -> str:
    """What was found at a line of a handover sheet: '在 9，坏 1 · 一张桌腿松'."""
    counted = t("{there} there, {broken} broken", there=found.get("there"), broken=found.get("broken") or 0)
    return " · ".join(part for part in (counted, found.get("note")) if part)


MISSING_WORDS = "{n} × {name} missing"
BROKEN_WORDS = "{n} × {name} broken"
