"""The picture of how an item should look, chosen from the computer's disk while its checklist is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.guides import keep_guide
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.item import Item
from inspect_app.components import component, use_flag
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.photo_strip import tile
from inspect_app.parts.type import small, text
from inspect_app.screens.big_picture import BigPicture
from inspect_app.state import Desk
from storage.photo_transfers import thumbnail
from storage.queries.guides import guide_named


@component
def GuidePicture(desk: Desk, item: Item, put: Callable[..., None]) -> ft.Control:  # noqa: N802
    """`put` takes the item's new values. The picture is kept as soon as it is chosen; the list when it is saved."""
    t = desk.t
    saving, set_saving = use_flag()
    guide = guide_named(desk.store.db, item.guide) if item.guide else None

    async def chosen(name: str, content: bytes) -> None:
        set_saving(True)
        try:
            kept = await keep_guide(desk.store, desk.device, desk.author, content, name, item.guide)
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            put(guide=kept)
            desk.changed()
        finally:
            set_saving(False)

    choose = second_button(
        t("Choose another picture") if item.guide else t("Choose a picture"),
        lambda: desk.pictures.wait_for_file(chosen),
        key=f"choose-guide-{item.key}",
        icon=ft.Icons.IMAGE_OUTLINED,
        action=desk.pictures.action(),
    )
    parts: list[ft.Control] = [choose]
    if guide is not None:
        show = lambda: desk.show(guide_dialog(desk, item.label, guide.sha256))  # noqa: E731
        parts.insert(0, tile(f"edit-guide-{item.key}", guide.thumbnail, t("How it should look"), show))
    if item.guide:
        parts.append(text_button(t("Without a picture"), lambda: put(guide=""), key=f"no-guide-{item.key}"))
    return ft.Column(
        [
            text(t("Picture of how it should look")),
            small(_told(item, guide, t, saving=saving)),
            ft.Row(parts, wrap=True),
        ],
        spacing=theme.GRID,
        tight=True,
    )


def _told(item: Item, guide: Any, t: Any, *, saving: bool) -> str:
    if saving:
        return t("Saving")
    if not item.guide:
        return t("Shown small beside the item; a tap enlarges it, without a network too.")
    return item.guide if guide else t("{name}: its file has not been chosen yet.", name=item.guide)


def guide_dialog(desk: Desk, label: str, sha256: str) -> ft.AlertDialog:
    """The picture over the window; a click beside it closes it."""
    picture = BigPicture(desk, sha256, thumbnail(desk.store.db, sha256), key=f"guide-{sha256}")
    title = ft.Container(text(label, color=ft.Colors.WHITE), padding=16)
    column = ft.Column([title, picture], horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.AlertDialog(
        content=ft.Container(column, width=760, height=720),
        content_padding=0,
        bgcolor=ft.Colors.BLACK,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
    )
