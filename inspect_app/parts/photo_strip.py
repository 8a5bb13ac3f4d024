"""Thumbnails of the photos of one item, 'saving' until they are on disk, and the button for one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.buttons import tonal_button
from inspect_app.parts.type import small
from inspect_app.texts import Words

SIDE = 72


def photo_strip(
    key: str,
    photos: Sequence[tuple[str, bytes | None]],
    t: Words,
    *,
    saving: int = 0,
    on_take: Callable[[], Any] | None = None,
    on_look: Callable[[str], Any],
) -> ft.Control:
    """`photos` are (id, thumbnail). Without `on_take` they can only be looked at."""
    tiles: list[ft.Control] = [_photo(photo, small_picture, t, on_look) for photo, small_picture in photos]
    tiles += [_saving_tile(f"{key}-saving-{number}", t) for number in range(saving)]
    rows: list[ft.Control] = []
    if tiles:
        rows.append(ft.Row(tiles, wrap=True, spacing=theme.GRID, run_spacing=theme.GRID))
    if on_take is not None:
        words = t.count("Photo ({n})", "Photos ({n})", len(photos)) if photos else t("Take a photo")
        button = tonal_button(words, on_take, key=f"photo-{key}", icon=ft.Icons.PHOTO_CAMERA_OUTLINED)
        rows.append(ft.Row([button]))
    return ft.Column(rows, spacing=theme.GRID, tight=True)


def _photo(photo: str, picture: bytes | None, t: Words, on_look: Callable[[str], Any]) -> ft.Control:
    return tile(f"thumb-{photo}", picture, t("Photo"), lambda: on_look(photo))


def tile(key: str, picture: bytes | None, words: str, on_click: Callable[[], Any]) -> ft.Control:
    """A small picture to tap; `words` say what it is."""
    shown: ft.Control = (
        ft.Image(
            picture,
            width=SIDE,
            height=SIDE,
            fit=ft.BoxFit.COVER,
            cache_width=256,
            semantics_label=words,
            error_content=ft.Icon(ft.Icons.IMAGE_OUTLINED),
        )
        if picture
        else ft.Icon(ft.Icons.IMAGE_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT)
    )
    return ft.Container(
        shown,
        key=key,
        width=SIDE,
        height=SIDE,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
        alignment=ft.Alignment.CENTER,
        border_radius=theme.GRID,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        on_click=on_click,
    )


def _saving_tile(key: str, t: Words) -> ft.Control:
    return ft.Container(
        ft.Column(
            [ft.ProgressRing(width=20, height=20, stroke_width=2), small(t("Saving"))],
            spacing=4,
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        key=key,
        width=SIDE,
        height=SIDE,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
        border_radius=theme.GRID,
    )
