"""Look at a photo: pinch to see, take it again, throw it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.checklists.item import Item
from inspect_app.components import component, use_flag, use_maybe
from inspect_app.parts.buttons import icon_button, second_button, tonal_button
from inspect_app.parts.type import text
from inspect_app.screens.check_work import CheckWork
from inspect_app.state import Desk
from inspect_app.texts.moments import clock_time

LIGHT = ft.Colors.WHITE


@component
def BigPicture(desk: Desk, sha256: str, small: bytes | None) -> ft.Control:  # noqa: N802
    """The file from disk; until it is read, and where it is not on this device, the thumbnail."""
    t = desk.t
    content, set_content = use_maybe()
    missing, set_missing = use_flag()

    async def read() -> None:
        found = await desk.device.photos.read(sha256)
        set_content(found)
        set_missing(found is None)

    ft.use_effect(read, [sha256])
    picture = content or small
    if picture is None:
        words = t("This photo is on another phone or still on its way.") if missing else t("Loading")
        return ft.Container(text(words, color=LIGHT), expand=True, alignment=ft.Alignment.CENTER, padding=24)
    return ft.Container(
        ft.InteractiveViewer(
            ft.Image(picture, fit=ft.BoxFit.CONTAIN, expand=True, semantics_label=t("Photo")), max_scale=6
        ),
        expand=True,
        alignment=ft.Alignment.CENTER,
    )


def frame(
    desk: Desk, title: str, picture: ft.Control, close: Callable[[], Any], tools: list[ft.Control]
) -> ft.Control:
    """A dark frame around a picture, in both themes."""
    bar = ft.Row(
        [
            icon_button(ft.Icons.CLOSE, desk.t("Close"), close, key="look-close", icon_color=LIGHT),
            text(title, color=LIGHT, expand=True, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        ]
    )
    lower = ft.Row(tools, spacing=8, alignment=ft.MainAxisAlignment.CENTER, wrap=True)
    return ft.Container(
        ft.Column(
            [bar, picture, ft.Container(lower, padding=16)],
            expand=True,
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        key="look",
        expand=True,
        bgcolor=ft.Colors.BLACK,
    )


@component
def DraftPhoto(  # noqa: N802
    work: CheckWork, item: Item, photo: KeptPhoto | None, close: Callable[[], None]
) -> ft.Control:
    """A photo of a check that is not finished: it may still go."""
    desk = work.desk
    t = desk.t

    async def drop() -> None:
        if photo is not None:
            await work.drop_photo(photo)
        close()
        work.redraw()

    async def again() -> None:
        if photo is not None:
            await work.drop_photo(photo)
        work.capture(item, work.redraw)

    if photo is None:
        return frame(desk, item.label, ft.Container(expand=True), close, [])
    title = f"{item.label} · {clock_time(photo.taken_ms, desk.offset_minutes)}"
    return frame(
        desk,
        title,
        BigPicture(desk, photo.sha256, None, key=photo.id),
        close,
        [
            tonal_button(t("Take it again"), again, key="retake", icon=ft.Icons.REPLAY),
            second_button(t("Delete"), drop, key="drop-photo", icon=ft.Icons.DELETE_OUTLINE),
        ],
    )
