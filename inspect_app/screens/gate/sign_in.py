"""Being built."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component
from inspect_app.routes import Place
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk


@component
def SignInScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    return no_such_place(desk)
