"""What the office wants printed, as it is being chosen; other screens hand their rows over to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from inspect_app.actions.office.label_calls import LabelWish
from inspect_app.components import use_state
from inspect_app.routes import route_to
from inspect_app.state import Desk
from storage.queries.label_list import LabelChoice


@dataclass(frozen=True, slots=True)
class WishForm:
    """The wish on the screen. `want` changes its parts, `want_things` those of its choice."""

    desk: Desk
    wish: LabelWish
    want: Callable[..., None]

    @property
    def shown(self) -> str:
        """rooms, assets, gate_items or blank."""
        return "blank" if self.wish.blank else self.wish.choice.kind

    def want_things(self, **changes: Any) -> None:
        self.want(choice=replace(held_wish(self.desk).choice, **changes))


def held_wish(desk: Desk) -> LabelWish:
    """As it was left; at first everything without a label."""
    held: LabelWish = desk.memory.setdefault(
        "labels", LabelWish(LabelChoice(state="none"), address=address_of(desk))
    )
    return held


def use_wish(desk: Desk) -> WishForm:
    """The wish is kept while other places are looked at."""
    wish, show = use_state(held_wish(desk))

    def want(**changes: Any) -> None:
        desk.memory["labels"] = replace(held_wish(desk), **changes)
        show(desk.memory["labels"])

    return WishForm(desk, wish, want)


def ask_labels(desk: Desk, kind: Literal["rooms", "assets", "gate_items"], ids: Iterable[str]) -> None:
    """Open the labels for these rows; without any, for all of that kind that has none."""
    chosen = tuple(ids)
    state: Literal["", "none"] = "none" if kind == "assets" and not chosen else ""
    choice = LabelChoice(kind, state=state, ids=chosen)
    desk.memory["labels"] = replace(held_wish(desk), choice=choice, blank=0)
    desk.go(route_to("labels"))


def address_of(desk: Desk) -> str:
    """The address that phones reach: where this page came from, else where this device sends to."""
    return desk.device.shell.address() or desk.store.setting("address") or ""
