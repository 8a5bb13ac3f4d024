"""The places of the wide window. A screen joins by a line in WIDE_PLACES, and WIDE_SCREENS where the
wide window shows something else than the phone does at the same address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft


@dataclass(frozen=True, slots=True)
class WidePlace:
    """One place of the rail; `covers` are the names of routes.py that count as being there."""

    label: str
    icon: ft.IconData
    route: str
    covers: frozenset[str]


WIDE_PLACES: tuple[WidePlace, ...] = (
    WidePlace("Rounds", ft.Icons.ROUTE_OUTLINED, "/", frozenset({"today", "round", "check", "record"})),
    WidePlace("Tickets and faults", ft.Icons.BUILD_OUTLINED, "/tasks", frozenset({"tasks", "fault"})),
    WidePlace(
        "Assets",
        ft.Icons.INVENTORY_2_OUTLINED,
        "/ledger",
        frozenset({"ledger", "room", "asset", "history", "report"}),
    ),
    WidePlace("Me", ft.Icons.PERSON_OUTLINE, "/me", frozenset({"me", "people", "sync"})),
)

WIDE_SCREENS: Mapping[str, Callable[..., Any]] = {}
"""Name of a place to the component that the wide window shows there."""
