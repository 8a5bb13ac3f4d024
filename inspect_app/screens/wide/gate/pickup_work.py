"""A pick-up card while the office fills it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from inspect_app.gate.pickup import Card
from inspect_app.state import Desk


@dataclass(frozen=True, slots=True)
class Held:
    """The form: the card, sizes of photos chosen just now, and a number that renews the fields when it is not their
    own typing that changed them."""

    card: Card
    portraits: dict[str, tuple[int, int, int]]
    renewed: int = 0


@dataclass(frozen=True, slots=True)
class CardWork:
    """What changes the form; each on what it holds by then, for typing is quicker than drawing."""

    desk: Desk
    hold: Callable[[Any], None]

    def say(self, **values: Any) -> None:
        self.hold(lambda form: replace(form, card=replace(form.card, **values)))

    def put(self, **values: Any) -> None:
        """As `say`, for what the fields do not know yet."""
        self.hold(lambda form: Held(replace(form.card, **values), form.portraits, form.renewed + 1))

    def person(self, number: int, **values: Any) -> None:
        def changed(form: Held) -> Held:
            rows = list(form.card.allowed)
            rows[number] = replace(rows[number], **values)
            return replace(form, card=replace(form.card, allowed=tuple(rows)))

        self.hold(changed)

    def drop(self, number: int) -> None:
        def changed(form: Held) -> Held:
            left = tuple(each for at, each in enumerate(form.card.allowed) if at != number)
            return Held(replace(form.card, allowed=left), form.portraits, form.renewed + 1)

        self.hold(changed)

    def portrait(self, number: int, sha256: str, size: tuple[int, int, int]) -> None:
        self.person(number, photo=sha256)
        self.hold(lambda form: replace(form, portraits={**form.portraits, sha256: size}))
