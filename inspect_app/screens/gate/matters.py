"""What is open, line by line: each with its number and the place where it is settled."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.gate.shift import Matters
from inspect_app.parts.card import chevron, line
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, Meaning, notice, pill
from inspect_app.routes import has_place, route_to
from inspect_app.state import Desk


def matter_lines(matters: Matters, desk: Desk, *, leads: bool) -> list[ft.Control]:
    """What is nought is left out; with `leads` a tap goes there. One sentence where nothing is open."""
    t = desk.t
    named: list[tuple[str, str, int, str, Meaning, str]] = [
        ("roll-call", t("Roll call not ended"), matters.roll_call, "", FAILED, "evacuation"),
        ("on-campus", t("Visitors on campus"), matters.on_campus, "", QUIET, "visits"),
        ("overdue", t("Overdue visitors"), matters.overdue, "", ATTENTION, "visits"),
        ("papers", t("Papers to come"), matters.papers, "", ATTENTION, "visits"),
        ("expected", t("Expected today, not come"), matters.expected, "", QUIET, "expected_list"),
        ("left", t("Things kept"), matters.left_items, "", QUIET, "left_items"),
        ("passes", t("Passes out"), len(matters.passes_out), _numbers(matters.passes_out), QUIET, "gate_items"),
        ("keys", t("Keys out"), len(matters.keys_out), _numbers(matters.keys_out), ATTENTION, "gate_items"),
    ]  # fmt: skip
    lines: list[ft.Control] = [
        line(
            words,
            key=f"matter-{key}",
            below=below,
            after=_number(count, meaning, leads=leads and has_place(place)),
            on_click=_goes(desk, place) if leads and has_place(place) else None,
        )
        for key, words, count, below, meaning, place in named
        if count
    ]
    return lines or [notice(PASSED, t("Nothing is open."), key="nothing-open")]


def _numbers(things: tuple[str, ...]) -> str:
    return "、".join(things)


def _number(count: int, meaning: Meaning, *, leads: bool) -> ft.Control:
    cells: list[ft.Control] = [pill(meaning, str(count))]
    return ft.Row([*cells, *([chevron()] if leads else [])], tight=True, spacing=8)


def _goes(desk: Desk, place: str) -> Callable[[], None]:
    return lambda: desk.go(route_to(place))
