"""An asset's card on the phone: what it is, where it stands, who keeps it, what was done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.finishing import photo_edit
from inspect_app.actions.photos import caption_of, keep_photo
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_state, watch
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import second_button
from inspect_app.parts.page import page
from inspect_app.parts.split import side_by_side
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset_card import facts, head, history, may_move, pictures, relatives
from inspect_app.screens.capture import Capture
from inspect_app.screens.lending_card import damage_history, lending_parts
from inspect_app.screens.move_form import MoveForm, SplitForm
from inspect_app.screens.old_label import old_label_parts
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.views.asset import AssetView, asset_view
from storage.queries import people


@component
def AssetScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """One line of the ledger."""
    watch(desk.changes)
    capturing, set_capturing = use_flag()
    over, put_over = use_state("")
    saving, set_saving = use_state(0)
    shows_all, set_all = use_flag()
    view = asset_view(desk.store, place.value("asset") or "")
    ft.use_dialog(_over(over, view, desk, lambda: put_over("")) if view else None)
    if view is None:
        return no_such_place(desk)

    async def taken(raw: bytes) -> None:
        set_capturing(False)
        set_saving(1)
        await keep_asset_photo(desk, view, raw)
        set_saving(0)

    if capturing:
        return Capture(desk, view.asset.name, taken, lambda: set_capturing(False), key="capture")
    moves = may_move(desk)
    look = lambda sha256: desk.go(route_to("photo", sha=sha256))  # noqa: E731
    return page(
        [
            *old_label_parts(desk, view.asset, place.value("old") or ""),
            *head(view.asset, desk),
            *lending_parts(desk, view.asset.id),
            *(move_buttons(view, desk, put_over) if moves else []),
            *facts(view.asset, desk),
            *pictures(view, desk, look, take=(lambda: set_capturing(True)) if moves else None, saving=saving),
            *relatives(view, desk),
            *damage_history(desk, view.asset.id),
            *history(view, desk, shows_all=shows_all, show_all=lambda: set_all(True), note=_elsewhere(desk)),
        ],
        key="asset-page",
    )


def move_buttons(view: AssetView, desk: Desk, put_over: Callable[[str], Any]) -> list[ft.Control]:
    """What is done with the card itself. What else is done with a thing has its own row beside this one."""
    t = desk.t
    buttons = [
        second_button(t("Move or hand over"), lambda: put_over("move"), key="move", icon=ft.Icons.MOVE_DOWN)
    ]
    if (view.asset.quantity or 1) > 1:
        words = t("Split the batch")
        buttons.append(second_button(words, lambda: put_over("split"), key="split", icon=ft.Icons.CALL_SPLIT))
    return [side_by_side(list[ft.Control](buttons))]


async def keep_asset_photo(desk: Desk, view: AssetView, raw: bytes) -> None:
    """On disk, then on the card; one sentence when it cannot be."""
    author = desk.author
    held = people.person(desk.store.db, author.person or "")
    caption = caption_of(view.asset.place, held.name if held else "", desk.now_ms, desk.offset_minutes)
    try:
        photo = await keep_photo(desk.store, desk.device, raw, "", caption)
        desk.store.write(author, [photo_edit(photo, "asset", view.asset.id)])
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    else:
        desk.changed()


def _over(over: str, view: AssetView, desk: Desk, close: Callable[[], Any]) -> ft.BottomSheet | None:
    if over == "move":
        form = MoveForm(desk, (view.asset.id,), desk.t("Move or hand over"), close, key="move-form")
    elif over == "split":
        form = SplitForm(desk, view.asset, close, key="split-form")
    else:
        return None
    return sheet([form], close)


def _elsewhere(desk: Desk) -> str:
    return desk.t("What happened earlier is on the office's computer.")
