"""Photos and signatures of a loan or a sheet, to read: who signed stands beside each signature."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app import theme
from inspect_app.actions.signing import PREFIX
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import section, small, text
from inspect_app.routes import route_to
from inspect_app.state import Desk
from inspect_app.texts.lending_words import SIGNERS
from storage.queries import photos
from storage.queries.photos import Captioned

SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 128, 64


def proof_pictures(desk: Desk, about_id: str, key: str) -> list[ft.Control]:
    """Photos first; a tap shows a picture large."""
    found = photos.captioned_photos(desk.store.db, about_id)
    signed = [each for each in found if (each.item or "").startswith(PREFIX)]
    taken = {each.id: each for each in found if each not in signed}
    parts: list[ft.Control] = []
    if taken:
        pictures = [(photo_id, each.thumbnail) for photo_id, each in taken.items()]
        look = lambda photo: _look(desk, taken[photo].sha256)()  # noqa: E731
        parts += [section(desk.t("Photos")), photo_strip(key, pictures, desk.t, on_look=look)]
    if signed:
        parts += [section(desk.t("Signatures")), *(_signature(each, desk) for each in signed)]
    return parts


def _signature(each: Captioned, desk: Desk) -> ft.Control:
    """As it was drawn, whole, on paper of its own in the dark too."""
    role = SIGNERS.get((each.item or "").removeprefix(PREFIX))
    shown: ft.Control = ft.Icon(ft.Icons.DRAW_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT)
    if each.thumbnail:
        shown = ft.Image(each.thumbnail, fit=ft.BoxFit.CONTAIN, semantics_label=desk.t("Signature"))
    paper = ft.Container(
        shown,
        key=f"thumb-{each.id}",
        width=SIGNATURE_WIDTH,
        height=SIGNATURE_HEIGHT,
        bgcolor=ft.Colors.WHITE if each.thumbnail else ft.Colors.SURFACE_CONTAINER_HIGH,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=theme.GRID,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        alignment=ft.Alignment.CENTER,
        on_click=_look(desk, each.sha256),
    )
    words: list[ft.Control] = [text(each.caption or "")]
    if role:
        words.append(small(desk.t(role)))
    return ft.Row([paper, ft.Column(words, spacing=0, tight=True, expand=True)], spacing=12)


def _look(desk: Desk, sha256: str) -> Callable[[], None]:
    return lambda: desk.go(route_to("photo", sha=sha256))
