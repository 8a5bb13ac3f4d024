"""The camera over the whole screen, looking for codes: frame, torch, gallery, and a hint below."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, memo, use_flag, use_maybe, use_ref
from inspect_app.devices.ports import Refusal
from inspect_app.parts.buttons import icon_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import text
from inspect_app.screens.looking import Looking
from inspect_app.state import Desk

LIGHT = ft.Colors.WHITE


@component
def Viewfinder(  # noqa: N802
    desk: Desk,
    on_code: Callable[[str], Awaitable[None]],
    on_close: Callable[[], Any],
    hint: str,
    below: list[ft.Control] | None = None,
) -> ft.Control:
    """Calls `on_code` with each code once, until it is taken off the screen. `below` stands at the lower edge."""
    t = desk.t
    looking = use_ref(lambda: Looking(desk.device.camera.lens()))
    looking.current.on_code = on_code
    trouble, set_trouble = use_maybe()
    has_torch, set_has_torch = use_flag()
    lit, set_lit = use_flag()

    def told(refusal: Refusal) -> None:
        set_trouble(refusal)

    async def switch_torch() -> None:
        try:
            await looking.current.lens.torch(on=not lit)
        except Refusal as refusal:
            desk.say(plain_words(refusal, t))
        else:
            set_lit(not lit)

    async def picked(content: bytes) -> None:
        try:
            picture = await desk.device.shell.chosen_file(content)
        except Refusal as refusal:
            desk.say(plain_words(refusal, t))
            return
        if not await looking.current.read(desk, picture):
            desk.say(t("No code was found in this picture."))

    async def look() -> None:
        await looking.current.look(desk, told, set_has_torch)

    async def stop() -> None:
        await looking.current.stop()

    ft.use_effect(look, [], stop)
    layers: list[ft.Control] = [lens_picture(looking.current.lens.preview)]
    torch = [_torch(t, switch_torch, is_lit=lit)] if has_torch and trouble is None else []
    layers.append(_over(desk, t, hint, trouble, torch, picked, on_close, below or []))
    return ft.Stack(layers, expand=True, key="viewfinder")


@component
def LensPicture(preview: Any) -> ft.Control:  # noqa: N802
    """The picture in the middle of the dark, over the whole screen.

    A component of its own, never drawn again: a control that is drawn anew is taken off the page for a
    moment, and a shot in that moment fails.
    """
    return ft.Container(preview, expand=True, bgcolor=ft.Colors.BLACK, alignment=ft.Alignment.CENTER)


lens_picture = memo(LensPicture)


def _over(
    desk: Desk,
    t: Any,
    hint: str,
    trouble: Refusal | None,
    torch: list[ft.Control],
    picked: Callable[[bytes], Awaitable[None]],
    on_close: Callable[[], Any],
    below: list[ft.Control],
) -> ft.Control:
    bar = ft.Row(
        [
            icon_button(ft.Icons.CLOSE, t("Close"), on_close, key="viewfinder-close", icon_color=LIGHT),
            ft.Container(expand=True),
            *torch,
            icon_button(
                ft.Icons.PHOTO_LIBRARY_OUTLINED,
                t("From the gallery"),
                lambda: desk.pictures.wait_for(picked),
                key="gallery",
                icon_color=LIGHT,
                action=desk.pictures.action(),
            ),
        ]
    )
    return ft.SafeArea(
        ft.Column(
            [
                ft.Container(bar, padding=4, bgcolor=ft.Colors.with_opacity(0.5, ft.Colors.BLACK)),
                ft.Container(_middle(t, hint, trouble, desk), expand=True, alignment=ft.Alignment.CENTER),
                *below,
            ],
            expand=True,
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        expand=True,
        avoid_intrusions_bottom=False,
    )


def _torch(t: Any, switch: Callable[..., Any], *, is_lit: bool) -> ft.Control:
    icon = ft.Icons.FLASHLIGHT_OFF if is_lit else ft.Icons.FLASHLIGHT_ON
    words = t("Torch off") if is_lit else t("Torch on")
    return icon_button(icon, words, switch, key="torch", icon_color=LIGHT)


def _middle(t: Any, hint: str, trouble: Refusal | None, desk: Desk) -> ft.Control:
    if trouble is not None:
        words = plain_words(trouble, t)
        return ft.Container(notice(ATTENTION, words, key=f"trouble-{trouble.reason}"), padding=16)
    frame = ft.Container(width=240, height=240, border=ft.Border.all(3, LIGHT), border_radius=24, key="frame")
    below = ft.Container(
        text(hint, color=LIGHT, text_align=ft.TextAlign.CENTER),
        bgcolor=ft.Colors.with_opacity(0.6, ft.Colors.BLACK),
        border_radius=8,
        padding=ft.Padding.symmetric(horizontal=12, vertical=4),
    )
    return ft.Column(
        [frame, below],
        tight=True,
        spacing=16,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
    )
