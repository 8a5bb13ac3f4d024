"""The rail of the wide window: few places, each with the screens that belong together.

A new screen joins a place as a tab; a place of its own is for what is opened every day. The rail has to be seen
whole on a screen of 768 pixels: tests/screens/wide/test_places.py counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from inspect_app.parts.chips import chips
from inspect_app.routes import route_to
from inspect_app.screens.asset_card import is_office
from inspect_app.state import Desk


@dataclass(frozen=True, slots=True)
class WideTab:
    """One screen of a place. `name` is its route's, `also` are the routes that count as being there."""

    name: str
    label: str
    also: frozenset[str] = frozenset()
    office_only: bool = False

    @property
    def covers(self) -> frozenset[str]:
        return self.also | {self.name}


@dataclass(frozen=True, slots=True)
class WidePlace:
    """One place of the rail. `tabs_within`: its screens draw the choice between the tabs themselves. `roles` see it
    beside the office where others hold nothing of it.
    """

    label: str
    icon: ft.IconData
    tabs: tuple[WideTab, ...]
    office_only: bool = False
    tabs_within: bool = False
    roles: frozenset[str] = frozenset()

    @property
    def route(self) -> str:
        """Where the rail leads."""
        return route_to(self.tabs[0].name)

    @property
    def covers(self) -> frozenset[str]:
        return frozenset().union(*(tab.covers for tab in self.tabs))

    def tab_at(self, name: str) -> WideTab | None:
        """The tab that covers a route."""
        return next((tab for tab in self.tabs if name in tab.covers), None)


def _tab(name: str, label: str, *also: str, office_only: bool = False) -> WideTab:
    return WideTab(name, label, frozenset(also), office_only)


GATE_LOG = ("shift", "past_shift", "passages", "passage", "left_items", "left_item", "drill")
WIDE_PLACES: tuple[WidePlace, ...] = (
    WidePlace("Overview", ft.Icons.SPACE_DASHBOARD_OUTLINED, (_tab("today", "Overview"),)),
    WidePlace(
        "Rounds",
        ft.Icons.ROUTE_OUTLINED,
        (_tab("rounds", "Rounds", "round", "check"), _tab("checks", "Single checks", "record")),
    ),
    WidePlace("Tickets and faults", ft.Icons.BUILD_OUTLINED, (_tab("tasks", "Tickets and faults", "fault"),)),
    WidePlace(
        "Rooms and assets",
        ft.Icons.INVENTORY_2_OUTLINED,
        (
            _tab("ledger", "Rooms and assets", "room", "asset", "history", "report"),
            _tab("labels", "Labels", "bind", office_only=True),
        ),
        tabs_within=True,
    ),
    WidePlace(
        "Stocktakes",
        ft.Icons.FACT_CHECK_OUTLINED,
        (_tab("stocktakes", "Stocktakes", "stocktake", "counting", "counting_room"),),
    ),
    WidePlace(
        "Loans and returns",
        ft.Icons.SWAP_HORIZ,
        (
            _tab("loans", "Loans", "loan", "return", "lend"),
            _tab("damages", "Damages", "damage", "report_damage"),
            _tab("handovers", "Class handovers", "handover", "begin_handover"),
        ),
    ),
    WidePlace(
        "Visitors",
        ft.Icons.BADGE_OUTLINED,
        (
            _tab("visits", "On campus", "visit", "sign_in", "evacuation", "going_home"),
            _tab("visit_log", "All visits", "visit_record"),
            _tab("expected_list", "Expected visitors", "expect"),
            _tab("pickups", "Pick-up cards", "pickup", office_only=True),
            _tab("barred", "Refused list", office_only=True),
            _tab("gate_items", "Passes and keys", "gate_item"),
            _tab("gate_log", "Shifts and vehicles", *GATE_LOG),
            _tab("visit_reports", "Report of visits", office_only=True),
            _tab("privacy", "Personal data", "notice", office_only=True),
        ),
        office_only=True,
        roles=frozenset({"guard"}),
    ),
    WidePlace(
        "Settings",
        ft.Icons.TUNE,
        (
            _tab("devices", "People and phones"),
            _tab("plans", "Routes", "plan"),
            _tab("checklists", "Checklists", "checklist"),
            _tab("import", "Import"),
            _tab("school", "School settings"),
            _tab("gate_settings", "Gate settings"),
        ),
        office_only=True,
    ),
    WidePlace("Me", ft.Icons.PERSON_OUTLINE, (_tab("me", "Me", "people", "pin", "sync"),)),
)


def places_for(role: str | None) -> tuple[WidePlace, ...]:
    """The rail of a role: what only the office may do is not offered to others."""
    return tuple(
        place for place in WIDE_PLACES if role == "office" or role in place.roles or not place.office_only
    )


def place_at(name: str) -> WidePlace | None:
    """The place of the rail that covers a route."""
    return next((place for place in WIDE_PLACES if name in place.covers), None)


def is_tab(name: str) -> bool:
    """Whether the rail or a tab leads to this route, so that there is nothing to go back from."""
    return any(tab.name == name for place in WIDE_PLACES for tab in place.tabs)


def tab_choices(place: WidePlace, desk: Desk) -> list[tuple[str, str]]:
    """The tabs that are offered to this person, as routes with their words."""
    offered = [tab for tab in place.tabs if is_office(desk) or not tab.office_only]
    return [(tab.name, desk.t(tab.label)) for tab in offered]


def place_tabs(desk: Desk) -> list[ft.Control]:
    """The choice between the screens of the place where the person is; nothing where there is one alone."""
    name = desk.where.place.name
    place = place_at(name)
    if place is None or place.tabs_within or len(place.tabs) == 1:
        return []
    held = place.tab_at(name)
    go = lambda chosen: desk.go(route_to(chosen))  # noqa: E731
    row = chips("place", tab_choices(place, desk), held.name if held else "", go)
    return [ft.Container(row, key="place-tabs", padding=ft.Padding.only(left=16, right=8, top=8))]
