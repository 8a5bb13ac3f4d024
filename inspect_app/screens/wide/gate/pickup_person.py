"""One of those who may take a child home, on the office's form: photo, name, telephone, relation."""

from __future__ import annotations

from functools import partial

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.pickups import keep_portrait
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag
from inspect_app.gate.pickup import Allowed
from inspect_app.parts.buttons import icon_button, second_button
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.photo_strip import tile
from inspect_app.screens.wide.dialogs import photo_dialog
from inspect_app.screens.wide.gate.pickup_work import CardWork
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from storage.photo_transfers import thumbnail

FIELD_PIXELS = 176
RELATIONS = ("Mother", "Father", "Grandmother", "Grandfather", "Nanny")


@component
def Person(desk: Desk, who: Allowed, number: int, renewed: int, work: CardWork) -> ft.Control:  # noqa: N802
    """Their photo is kept as soon as it is chosen; the card when it is saved."""
    t = desk.t
    looking, set_looking = use_flag()
    close = lambda: set_looking(False)  # noqa: E731
    ft.use_dialog(
        photo_dialog(desk, [who.photo], who.photo, who.name, close) if looking and who.photo else None
    )
    picture = thumbnail(desk.store.db, who.photo) if who.photo else None
    relations = [(t(each), t(each)) for each in RELATIONS]
    said = ft.Column(
        [
            ft.Row(
                [
                    _field(desk, t("Full name"), "name", who, number, renewed, work),
                    _field(desk, t("Telephone"), "phone", who, number, renewed, work),
                    PhotoButton(desk, number, work, has_photo=bool(who.photo), key=f"choose-{number}"),
                ],
                wrap=True,
            ),
            chips(f"relation-{number}", relations, who.relation, partial(_relate, work, number), wraps=True),
        ],
        spacing=theme.GRID,
        expand=True,
    )
    drop = partial(work.drop, number)
    away = icon_button(ft.Icons.DELETE_OUTLINE, t("Take off the card"), drop, key=f"drop-{number}")
    return ft.Row(
        [tile(f"face-{number}", picture, t("Photo"), lambda: set_looking(bool(who.photo))), said, away],
        vertical_alignment=ft.CrossAxisAlignment.START,
        key=f"allowed-{number}",
    )


def _relate(work: CardWork, number: int, relation: str) -> None:
    work.person(number, relation=relation)


@component
def PhotoButton(desk: Desk, number: int, work: CardWork, *, has_photo: bool) -> ft.Control:  # noqa: N802
    t = desk.t
    saving, set_saving = use_flag()

    async def chosen(_: str, content: bytes) -> None:
        set_saving(True)
        try:
            sha256, size = await keep_portrait(desk.store, desk.device, content)
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            work.portrait(number, sha256, size)
        finally:
            set_saving(False)

    words = t("Another photo") if has_photo else t("Choose a photo")
    return second_button(
        t("Saving") if saving else words,
        lambda: desk.pictures.wait_for_file(chosen),
        key=f"portrait-{number}",
        icon=ft.Icons.IMAGE_OUTLINED,
        action=desk.pictures.action(),
    )


def _field(
    desk: Desk, label: str, name: str, who: Allowed, number: int, renewed: int, work: CardWork
) -> ft.Control:
    made: ft.Control = Field(
        keyboard_of(desk),
        label,
        lambda said: work.person(number, **{name: said}),
        initial=getattr(who, name),
        name=f"{name}-{number}",
        width=FIELD_PIXELS,
        key=f"{name}-{number}-{renewed}",
    )
    return made
