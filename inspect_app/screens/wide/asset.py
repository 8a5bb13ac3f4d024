"""An asset's card on the office's desk: every field, photos, the whole history, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office import calls
from inspect_app.components import component, use_flag, use_maybe, use_state, watch
from inspect_app.parts.buttons import second_button, tonal_button
from inspect_app.parts.keys import use_silence
from inspect_app.parts.split import pane, side_by_side
from inspect_app.screens.asset import keep_asset_photo, move_buttons
from inspect_app.screens.asset_card import (
    facts,
    field_title,
    head,
    history,
    is_office,
    may_move,
    pictures,
    relatives,
    shown_value,
)
from inspect_app.screens.lending_card import damage_history, lending_parts
from inspect_app.screens.move_form import MoveForm, SplitForm
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.asking import use_answer
from inspect_app.screens.wide.card_form import card_dialog
from inspect_app.screens.wide.conflict_card import Disputed, conflict_card
from inspect_app.screens.wide.dialogs import photo_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.views.asset import AssetView, asset_view
from storage.queries.conflicts import Conflict

FORM_PIXELS = 480


@component
def AssetPane(desk: Desk, asset_id: str) -> ft.Control:  # noqa: N802
    """The right half of 场所与资产 for an asset."""
    watch(desk.changes)
    over, put_over = use_state("")
    looked, look = use_maybe()
    shows_all, set_all = use_flag()
    asked = use_answer(
        desk,
        lambda: calls.history(calls.transport_of(desk.store, desk.device), "asset", asset_id),
        [asset_id, desk.changes.count],
    )
    told = [(each.stamp, each.person, each.line) for each in asked.value or ()]
    view = asset_view(desk.store, asset_id, told)
    dialog = _over(over, view, desk, lambda: put_over("")) if view else None
    ft.use_dialog(dialog)
    ft.use_dialog(_photo(view, looked, desk, lambda: look(None)) if view and looked else None)
    use_silence(keyboard_of(desk), on=bool(dialog or looked))
    if view is None:
        return no_such_place(desk)
    rest = desk.t("What happened earlier is on the server; it shows when there is a network.")
    return pane(
        [
            *head(view.asset, desk),
            *_conflicts(view, desk),
            *_buttons(view, desk, put_over),
            *lending_parts(desk, asset_id),
            *facts(view.asset, desk),
            *pictures(view, desk, look, take=None),
            *_add_photo(view, desk),
            *relatives(view, desk),
            *damage_history(desk, asset_id),
            *history(view, desk, shows_all=shows_all, show_all=lambda: set_all(True), note=rest),
        ],
        key="asset-pane",
    )


def _buttons(view: AssetView, desk: Desk, put_over: Callable[[str], Any]) -> list[ft.Control]:
    """Only what the role may do: the office corrects cards, an inspector moves things."""
    rows = move_buttons(view, desk, put_over) if may_move(desk) else []
    if is_office(desk):
        edit = second_button(
            desk.t("Edit the card"), lambda: put_over("edit"), key="edit", icon=ft.Icons.EDIT_OUTLINED
        )
        rows.append(side_by_side([edit]))
    return rows


def _add_photo(view: AssetView, desk: Desk) -> list[ft.Control]:
    """A desk has no lens worth the name: a picture comes from a file."""
    if not may_move(desk):
        return []

    async def taken(raw: bytes) -> None:
        await keep_asset_photo(desk, view, raw)

    button = tonal_button(
        desk.t("Add a photo"),
        lambda: desk.pictures.wait_for(taken),
        key="add-photo",
        icon=ft.Icons.ADD_PHOTO_ALTERNATE_OUTLINED,
        action=desk.pictures.action(),
    )
    return [ft.Row([button])]


def _over(over: str, view: AssetView, desk: Desk, close: Callable[[], Any]) -> ft.AlertDialog | None:
    if over == "edit":
        return card_dialog(desk, view.asset, close)
    form: ft.Control
    if over == "move":
        form = MoveForm(desk, (view.asset.id,), desk.t("Move or hand over"), close, key="move-form")
    elif over == "split":
        form = SplitForm(desk, view.asset, close, key="split-form")
    else:
        return None
    return form_dialog(form, close)


def form_dialog(form: ft.Control, close: Callable[[], Any], *, width: int = FORM_PIXELS) -> ft.AlertDialog:
    """A form over the desk."""
    return ft.AlertDialog(
        content=ft.Container(form, width=width),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        scrollable=True,
        on_dismiss=close,
    )


def _photo(view: AssetView, sha256: str, desk: Desk, close: Callable[[], Any]) -> ft.AlertDialog:
    return photo_dialog(desk, [photo.sha256 for photo in view.photos], sha256, view.asset.name, close)


def _conflicts(view: AssetView, desk: Desk) -> list[ft.Control]:
    return [_conflict(each, view, desk) for each in view.conflicts]


def _conflict(each: Conflict, view: AssetView, desk: Desk) -> ft.Control:
    t = desk.t
    held, lost = (shown_value(each.field, value, view, t) for value in (each.held, each.lost))
    title = t("Two people changed “{field}” without seeing each other", field=field_title(each.field, t))
    asset_id = view.asset.id
    return conflict_card(
        desk, Disputed("asset", asset_id, each.field, title, held, each.held_by, lost, each.lost_by)
    )
