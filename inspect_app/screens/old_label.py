"""An old label of a thing was scanned: said kindly, with what can be done about it."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.binding import want_new_label
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, watch
from inspect_app.parts.buttons import tonal_button
from inspect_app.parts.meaning import ATTENTION, PASSED, mark, notice
from inspect_app.parts.names import shown_code
from inspect_app.screens.asset_card import may_move
from inspect_app.state import Desk
from storage.queries import assets
from storage.queries.assets import Asset


def old_label_parts(desk: Desk, asset: Asset, old_code: str) -> list[ft.Control]:
    """Nothing where `old_code` is '': the label is the right one. A thing without its new label gets one printed."""
    t = desk.t
    if not old_code:
        return []
    told = t("{code} is an old label of {name}.", code=old_code, name=asset.name)
    use = (
        t("Use the new one, {code}, and tear this one off.", code=shown_code(asset.code))
        if asset.code
        else ""
    )
    again = PrintAgain(desk, asset.id, key="print-again-part")
    return [notice(ATTENTION, told + use, key="old-label"), *([again] if may_move(desk) else [])]


@component
def PrintAgain(desk: Desk, asset_id: str) -> ft.Control:  # noqa: N802
    """The button, and that it was heard."""
    watch(desk.changes)
    t, asset = desk.t, assets.asset(desk.store.db, asset_id)
    if asset is not None and asset.label == "worn":
        return mark(PASSED, t("A new label is on the list to print"))
    words, icon = t("The new label is missing: print it again"), ft.Icons.PRINT_OUTLINED
    return tonal_button(words, lambda: _want(desk, asset_id), key="print-again", icon=icon)


def _want(desk: Desk, asset_id: str) -> None:
    try:
        want_new_label(desk.store, desk.author, asset_id)
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    else:
        desk.changed()
