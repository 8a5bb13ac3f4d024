"""The other places of the gate, one tap from its first screen; the list for an evacuation before all of them."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.parts.buttons import tonal_button
from inspect_app.parts.empty import empty
from inspect_app.routes import has_place, route_to
from inspect_app.state import Desk

EVACUATION = "evacuation"
LABELS = {
    "going_home": "Passes back",
    "expected_list": "Expected",
    "passages": "Vehicles and goods",
    "left_items": "Things left here",
    "gate_items": "Passes and keys",
    "shift": "Shift",
    "notice": "Notice for visitors",
}
"""Places by their routes, in the order in which a guard needs them."""
ICONS = {
    "going_home": ft.Icons.QR_CODE_SCANNER,
    "expected_list": ft.Icons.EVENT_AVAILABLE_OUTLINED,
    "passages": ft.Icons.LOCAL_SHIPPING_OUTLINED,
    "left_items": ft.Icons.INVENTORY_OUTLINED,
    "gate_items": ft.Icons.KEY_OUTLINED,
    "shift": ft.Icons.SWAP_HORIZ,
    "notice": ft.Icons.PRIVACY_TIP_OUTLINED,
}


def evacuation_button(desk: Desk) -> list[ft.Control]:
    """In sight on the first screen, whatever is scrolled: two taps from anywhere with the bottom bar."""
    if not has_place(EVACUATION):
        return []
    words = desk.t("Evacuation")
    go = _goes(desk, EVACUATION)
    return [tonal_button(words, go, key="to-evacuation", icon=ft.Icons.DIRECTIONS_RUN)]


def ways(desk: Desk) -> list[ft.Control]:
    """A row that is drawn sideways."""
    buttons: list[ft.Control] = [
        tonal_button(desk.t(words), _goes(desk, name), key=f"to-{name}", icon=ICONS[name])
        for name, words in LABELS.items()
        if has_place(name)
    ]
    return [ft.Row(buttons, key="ways", spacing=8, scroll=ft.ScrollMode.HIDDEN)] if buttons else []


def not_the_gate(desk: Desk) -> ft.Control:
    """For whoever follows a link: visitors are known at the gate and in the office alone."""
    words = desk.t("Visitors are signed in on the phones of the gate. This phone holds nothing of them.")
    return empty(ft.Icons.BADGE_OUTLINED, words, key="not-the-gate")


def _goes(desk: Desk, name: str) -> Callable[[], None]:
    return lambda: desk.go(route_to(name))
