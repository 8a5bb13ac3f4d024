"""Words for the values that records hold, as keys of the catalogue. Screens and exports say them alike."""

from __future__ import annotations

LEVELS = {"minor": "Minor", "major": "Major", "urgent": "Urgent"}
FAULT_STATES = {
    "open": "Open",
    "assigned": "Assigned",
    "done": "Done",
    "accepted": "Accepted",
    "cancelled": "Cancelled",
}
ASSET_STATES = {
    "in_use": "In use",
    "idle": "Idle",
    "repair": "In repair",
    "to_scrap": "To be scrapped",
    "scrapped": "Scrapped",
}
LABEL_STATES = {
    "none": "No label yet",
    "printed": "Printed",
    "bound": "Bound on the spot",
    "worn": "Worn out",
}
"""A label's state; 'none' stands for a card without one."""
ARRIVALS = {"scanned": "Label scanned", "typed": "Code typed", "listed": "Chosen from a list"}
POINT_STATES = {
    "done_on_time": "On time",
    "done_late": "Late",
    "out_of_order": "Out of order",
    "skipped": "Left out",
    "missed": "Missed",
    "waiting": "Waiting",
}
RESULTS = {"passed": "Passed", "failed": "Failed"}
KINDS = {
    "check": "Checks",
    "fault": "Faults",
    "photo": "Photos",
    "round": "Rounds",
    "skip": "Points left out",
    "room": "Rooms",
    "asset": "Assets",
    "person": "People",
    "checklist": "Checklists",
    "guide": "Guide pictures",
    "route": "Routes",
    "school": "School",
    "campus": "Campuses",
    "printer": "Printers",
    "label": "Bound labels",
    "move": "Moves",
    "bulk_change": "Changes of many cards",
    "stocktake": "Stocktakes",
    "count": "Counts",
    "reconciliation": "Reconciliations",
    "loan": "Loans",
    "handover": "Class handovers",
    "handover_line": "Lines of class handovers",
    "damage": "Damage reports",
    "visit": "Visits",
    "visit_day": "Counts of days with visits",
}
ROLES = {
    "office": "Office",
    "inspector": "Inspector",
    "repairer": "Repairer",
    "teacher": "Teacher",
    "guard": "Guard",
    "canteen": "Canteen",
    "viewer": "Viewer",
}
