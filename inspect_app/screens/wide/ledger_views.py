"""The screens of 场所与资产 in one row: rooms, assets, value by class, and for the office the labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.parts.chips import chips
from inspect_app.routes import route_to
from inspect_app.screens.asset_card import is_office
from inspect_app.state import Desk

LABELS_PLACE = "labels"
LEDGER = "wide_ledger"
"""The name under which view, text and filter are kept."""
VIEWS = {"rooms": "Rooms", "assets": "Assets", "values": "Value by class", LABELS_PLACE: "Labels"}


def held_ledger(desk: Desk) -> dict[str, Any]:
    """What the ledger remembers while the person is elsewhere: view, text, filter."""
    held: dict[str, Any] = desk.memory.setdefault(LEDGER, {})
    return held


def ledger_views(desk: Desk, shown: str, pick: Callable[[str], None]) -> ft.Control:
    """`pick` gets a view of the ledger; the labels have an address of their own."""

    def choose(view: str) -> None:
        if view == LABELS_PLACE:
            desk.go(route_to(LABELS_PLACE))
        else:
            pick(view)

    offered = [view for view in VIEWS if view != LABELS_PLACE or is_office(desk)]
    return chips("view", [(view, desk.t(VIEWS[view])) for view in offered], shown, choose)


def back_to_ledger(desk: Desk, view: str) -> None:
    """From the labels to a view of the ledger."""
    held_ledger(desk)["view"] = view
    desk.go(route_to("ledger"))
