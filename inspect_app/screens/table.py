"""Which screen belongs to which place, and the titles of the top bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from inspect_app.screens.asset import AssetScreen
from inspect_app.screens.bind import BindScreen
from inspect_app.screens.check import CheckScreen
from inspect_app.screens.code import CodeScreen
from inspect_app.screens.counting.room import CountingRoomScreen
from inspect_app.screens.counting.scan import CountingScreen
from inspect_app.screens.counting.stocktake import StocktakeScreen
from inspect_app.screens.counting.stocktakes import StocktakesScreen
from inspect_app.screens.damage import DamageScreen
from inspect_app.screens.damage_report import DamageReportScreen
from inspect_app.screens.fault import FaultScreen
from inspect_app.screens.gate.evacuation import DrillScreen, EvacuationScreen
from inspect_app.screens.gate.expect import ExpectScreen
from inspect_app.screens.gate.expected_list import ExpectedListScreen
from inspect_app.screens.gate.gate_item import GateItemScreen
from inspect_app.screens.gate.gate_items import GateItemsScreen
from inspect_app.screens.gate.going_home import GoingHomeScreen
from inspect_app.screens.gate.left_item import LeftItemScreen
from inspect_app.screens.gate.left_items import LeftItemsScreen
from inspect_app.screens.gate.notice import NoticeScreen
from inspect_app.screens.gate.passage import PassageScreen
from inspect_app.screens.gate.passages import PassagesScreen
from inspect_app.screens.gate.past_shift import PastShiftScreen
from inspect_app.screens.gate.pickup import PickupScreen
from inspect_app.screens.gate.shift import ShiftScreen
from inspect_app.screens.gate.sign_in import SignInScreen
from inspect_app.screens.gate.visit import VisitScreen
from inspect_app.screens.gate.visits import VisitsScreen
from inspect_app.screens.handover import HandoverScreen
from inspect_app.screens.handovers import BeginHandoverScreen, HandoversScreen
from inspect_app.screens.history import HistoryScreen
from inspect_app.screens.ledger import LedgerScreen
from inspect_app.screens.lend import LendScreen
from inspect_app.screens.loan import LoanScreen
from inspect_app.screens.loan_return import ReturnScreen
from inspect_app.screens.loans import LoansScreen
from inspect_app.screens.me import MeScreen
from inspect_app.screens.people import PeopleScreen
from inspect_app.screens.photo import PhotoScreen
from inspect_app.screens.pin import PinScreen
from inspect_app.screens.record import RecordScreen
from inspect_app.screens.report import ReportScreen
from inspect_app.screens.room import RoomScreen
from inspect_app.screens.round import RoundScreen
from inspect_app.screens.scan import ScanScreen
from inspect_app.screens.sync import SyncScreen
from inspect_app.screens.tasks import TasksScreen
from inspect_app.screens.today import TodayScreen
from inspect_app.screens.wide import WIDE_ONLY, WIDE_SCREENS
from inspect_app.screens.wide.only import WideOnly
from inspect_app.state import Desk

SCREENS: Mapping[str, Callable[..., Any]] = {
    "today": TodayScreen,
    "tasks": TasksScreen,
    "scan": ScanScreen,
    "ledger": LedgerScreen,
    "me": MeScreen,
    "sync": SyncScreen,
    "people": PeopleScreen,
    "pin": PinScreen,
    "room": RoomScreen,
    "history": HistoryScreen,
    "report": ReportScreen,
    "asset": AssetScreen,
    "check": CheckScreen,
    "record": RecordScreen,
    "round": RoundScreen,
    "fault": FaultScreen,
    "photo": PhotoScreen,
    "code": CodeScreen,
    "join": MeScreen,
    "stocktakes": StocktakesScreen,
    "stocktake": StocktakeScreen,
    "counting": CountingScreen,
    "counting_room": CountingRoomScreen,
    "lend": LendScreen,
    "bind": BindScreen,
    "report_damage": DamageReportScreen,
    "loans": LoansScreen,
    "loan": LoanScreen,
    "return": ReturnScreen,
    "damages": LoansScreen,
    "damage": DamageScreen,
    "handovers": HandoversScreen,
    "handover": HandoverScreen,
    "begin_handover": BeginHandoverScreen,
    "visits": VisitsScreen,
    "notice": NoticeScreen,
    "sign_in": SignInScreen,
    "visit": VisitScreen,
    "evacuation": EvacuationScreen,
    "drill": DrillScreen,
    "passages": PassagesScreen,
    "passage": PassageScreen,
    "left_items": LeftItemsScreen,
    "left_item": LeftItemScreen,
    "gate_items": GateItemsScreen,
    "gate_item": GateItemScreen,
    "shift": ShiftScreen,
    "past_shift": PastShiftScreen,
    "expected_list": ExpectedListScreen,
    "expect": ExpectScreen,
    "pickup": PickupScreen,
    "going_home": GoingHomeScreen,
    **dict.fromkeys(WIDE_ONLY, WideOnly),
}

TITLES: Mapping[str, str] = {
    "today": "Today",
    "tasks": "Tasks",
    "scan": "Scan",
    "ledger": "Ledger",
    "me": "Me",
    "sync": "Sync",
    "people": "Who is on duty",
    "pin": "My PIN",
    "room": "Room",
    "history": "History",
    "report": "Report a fault",
    "asset": "Asset",
    "check": "Check",
    "record": "Check record",
    "round": "Round",
    "fault": "Fault",
    "photo": "Photo",
    "code": "Label",
    "join": "Me",
    "lend": "Hand out or lend",
    "report_damage": "Report damage",
    "loans": "Loans and returns",
    "loan": "Loan",
    "return": "Take back",
    "damages": "Damages",
    "damage": "Damage",
    "handovers": "Class handovers",
    "handover": "Class handover",
    "begin_handover": "Class handover",
    "rounds": "Rounds",
    "checks": "Single checks",
    "import": "Import",
    "devices": "People and phones",
    "plans": "Routes",
    "plan": "Routes",
    "checklists": "Checklists",
    "checklist": "Checklists",
    "school": "School settings",
    "stocktakes": "Stocktakes",
    "stocktake": "Stocktake",
    "counting": "Stocktake",
    "counting_room": "Room of the count",
    "bind": "Bind a label",
    "labels": "Labels",
    "visits": "Visitors",
    "notice": "Notice to visitors",
    "sign_in": "Sign in",
    "visit": "Visit",
    "visit_log": "All visits",
    "visit_record": "Visit",
    "gate_log": "Shifts and vehicles",
    "privacy": "Personal data",
    "gate_settings": "Gate settings",
    "visit_reports": "Report of visits",
    "evacuation": "Evacuation list",
    "drill": "Roll call",
    "passages": "Vehicles and goods",
    "passage": "Vehicles and goods",
    "left_items": "Things left at the gate",
    "left_item": "Things left at the gate",
    "gate_items": "Passes and keys",
    "gate_item": "Passes and keys",
    "shift": "Shift handover",
    "past_shift": "Shift handover",
    "expected_list": "Visitors expected",
    "expect": "Expect a visitor",
    "pickup": "Pick-up card",
    "pickups": "Pick-up cards",
    "barred": "Refused list",
    "going_home": "Passes in a row",
}
"""Titles of the top bar, as keys of the catalogue."""


def screen_of(desk: Desk) -> ft.Control:
    """The component for where the person is, keyed by the address; a wide one stays while its list is walked."""
    place = desk.where.place
    component = SCREENS[place.name]
    if desk.looks.is_wide and place.name in WIDE_SCREENS:
        wide = WIDE_SCREENS[place.name]
        return wide(desk, place, key=f"wide:{wide.__name__}")
    return component(desk, place, key=f"{place.name}:{desk.where.route}")
