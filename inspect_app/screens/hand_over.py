"""Everything of a keeper or in a room to another, from the phone's ledger: one form, one action."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, use_flag
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import text_button
from inspect_app.screens.asset_card import may_move
from inspect_app.screens.move_form import MoveForm
from inspect_app.state import Desk
from storage.queries import asset_list
from storage.queries.asset_list import AssetFilter

MOST_AT_ONCE = 2000
"""More is no handover but a mistake in the filter; the desk can do more, chunk by chunk."""


def use_hand_over(desk: Desk, wanted: AssetFilter) -> list[ft.Control]:
    """A button where the list is one keeper's or one room's, for those who may move things."""
    is_open, set_open = use_flag()
    is_offered = bool((wanted.keeper or wanted.room) and may_move(desk))
    count = asset_list.count_asset_list(desk.store.db, wanted) if is_offered else 0
    close = lambda: set_open(False)  # noqa: E731
    form = HandOver(desk, wanted, close, key="hand-over-form") if is_open else None
    ft.use_dialog(sheet([form], close) if form else None)
    if not 0 < count <= MOST_AT_ONCE:
        return []
    words = desk.t.count("Hand over {n} asset", "Hand over all {n}", count)
    return [text_button(words, lambda: set_open(True), key="hand-over", icon=ft.Icons.MOVE_DOWN)]


@component
def HandOver(desk: Desk, wanted: AssetFilter, close: object) -> ft.Control:  # noqa: N802
    """The form for what the list shows now."""
    ids = tuple(asset_list.asset_ids(desk.store.db, wanted))
    title = desk.t.count("Move or hand over {n} asset", "Move or hand over {n} assets", len(ids))
    made: ft.Control = MoveForm(desk, ids, title, close, key="move-form")
    return made
