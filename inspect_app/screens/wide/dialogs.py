"""Dialogs of the wide window: a reason asked for, and a photo in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.originals import original_photo
from inspect_app.components import component, use_state
from inspect_app.parts.ask import ReasonForm
from inspect_app.parts.buttons import icon_button
from inspect_app.parts.type import small, text
from inspect_app.screens.wide.asking import Asked, use_answer, waiting
from inspect_app.state import Desk
from inspect_app.texts import Words
from storage.photo_transfers import thumbnail


def reason_dialog(
    title: str, label: str, yes: str, usual: list[str], on_yes: Callable[[str], Any], on_no: Callable[[], Any]
) -> ft.AlertDialog:
    """A reason, chosen or typed."""
    form = ReasonForm(title, label, yes, usual, on_yes, key="reason")
    return ft.AlertDialog(
        content=ft.Container(form, width=480),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=on_no,
    )


def photo_dialog(
    desk: Desk, shas: Sequence[str], start: str, title: str, close: Callable[[], Any]
) -> ft.AlertDialog:
    """The photos of one thing, one at a time, each fetched in full."""
    viewer = PhotoViewer(desk, tuple(shas), start, title, close, key="photo-viewer")
    return ft.AlertDialog(
        content=ft.Container(viewer, width=1000, height=720),
        content_padding=0,
        inset_padding=24,
        bgcolor=ft.Colors.BLACK,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=close,
    )


@component
def PhotoViewer(  # noqa: N802
    desk: Desk, shas: tuple[str, ...], start: str, title: str, close: Callable[[], Any]
) -> ft.Control:
    """The thumbnail until the original has come; a sentence where it cannot be had."""
    t = desk.t
    at, step = use_state(shas.index(start) if start in shas else 0)
    sha256 = shas[at]
    asked = use_answer(desk, lambda: original_photo(desk.store, desk.device, sha256), [sha256])
    picture = asked.value if not asked.is_under_way and not asked.trouble else None
    small_picture = thumbnail(desk.store.db, sha256)
    source = picture or small_picture
    shown: ft.Control = (
        ft.InteractiveViewer(
            ft.Image(source, fit=ft.BoxFit.CONTAIN, expand=True, semantics_label=t("Photo")),
            max_scale=6,
        )
        if source
        else ft.Icon(ft.Icons.IMAGE_OUTLINED, size=64, color=ft.Colors.WHITE)
    )
    return ft.Column(
        [
            ft.Container(
                _bar(title, at, len(shas), step, close, t), padding=ft.Padding.only(left=16, right=8, top=8)
            ),
            ft.Container(shown, key=f"picture-{sha256}", expand=True, alignment=ft.Alignment.CENTER),
            ft.Container(_below(asked, t), padding=ft.Padding.symmetric(horizontal=16, vertical=8)),
        ],
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _below(asked: Asked, t: Words) -> ft.Control | None:
    if asked.is_under_way:
        return waiting(t("Fetching the original…"), key="original-waiting")
    if asked.trouble:
        told = t("The original comes from the server when there is a network. This is the small picture.")
        return small(told, color=ft.Colors.WHITE)
    return None


def _bar(
    title: str, at: int, count: int, step: Callable[[int], None], close: Callable[[], Any], t: Words
) -> ft.Control:
    return ft.Row(
        [
            text(title, color=ft.Colors.WHITE, expand=True, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS),
            text(f"{at + 1}/{count}", color=ft.Colors.WHITE),
            _step(ft.Icons.CHEVRON_LEFT, t("Photo before"), at > 0, lambda: step(at - 1), "photo-before"),
            _step(
                ft.Icons.CHEVRON_RIGHT, t("Next photo"), at + 1 < count, lambda: step(at + 1), "photo-next"
            ),
            icon_button(ft.Icons.CLOSE, t("Close"), close, key="photo-close", icon_color=ft.Colors.WHITE),
        ],
        spacing=theme.GRID,
    )


def _step(
    icon: ft.IconData,
    words: str,
    can: bool,
    act: Callable[[], Any],
    key: str,
) -> ft.IconButton:
    return icon_button(
        icon, words, act if can else None, key=key, icon_color=ft.Colors.WHITE, disabled=not can
    )
