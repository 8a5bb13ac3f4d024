"""A checklist while it is changed: the draft in hand, and the saved version that it was made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.checklists.item import Checklist
from inspect_app.components import use_state


@dataclass(frozen=True, slots=True)
class Held:
    """A draft in hand: `base` is what it was made from; `begin` goes on from another list."""

    base: Checklist
    draft: Checklist
    turn: int
    change: Callable[[Any], None]
    begin: Callable[[Checklist], None]

    @property
    def is_changed(self) -> bool:
        return self.draft != self.base


def use_held(start: Checklist) -> Held:
    """A draft without changes follows the saved version; one with changes is never lost silently."""
    turn, turn_over = use_state(0)
    base, rebase = use_state(start)
    draft, change = use_state(start)

    def begin(checklist: Checklist) -> None:
        """Fields own their text, so they are made anew."""
        turn_over(turn + 1)
        rebase(checklist)
        change(checklist)

    def catch_up() -> None:
        if draft == base != start:
            begin(start)

    ft.use_effect(catch_up, [start.version])
    return Held(base, draft, turn, change, begin)
