"""The three tables of lending, one rail place: loans, damages, class handovers."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.chips import chips
from inspect_app.routes import route_to
from inspect_app.state import Desk

VIEWS = {"loans": "Loans", "damages": "Damages", "handovers": "Class handovers"}


def lending_tabs(desk: Desk, chosen: str) -> ft.Control:
    choices = [(name, desk.t(words)) for name, words in VIEWS.items()]
    return chips("lending", choices, chosen, lambda name: desk.go(route_to(name)))
