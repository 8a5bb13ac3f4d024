"""What was walked, in two views: the rounds of a day, and single checks."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.chips import chips
from inspect_app.routes import route_to
from inspect_app.state import Desk

VIEWS = {"rounds": "Rounds", "checks": "Single checks"}
"""Names of places in routes.py."""


def round_views(desk: Desk, shown: str) -> ft.Control:
    """The choice between the two; `shown` is where the person is."""
    choices = [(name, desk.t(words)) for name, words in VIEWS.items()]
    return chips("walked", choices, shown, lambda name: desk.go(route_to(name)))
