"""Words for what roll calls, passages, things left and the cabinet hold, as keys of the catalogue."""

from __future__ import annotations

DRILL_SORTS = {"drill": "Evacuation drill", "real": "Evacuation"}
CALLED_STATES = {"all": "All", "missing": "Not seen so far", "safe": "Safe", "gone": "Left the campus"}
DIRECTIONS = {"in": "Into the campus", "out": "Off the campus"}
PASSAGE_VIEWS = {"": "All", **DIRECTIONS}
LEFT_STATES = {"kept": "Kept here", "fetched": "Fetched"}
ITEM_SORTS = {"pass": "Visitor pass", "key": "Key"}
ITEM_STATES = {"in": "In the cabinet", "out": "Out", "lost": "Lost", "retired": "Out of use"}
ITEM_VIEWS = {"": "All", "out": "Out", "in": "In the cabinet", "lost": "Lost"}
USUAL_LOST = ("Lost", "Not given back", "Broken")
