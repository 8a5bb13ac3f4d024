"""What the phone's ledger is asked for: view, words and filter, kept while the person is elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import flet as ft

from inspect_app.components import use_flag, use_ref, use_state
from inspect_app.parts.ask import sheet
from inspect_app.screens.asset_filter import FilterForm, filter_asked
from inspect_app.screens.scrolling import Scrolling
from inspect_app.state import Desk
from storage.queries.asset_list import AssetFilter

WAIT_SECONDS = 0.25


def held_ledger(desk: Desk) -> dict[str, Any]:
    """view, text, filter, and the room whose things were opened from its card."""
    held: dict[str, Any] = desk.memory.setdefault("ledger", {})
    return held


@dataclass(frozen=True, slots=True)
class LedgerAsked:
    """`filtered` is the filter with the words, `of_room` also with the room that its card named."""

    desk: Desk
    shown: str
    sought: str
    wanted: AssetFilter
    pick: Callable[[str], None]
    typed: Callable[[str], None]
    choose: Callable[[AssetFilter], None]

    @property
    def filtered(self) -> AssetFilter:
        return filter_asked(self.desk, self.wanted, self.sought)

    @property
    def of_room(self) -> AssetFilter:
        return replace(self.filtered, room=self.wanted.room or held_ledger(self.desk).get("room") or "")


def use_asked(desk: Desk, scrolling: Scrolling) -> LedgerAsked:
    """Whatever is asked for anew begins at the top of its list."""
    held = held_ledger(desk)
    shown, show = use_state(held.get("view", "rooms"))
    sought, seek = use_state(held.get("text", ""))
    wanted, filter_by = use_state(held.get("filter", AssetFilter()))

    def keep(then: Callable[[Any], None], value: Any, **parts: Any) -> None:
        held_ledger(desk).update(parts)
        scrolling.from_top()
        then(value)

    typed = use_resting(desk, sought, lambda text: keep(seek, text, text=text))
    return LedgerAsked(
        desk,
        shown,
        sought,
        wanted,
        lambda view: keep(show, view, view=view, room=None),
        typed,
        lambda other: keep(filter_by, other, filter=other, room=None),
    )


def use_resting(desk: Desk, first: str, act: Callable[[str], None]) -> Callable[[str], None]:
    """Act once the typing rests; an older text is no longer wanted then."""
    latest = use_ref(first)

    def typed(text: str) -> None:
        latest.current = text

        async def later() -> None:
            await asyncio.sleep(WAIT_SECONDS)
            if latest.current == text:
                act(text)

        desk.run(later)

    return typed


def use_filter_sheet(asked: LedgerAsked) -> Callable[[], None]:
    """Opens the filters over the list."""
    is_open, set_open = use_flag()
    close = lambda: set_open(False)  # noqa: E731
    form = FilterForm(asked.desk, asked.filtered, asked.choose, close, key="filter-form")
    ft.use_dialog(sheet([form], close) if is_open else None)
    return lambda: set_open(True)
