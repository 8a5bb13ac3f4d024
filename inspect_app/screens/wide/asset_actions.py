"""What can be done with several assets at once: a move or handover, or one field for all after a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.components import use_state
from inspect_app.parts.buttons import text_button
from inspect_app.parts.keys import use_silence
from inspect_app.screens.asset_card import is_office, may_move
from inspect_app.screens.move_form import MoveForm
from inspect_app.screens.wide.asset import form_dialog
from inspect_app.screens.wide.bulk_form import BulkForm
from inspect_app.screens.wide.bulk_history import BulkHistory
from inspect_app.screens.wide.card_form import card_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.office_table import OfficeTable

BULK_PIXELS = 720


def use_asset_actions(table: OfficeTable) -> tuple[list[ft.Control], list[ft.Control]]:
    """Controls for the ticked rows, and those that stand there without any."""
    desk, t = table.desk, table.desk.t
    over, put_over = use_state("")
    ids = tuple(sorted(table.selection.ids))
    close = lambda: put_over("")  # noqa: E731
    dialog = None
    if over == "new":
        dialog = card_dialog(desk, None, close)
    elif over == "move":
        title = t.count("Move or hand over {n} asset", "Move or hand over {n} assets", len(ids))
        dialog = form_dialog(MoveForm(desk, ids, title, close, key="move-form"), close)
    elif over == "bulk":
        dialog = form_dialog(BulkForm(desk, ids, close, key="bulk-form"), close, width=BULK_PIXELS)
        dialog.modal = True
    elif over == "history":
        dialog = form_dialog(BulkHistory(desk, close, key="bulk-history-form"), close, width=BULK_PIXELS)
        dialog.modal = True
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    ticked, always = list[ft.Control](), list[ft.Control]()
    if may_move(desk):
        ticked.append(_button(t("Move or hand over"), "move", put_over))
    if is_office(desk):
        ticked.append(_button(t("Change a field"), "bulk", put_over))
        always.append(text_button(t("New card"), lambda: put_over("new"), key="new-card", icon=ft.Icons.ADD))
        history = text_button(
            t("Changes of many cards"), lambda: put_over("history"), key="bulk-history", icon=ft.Icons.HISTORY
        )
        always.append(history)
    return ticked, always


def _button(words: str, over: str, put_over: Callable[[str], Any]) -> ft.Control:
    return text_button(words, lambda: put_over(over), key=f"all-{over}")
