"""Take a photo: the lens over the whole screen, one big shutter, the gallery beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_maybe, use_ref
from inspect_app.devices.ports import Refusal
from inspect_app.parts.buttons import icon_button, tonal_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import text
from inspect_app.screens.looking import start_lens
from inspect_app.screens.viewfinder import lens_picture
from inspect_app.state import Desk

LIGHT = ft.Colors.WHITE
SHUTTER = 72


@component
def Capture(  # noqa: N802
    desk: Desk, label: str, on_taken: Callable[[bytes], Awaitable[None]], on_close: Callable[[], Any]
) -> ft.Control:
    """Calls `on_taken` with the picture as the lens saw it, once."""
    t = desk.t
    trouble, set_trouble = use_maybe()
    is_ready, set_ready = use_flag()
    held = use_ref(desk.device.camera.lens)

    async def start() -> None:
        try:
            await start_lens(held.current)
        except Refusal as refusal:
            set_trouble(refusal)
        else:
            set_ready(True)

    async def stop() -> None:
        await held.current.stop()

    async def shoot() -> None:
        set_ready(False)
        try:
            raw = await held.current.shoot()
        except Refusal as refusal:
            set_trouble(refusal)
        else:
            await on_taken(raw)

    ft.use_effect(start, [], stop)
    shutter = _shutter(t("Take the photo"), shoot if is_ready else None)
    first = shutter if trouble is None else notice(ATTENTION, _words(trouble, desk), key="capture-trouble")
    over = _over_picture(_top(label, t("Close"), on_close), [first, _gallery(desk, on_taken)])
    return ft.Stack([lens_picture(held.current.preview), over], key="capture", expand=True)


def _gallery(desk: Desk, on_taken: Callable[[bytes], Awaitable[None]]) -> ft.Control:
    return tonal_button(
        desk.t("From the gallery"),
        lambda: desk.pictures.wait_for(on_taken),
        key="gallery",
        icon=ft.Icons.PHOTO_LIBRARY_OUTLINED,
        action=desk.pictures.action(),
    )


def _over_picture(top: ft.Control, tools: list[ft.Control]) -> ft.Control:
    """What lies over the lens: a bar at the top, and the tools within reach of the thumb."""
    lower = ft.Column(tools, spacing=16, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.Column(
        [
            top,
            ft.Container(expand=True),
            ft.Container(lower, padding=24, alignment=ft.Alignment.CENTER),
        ],
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _words(trouble: Refusal, desk: Desk) -> str:
    t = desk.t
    if trouble.reason in ("no_camera", "camera_denied"):
        return t(
            "The camera cannot be used here. Choose a photo from the gallery; the phone can take one there."
        )
    return plain_words(trouble, t)


def _top(label: str, close: str, on_close: Callable[[], Any]) -> ft.Control:
    return ft.Container(
        ft.Row(
            [
                icon_button(ft.Icons.CLOSE, close, on_close, key="capture-close", icon_color=LIGHT),
                text(label, color=LIGHT, expand=True, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS),
            ]
        ),
        bgcolor=ft.Colors.with_opacity(0.5, ft.Colors.BLACK),
        padding=theme.GRID,
    )


def _shutter(words: str, on_click: Callable[..., Any] | None) -> ft.Control:
    return ft.IconButton(
        icon=ft.Icon(ft.Icons.CAMERA, semantics_label=words),
        icon_size=48,
        icon_color=ft.Colors.BLACK,
        bgcolor=LIGHT,
        key="shutter",
        disabled=on_click is None,
        on_click=on_click,
        size_constraints=ft.BoxConstraints(min_width=SHUTTER, min_height=SHUTTER),
    )
