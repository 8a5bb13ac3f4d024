"""A long list comes back to where it was, with as many rows as had been shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.components import use_ref, use_state
from inspect_app.state import Desk
from inspect_app.views.ledger import PAGE_ROWS


@dataclass(frozen=True, slots=True)
class Scrolling:
    """What a screen hands to its page: the list's reference, the ear for scrolling, the rows to show."""

    scroller: ft.Ref[ft.ListView]
    on_scroll: Callable[[Any], None]
    rows: int
    show_more: Callable[[], None]
    from_top: Callable[[], None]


def use_scrolling(desk: Desk, name: str) -> Scrolling:
    """Remember offset and rows under `name` for as long as the app lives."""
    held: dict[str, Any] = desk.memory.setdefault("scroll", {}).setdefault(
        name, {"offset": 0.0, "rows": PAGE_ROWS}
    )
    scroller: ft.Ref[ft.ListView] = use_ref(ft.Ref).current
    rows, set_rows = use_state(held["rows"])

    def heard(event: Any) -> None:
        held["offset"] = event.pixels

    async def restore() -> None:
        if held["offset"] > 0 and scroller.current is not None:
            await scroller.current.scroll_to(offset=held["offset"])

    def show(count: int) -> None:
        held["rows"] = count
        set_rows(count)

    ft.use_effect(restore, [])
    return Scrolling(scroller, heard, rows, lambda: show(rows + PAGE_ROWS), lambda: show(PAGE_ROWS))
