"""The screens of the wide window. A screen joins by a line in places.py, and in WIDE_SCREENS where the
wide window shows something else than the phone does at the same address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from inspect_app.screens.wide.checklists import ChecklistsScreen
from inspect_app.screens.wide.checks import ChecksScreen
from inspect_app.screens.wide.counting.stocktakes import WideStocktakesScreen
from inspect_app.screens.wide.damages import WideDamagesScreen
from inspect_app.screens.wide.devices import DevicesScreen
from inspect_app.screens.wide.faults import FaultsScreen
from inspect_app.screens.wide.gate.table import GATE_ONLY, GATE_SCREENS
from inspect_app.screens.wide.handovers import WideHandoversScreen
from inspect_app.screens.wide.labels import WideLabelsScreen
from inspect_app.screens.wide.ledger import WideLedgerScreen
from inspect_app.screens.wide.lend import WideDamageReport, WideLendScreen
from inspect_app.screens.wide.loans import WideLoansScreen
from inspect_app.screens.wide.overview import OverviewScreen
from inspect_app.screens.wide.papers import ImportScreen
from inspect_app.screens.wide.plans import PlansScreen
from inspect_app.screens.wide.rounds import RoundsScreen
from inspect_app.screens.wide.school import SchoolScreen

WIDE_SCREENS: Mapping[str, Callable[..., Any]] = {
    "today": OverviewScreen,
    "rounds": RoundsScreen,
    "round": RoundsScreen,
    "checks": ChecksScreen,
    "record": ChecksScreen,
    "tasks": FaultsScreen,
    "fault": FaultsScreen,
    "ledger": WideLedgerScreen,
    "room": WideLedgerScreen,
    "asset": WideLedgerScreen,
    "loans": WideLoansScreen,
    "loan": WideLoansScreen,
    "return": WideLoansScreen,
    "lend": WideLendScreen,
    "report_damage": WideDamageReport,
    "damages": WideDamagesScreen,
    "damage": WideDamagesScreen,
    "handovers": WideHandoversScreen,
    "handover": WideHandoversScreen,
    "labels": WideLabelsScreen,
    "import": ImportScreen,
    "devices": DevicesScreen,
    "plans": PlansScreen,
    "plan": PlansScreen,
    "checklists": ChecklistsScreen,
    "checklist": ChecklistsScreen,
    "school": SchoolScreen,
    "stocktakes": WideStocktakesScreen,
    "stocktake": WideStocktakesScreen,
    **GATE_SCREENS,
}
"""Name of a place to the component that the wide window shows there."""

WIDE_ONLY = (
    "rounds",
    "checks",
    "labels",
    "import",
    "devices",
    "plans",
    "plan",
    "checklists",
    "checklist",
    "school",
    *GATE_ONLY,
)
"""Places that a narrow window does not show."""
