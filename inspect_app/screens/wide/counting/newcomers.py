"""The surplus of a count before it comes into the ledger: what it is called, and who keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from inspect_app.actions.office.surplus import keeper_of
from inspect_app.components import component
from inspect_app.parts.field import Field
from inspect_app.parts.names import shown_code
from inspect_app.parts.type import small
from inspect_app.screens.counting.words import place_name
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.stocktake.newcomers import Told
from inspect_app.stocktake.reconciliation import Line
from inspect_app.stocktake.thing import code_of_thing
from storage.photo_transfers import thumbnail
from storage.queries import counts
from storage.queries.stocktakes import Stocktake

SHOWN = 50
PICTURE_PIXELS = 48


@component
def NewcomerRows(  # noqa: N802
    desk: Desk,
    row: Stocktake,
    found: Sequence[Line],
    told: Mapping[str, Told],
    tell: Callable[[str, Told], Any],
) -> ft.Control:
    """One line each: what was seen where, and the fields that make a card of it."""
    t = desk.t
    hint = t("A surplus becomes a card of its own. Without a name it is left out.")
    more = t("and {n} more", n=len(found) - SHOWN) if len(found) > SHOWN else ""
    rows = [_row(desk, row, line, told.get(line.thing, Told()), tell) for line in found[:SHOWN]]
    return ft.Column(
        [small(hint), *rows, *([small(more)] if more else [])],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _row(desk: Desk, row: Stocktake, line: Line, told: Told, tell: Callable[[str, Told], Any]) -> ft.Control:
    t, keyboard = desk.t, keyboard_of(desk)
    key = line.thing.replace(":", "-")
    code = code_of_thing(line.thing)
    named = t("Label {code}", code=shown_code(code)) if code else t("A thing without label")
    place = place_name(desk, line.seen_room)
    name = Field(
        keyboard,
        t("Name of the new card"),
        lambda said: tell(line.thing, Told(said, told.keeper)),
        initial=told.name or line.name,
        name=f"name-{key}",
        key=f"name-field-{key}",
    )
    keeper = Field(
        keyboard,
        t("Keeper"),
        lambda said: tell(line.thing, Told(told.name, said)),
        initial=told.keeper or keeper_of(desk.store, line),
        name=f"keeper-{key}",
        key=f"keeper-field-{key}",
    )
    fields = ft.Row([ft.Container(name, expand=2), ft.Container(keeper, expand=1)], spacing=8)
    words = small(f"{named} · {place} · × {max(1, line.counted)}")
    body = ft.Column([words, fields], spacing=12, tight=True, expand=True)
    return ft.Row([_picture(desk, row, line), body], spacing=12, key=f"newcomer-{key}")


def _picture(desk: Desk, row: Stocktake, line: Line) -> ft.Control:
    """What was taken of it while it was counted."""
    shas = counts.photos_of_thing(desk.store.db, row.id, line.thing)
    picture = thumbnail(desk.store.db, shas[0]) if shas else None
    if picture is None:
        icon = ft.Icon(ft.Icons.IMAGE_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT)
        return ft.Container(icon, width=PICTURE_PIXELS, height=PICTURE_PIXELS, alignment=ft.Alignment.CENTER)
    return ft.Image(
        picture,
        width=PICTURE_PIXELS,
        height=PICTURE_PIXELS,
        fit=ft.BoxFit.COVER,
        border_radius=8,
        semantics_label=desk.t("Photo"),
    )
