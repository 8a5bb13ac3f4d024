"""Words for what loans, handovers and damages hold, as keys of the catalogue. Screens and exports say them alike."""

from __future__ import annotations

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
SIGNERS = {
    "teacher": "Class teacher",
    "keeper": "General affairs",
    "holder": "Who takes it",
    "back": "Who brings it back",
    "office": "Approved by",
}
MISSING_WORDS = "{n} × {name} missing"
BROKEN_WORDS = "{n} × {name} broken"
