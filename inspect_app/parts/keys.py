"""The keyboard of the wide window: / searches, j k and arrows move, Enter opens, x ticks, Esc closes.

While somebody types, only Esc is heard. One screen listens at a time: the one that was drawn last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from inspect_app.components import use_ref

Bindings = Mapping[str, Callable[[], Any]]


@dataclass
class Keyboard:
    """What is bound at the moment, whether somebody types into a field, and whether Shift is held."""

    bindings: list[Any] = field(default_factory=list)
    is_typing: bool = False
    is_shift_held: bool = False

    def hear(self, key: str, *, shift: bool = False, ctrl: bool = False) -> None:
        """Do what the key is bound to; with Shift or Ctrl the binding is called 'Shift down' or 'Ctrl all'."""
        if self.bindings and (not self.is_typing or key == "Escape"):
            held = f"{'Ctrl ' if ctrl else ''}{'Shift ' if shift and key != '/' else ''}"
            act = self.bindings[-1].current.get(held + _ALIASES.get(key, key))
            if act is not None:
                act()

    def hold_shift(self, key: str, *, down: bool) -> None:
        """Told of every key that goes down or up: a click with Shift ends a range."""
        if key.startswith("Shift"):
            self.is_shift_held = down

    def drop(self, bound: Any) -> None:
        """Forget one set of bindings."""
        self.bindings = [each for each in self.bindings if each is not bound]

    def typing(self, *, on: bool) -> None:
        self.is_typing = on


_ALIASES = {
    "J": "down",
    "K": "up",
    "Arrow Down": "down",
    "Arrow Up": "up",
    "Numpad Enter": "Enter",
    "X": "tick",
    " ": "tick",
    "Space": "tick",
    "A": "all",
}


def use_keys(keyboard: Keyboard, bindings: Bindings) -> None:
    """Hear keys for as long as the component is shown. Names: down, up, Enter, Escape, /, tick, all."""
    latest = use_ref(bindings)
    latest.current = bindings

    def listen() -> None:
        keyboard.bindings.append(latest)
        keyboard.is_typing = False
        page = ft.context.page
        if page.on_keyboard_event is None:
            page.on_keyboard_event = lambda event: keyboard.hear(
                event.key, shift=event.shift, ctrl=event.ctrl or event.meta
            )
            page.update()

    ft.use_effect(listen, [], lambda: keyboard.drop(latest))


def use_silence(keyboard: Keyboard, *, on: bool) -> None:
    """Hear nothing while a dialog stands over the screen."""
    nothing = use_ref({})

    def fall_silent() -> None:
        if on:
            keyboard.bindings.append(nothing)

    ft.use_effect(fall_silent, [on], lambda: keyboard.drop(nothing))


def moved(ids: Sequence[str], chosen: str | None, by: int) -> str | None:
    """The id that lies `by` rows from the chosen one; the first when none is chosen."""
    if not ids:
        return None
    if chosen not in ids:
        return ids[0]
    return ids[min(len(ids) - 1, max(0, ids.index(chosen) + by))]
