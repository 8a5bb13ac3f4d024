"""A new version waits: said where people look first, taken when the person says so."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.buttons import second_button
from inspect_app.parts.card import card
from inspect_app.parts.meaning import UNSENT, mark
from inspect_app.state import Desk


def update_card(desk: Desk) -> list[ft.Control]:
    """Nothing where this device has the newest version."""
    if not desk.device.shell.update_waiting():
        return []
    t = desk.t
    return [
        card(
            [
                mark(UNSENT, t("A new version is ready."), icon=ft.Icons.SYSTEM_UPDATE_ALT),
                second_button(t("Update now"), desk.device.shell.apply_update, key="update"),
            ],
            key="update-card",
        )
    ]
