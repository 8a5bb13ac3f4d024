"""How much of the school has come while it comes for the first time: a number that grows is no ring that hangs."""

from __future__ import annotations

import asyncio

import flet as ft

from inspect_app.components import use_ref, use_state
from inspect_app.state import Desk
from storage.snapshot import staged_pages_count
from sync.protocol import SNAPSHOT_PAGE_LIMIT

LOOK_SECONDS = 0.7


def use_fetched(desk: Desk) -> int:
    """About how many rows lie ready during a first sync, by whole pages; 0 otherwise."""
    view = desk.sync.view
    is_first = view.running and view.last_ok_ms is None
    fetched, hold = use_state(0)
    is_looking = use_ref(False)  # noqa: FBT003 - a value, no option

    async def look() -> None:
        is_looking.current = is_first
        while is_looking.current:
            hold(staged_pages_count(desk.store.db) * SNAPSHOT_PAGE_LIMIT)
            await asyncio.sleep(LOOK_SECONDS)

    def leave() -> None:
        is_looking.current = False

    ft.use_effect(look, [is_first], leave)
    return fetched if is_first else 0
