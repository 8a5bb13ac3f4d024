"""Which screen of the office's gate belongs to which place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from inspect_app.screens.wide.gate.barred import BarredScreen
from inspect_app.screens.wide.gate.expected import WideExpectedScreen
from inspect_app.screens.wide.gate.items import WideGateItemsScreen
from inspect_app.screens.wide.gate.log import GateLogScreen
from inspect_app.screens.wide.gate.pickups import PickupsScreen
from inspect_app.screens.wide.gate.privacy import PrivacyScreen
from inspect_app.screens.wide.gate.reports import VisitReportsScreen
from inspect_app.screens.wide.gate.settings import GateSettingsScreen
from inspect_app.screens.wide.gate.visits import OnCampusScreen, VisitLogScreen

GATE_SCREENS: Mapping[str, Callable[..., Any]] = {
    "visits": OnCampusScreen,
    "visit": OnCampusScreen,
    "visit_log": VisitLogScreen,
    "visit_record": VisitLogScreen,
    "expected_list": WideExpectedScreen,
    "expect": WideExpectedScreen,
    "gate_items": WideGateItemsScreen,
    "gate_item": WideGateItemsScreen,
    "gate_log": GateLogScreen,
    "past_shift": GateLogScreen,
    "passages": GateLogScreen,
    "passage": GateLogScreen,
    "left_items": GateLogScreen,
    "left_item": GateLogScreen,
    "drill": GateLogScreen,
    "privacy": PrivacyScreen,
    "gate_settings": GateSettingsScreen,
    "visit_reports": VisitReportsScreen,
    "pickups": PickupsScreen,
    "pickup": PickupsScreen,
    "barred": BarredScreen,
}
GATE_ONLY = (
    "visit_log",
    "visit_record",
    "gate_log",
    "privacy",
    "gate_settings",
    "visit_reports",
    "pickups",
    "barred",
)
"""Places that a narrow window does not show."""
