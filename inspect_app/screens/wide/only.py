"""What a narrow window says at a place that needs a wide one."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component
from inspect_app.parts.empty import empty
from inspect_app.routes import Place, route_to
from inspect_app.state import Desk


@component
def WideOnly(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A link to the office's desk, opened on a phone."""
    t = desk.t
    return empty(
        ft.Icons.DESKTOP_WINDOWS_OUTLINED,
        t("This page needs a wide window: open it on the office's computer."),
        button=t("Back to today"),
        on_click=lambda: desk.go(route_to("today")),
        key="wide-only",
    )
