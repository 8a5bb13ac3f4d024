"""A photo as large as the screen: what is here at once, the original from the server when there is a network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from inspect_app import theme
from inspect_app.actions.originals import original_photo
from inspect_app.actions.troubles import kind_of, sentence
from inspect_app.components import component, use_state, watch
from inspect_app.parts.buttons import tonal_button
from inspect_app.parts.dark_frame import LIGHT
from inspect_app.parts.type import text
from inspect_app.state import Desk
from inspect_app.texts import Words


@dataclass(frozen=True, slots=True)
class Original:
    """The file, or how it stands with it: `trouble` is a kind of trouble."""

    content: bytes | None = None
    is_on_its_way: bool = False
    trouble: str = ""


@component
def BigPicture(desk: Desk, sha256: str, small: bytes | None) -> ft.Control:  # noqa: N802
    """`small` is the thumbnail, shown until the original is here. Tried again when the network comes back."""
    watch(desk.changes)
    t = desk.t
    original, hold = use_state(Original())
    tries, set_tries = use_state(0)
    is_offline = desk.device.shell.online() is False

    async def read() -> None:
        if original.content is None and not original.is_on_its_way:
            await _fetch(desk, sha256, hold)

    ft.use_effect(read, [sha256, is_offline, tries])
    picture = original.content or small
    return ft.Column(
        [
            _picture(picture, t) if picture else ft.Container(expand=True),
            *_state(original, desk, has_small=small is not None, again=lambda: set_tries(tries + 1)),
            *([] if picture else [ft.Container(expand=True)]),
        ],
        expand=True,
        spacing=theme.GRID,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


async def _fetch(desk: Desk, sha256: str, hold: Callable[[Original], None]) -> None:
    """From the disk without a word; from the server with one."""
    held = await desk.device.photos.read(sha256)
    if held is None:
        hold(Original(is_on_its_way=True))
    try:
        held = held or await original_photo(desk.store, desk.device, sha256)
    except Exception as error:
        hold(Original(trouble=kind_of(error)))
    else:
        hold(Original(held))


def _picture(content: bytes, t: Words) -> ft.Control:
    """Pinch to see. A thumbnail is as large as its original, so that nothing jumps when that comes."""
    image = ft.Image(content, fit=ft.BoxFit.CONTAIN, semantics_label=t("Photo"))
    return ft.Container(ft.InteractiveViewer(image, max_scale=6), expand=True, key="big-picture")


def _state(original: Original, desk: Desk, *, has_small: bool, again: Callable[[], None]) -> list[ft.Control]:
    t = desk.t
    if original.is_on_its_way:
        ring = ft.ProgressRing(width=18, height=18, stroke_width=2, color=LIGHT)
        return [_line([ring, text(t("Fetching the original…"), color=LIGHT)], key="original-waiting")]
    if not original.trouble:
        return []
    words = text(_words(original.trouble, t, has_small=has_small), color=LIGHT, expand=True)
    button = tonal_button(t("Try again"), again, key="original-again")
    return [_line([words, button], key=f"original-{original.trouble}")]


def _line(parts: list[ft.Control], *, key: str) -> ft.Control:
    row = ft.Row(parts, spacing=12, alignment=ft.MainAxisAlignment.CENTER)
    return ft.Container(row, key=key, padding=ft.Padding.symmetric(horizontal=16))


def _words(trouble: str, t: Words, *, has_small: bool) -> str:
    """What is seen, where the original is, and that it comes by itself."""
    if trouble == "refused":
        return t("This photo is on another phone or still on its way.")
    if trouble != "offline":
        return sentence(trouble, t)
    if has_small:
        return t(
            "No network: this is the small picture. The original comes from the server when there is one."
        )
    return t("No network: this photo comes from the server when there is one.")
