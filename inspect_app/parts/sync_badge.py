"""The sync badge of the top bar: all sent, so many to go, or a sign that somebody must look."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.syncing import SyncView
from inspect_app.components import component, watch
from inspect_app.devices.ports import Clock
from inspect_app.parts.fetched import use_fetched
from inspect_app.parts.meaning import ATTENTION, PASSED, UNSENT, Meaning
from inspect_app.routes import route_to
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import MINUTE_MS

QUIET_TROUBLES = frozenset({None, "offline", "busy"})
"""Troubles that pass by themselves; with these the number to go says enough."""

CLOCK_WRONG_MS = 5 * MINUTE_MS


def is_clock_wrong(clock: Clock) -> bool:
    """Whether the person should set the clock, by what the server last told and what was set since."""
    return abs(clock.correction_ms()) >= CLOCK_WRONG_MS


def badge_of(view: SyncView, clock: Clock, t: Words) -> tuple[Meaning, str]:
    """What the badge says, worst first."""
    if view.refused or view.trouble not in QUIET_TROUBLES:
        return ATTENTION, t("Look here")
    waiting = view.unsent or view.photos_unsent  # a photo's record counts already
    if waiting:
        return UNSENT, t.count("{n} to send", "{n} to send", waiting)
    if is_clock_wrong(clock):
        return ATTENTION, t("Look here")
    if view.last_ok_ms is None:
        return UNSENT, t("Not synced yet")
    return PASSED, t("Synced")


@component
def SyncBadge(desk: Desk) -> ft.Control:  # noqa: N802
    """Tapping it opens the sync page."""
    view = watch(desk.sync).view
    watch(desk.changes)
    t = desk.t
    meaning, words = badge_of(view, desk.device.clock, t)
    fetched = use_fetched(desk)
    if fetched:
        words = t("{n} fetched", n=f"{fetched:,}")
    icon: ft.Control = ft.Icon(meaning.icon, size=18, color=meaning.strong)
    if view.running:
        icon = ft.ProgressRing(width=16, height=16, stroke_width=2, color=meaning.strong)
    return ft.TextButton(
        ft.Row(
            [icon, ft.Text(words, theme_style=ft.TextThemeStyle.BODY_SMALL, color=meaning.strong)],
            spacing=6,
            tight=True,
        ),
        key="sync-badge",
        on_click=lambda: desk.go(route_to("sync")),
        style=ft.ButtonStyle(padding=ft.Padding.symmetric(horizontal=12)),
    )
