"""The school is on its way to this device for the first time: neither empty nor ready."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.troubles import sentence
from inspect_app.parts.buttons import tonal_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import text
from inspect_app.state import Desk
from storage.queries.ledger_list import count_room_list


def is_arriving(desk: Desk) -> bool:
    """True until the first sync has brought rooms, or has ended well without any."""
    return desk.sync.view.last_ok_ms is None and not count_room_list(desk.store.db, "")


def arriving(desk: Desk) -> ft.Control:
    """A ring and a sentence; where the first sync failed, why and one button."""
    t = desk.t
    trouble = desk.sync.view.trouble
    if trouble and not desk.sync.view.running:

        async def again() -> None:
            await desk.agent.sync_now()

        button = tonal_button(t("Try again"), again, key="fetch-again", icon=ft.Icons.SYNC)
        words = sentence(trouble, t)
        return notice(ATTENTION, words, key="not-arrived", action=ft.Row([button]))
    return ft.Container(
        ft.Column(
            [
                ft.ProgressRing(width=40, height=40),
                text(
                    t("Fetching the school's rooms, routes and lists. The first time takes a little longer."),
                    color=ft.Colors.ON_SURFACE_VARIANT,
                    text_align=ft.TextAlign.CENTER,
                ),
            ],
            spacing=16,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        key="arriving",
        padding=ft.Padding.symmetric(horizontal=16, vertical=48),
        alignment=ft.Alignment.CENTER,
    )
