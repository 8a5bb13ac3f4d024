"""The places of the wide window. A screen joins by a line in WIDE_PLACES, and WIDE_SCREENS where the
wide window shows something else than the phone does at the same address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.screens.wide.checklists import ChecklistsScreen
from inspect_app.screens.wide.checks import ChecksScreen
from inspect_app.screens.wide.counting.stocktakes import WideStocktakesScreen
from inspect_app.screens.wide.damages import WideDamagesScreen
from inspect_app.screens.wide.devices import DevicesScreen
from inspect_app.screens.wide.faults import FaultsScreen
from inspect_app.screens.wide.handovers import WideHandoversScreen
from inspect_app.screens.wide.labels import WideLabelsScreen
from inspect_app.screens.wide.ledger import WideLedgerScreen
from inspect_app.screens.wide.loans import WideLoansScreen
from inspect_app.screens.wide.overview import OverviewScreen
from inspect_app.screens.wide.papers import ImportScreen
from inspect_app.screens.wide.plans import PlansScreen
from inspect_app.screens.wide.rounds import RoundsScreen
from inspect_app.screens.wide.school import SchoolScreen


@dataclass(frozen=True, slots=True)
class WidePlace:
    """One place of the rail; `covers` are the names of routes.py that count as being there."""

    label: str
    icon: ft.IconData
    route: str
    covers: frozenset[str]
    office_only: bool = False


WIDE_PLACES: tuple[WidePlace, ...] = (
    WidePlace("Overview", ft.Icons.SPACE_DASHBOARD_OUTLINED, "/", frozenset({"today"})),
    WidePlace(
        "Rounds",
        ft.Icons.ROUTE_OUTLINED,
        "/rounds",
        frozenset({"rounds", "round", "check", "checks", "record"}),
    ),
    WidePlace("Tickets and faults", ft.Icons.BUILD_OUTLINED, "/tasks", frozenset({"tasks", "fault"})),
    WidePlace(
        "Rooms and assets",
        ft.Icons.INVENTORY_2_OUTLINED,
        "/ledger",
        frozenset({"ledger", "room", "asset", "history", "report"}),
    ),
    WidePlace(
        "Stocktakes",
        ft.Icons.FACT_CHECK_OUTLINED,
        "/stocktakes",
        frozenset({"stocktakes", "stocktake", "counting", "counting_room"}),
    ),
    WidePlace(
        "Loans and returns",
        ft.Icons.SWAP_HORIZ,
        "/loans",
        frozenset(
            {"loans", "loan", "return", "lend", "damages", "damage", "report_damage", "handovers", "handover"}
        ),
    ),
    WidePlace("Labels", ft.Icons.QR_CODE_2, "/labels", frozenset({"labels"}), office_only=True),
    WidePlace(
        "Routes", ft.Icons.EDIT_ROAD_OUTLINED, "/plans", frozenset({"plans", "plan"}), office_only=True
    ),
    WidePlace(
        "Checklists",
        ft.Icons.CHECKLIST,
        "/checklists",
        frozenset({"checklists", "checklist"}),
        office_only=True,
    ),
    WidePlace("Import", ft.Icons.UPLOAD_FILE_OUTLINED, "/import", frozenset({"import"}), office_only=True),
    WidePlace(
        "People and phones", ft.Icons.PHONELINK_SETUP, "/devices", frozenset({"devices"}), office_only=True
    ),
    WidePlace("School settings", ft.Icons.TUNE, "/school", frozenset({"school"}), office_only=True),
    WidePlace("Me", ft.Icons.PERSON_OUTLINE, "/me", frozenset({"me", "people", "pin", "sync"})),
)


def places_for(role: str | None) -> tuple[WidePlace, ...]:
    """The rail of a role: what only the office may do is not offered to others."""
    return tuple(place for place in WIDE_PLACES if role == "office" or not place.office_only)


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
)
"""Places that a narrow window does not show."""
