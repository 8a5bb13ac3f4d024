"""Look at a photo: pinch to see, draw on it, take it again, throw it away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.checklists.item import Item
from inspect_app.components import component, use_maybe, use_state
from inspect_app.marks import Mark
from inspect_app.parts.buttons import second_button, tonal_button
from inspect_app.parts.dark_frame import dark_frame
from inspect_app.screens.big_picture import BigPicture
from inspect_app.screens.check_work import CheckWork
from inspect_app.screens.draw import DrawOver
from inspect_app.state import Desk
from inspect_app.texts.moments import clock_time


@dataclass(frozen=True, slots=True)
class PhotoHands:
    """What may be done with a photo that is not recorded yet."""

    drop: Callable[[KeptPhoto], Awaitable[None]]
    again: Callable[[KeptPhoto], Awaitable[None]]
    draw: Callable[[KeptPhoto, Sequence[Mark]], Awaitable[None]]


@component
def HeldPhoto(  # noqa: N802
    desk: Desk, title: str, photo: KeptPhoto, hands: PhotoHands, close: Callable[[], None]
) -> ft.Control:
    """A photo that may still go, be taken again, or be drawn upon."""
    t = desk.t
    ground, set_ground = use_maybe()

    async def drop() -> None:
        await hands.drop(photo)
        close()

    async def again() -> None:
        await hands.again(photo)

    async def draw() -> None:
        content = await desk.device.photos.read(photo.sha256)
        if content is None:
            desk.say(t("The file of this photo is not on this phone any more."))
        set_ground(content)

    moment = f"{title} · {clock_time(photo.taken_ms, desk.offset_minutes)}".strip(" ·")
    if ground is not None:
        size = (photo.width, photo.height)
        put_away = lambda: set_ground(None)  # noqa: E731
        save = lambda marks: hands.draw(photo, marks)  # noqa: E731
        return DrawOver(desk, t("Draw with a finger"), ground, size, save, put_away, key="draw-over")
    return dark_frame(
        t,
        moment,
        BigPicture(desk, photo.sha256, None, key=photo.sha256),
        close,
        [
            tonal_button(t("Circle or arrow"), draw, key="draw", icon=ft.Icons.DRAW_OUTLINED),
            second_button(t("Take it again"), again, key="retake", icon=ft.Icons.REPLAY),
            second_button(t("Delete"), drop, key="drop-photo", icon=ft.Icons.DELETE_OUTLINE),
        ],
    )


@component
def DraftPhoto(  # noqa: N802
    work: CheckWork, item: Item, photo: KeptPhoto | None, close: Callable[[], None]
) -> ft.Control:
    """A photo of a check that is not finished."""

    async def drop(held: KeptPhoto) -> None:
        await work.drop_photo(held)
        work.redraw()

    async def again(held: KeptPhoto) -> None:
        await work.drop_photo(held)
        work.capture(item, work.redraw)

    async def draw(held: KeptPhoto, marks: Sequence[Mark]) -> None:
        await work.draw_on_photo(held, marks)
        work.redraw()
        redraw(lambda count: count + 1)

    _, redraw = use_state(0)
    current = None if photo is None else work.begun.photos.get(photo.id)
    if current is None:
        return dark_frame(work.desk.t, item.label, ft.Container(expand=True), close, [])
    hands = PhotoHands(drop, again, draw)
    return HeldPhoto(work.desk, item.label, current, hands, close, key=current.id)
