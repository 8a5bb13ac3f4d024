"""Which screen of the office's gate belongs to which place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from inspect_app.screens.wide.gate.reports import VisitReportsScreen
from inspect_app.screens.wide.gate.visits import OnCampusScreen, VisitLogScreen

GATE_SCREENS: Mapping[str, Callable[..., Any]] = {
    "visits": OnCampusScreen,
    "visit": OnCampusScreen,
    "visit_log": VisitLogScreen,
    "visit_record": VisitLogScreen,
    "visit_reports": VisitReportsScreen,
}
GATE_ONLY = ("visit_log", "visit_record", "visit_reports")
"""Places that a narrow window does not show."""
