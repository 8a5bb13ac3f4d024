"""Which room each class property sheet is of: chosen line by line, before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_maybe, use_state
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.card import line
from inspect_app.parts.field import Field, pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, Meaning, mark
from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import heading, small
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from storage.queries import places
from storage.queries.places import Room

LEFT_OUT, OTHER = "-", "other"
FOUND, DIALOG_PIXELS, PICK_PIXELS = 8, 480, 264
ROOM_HOW = {
    "said": "As you said",
    "left_out": "Not imported",
    "head": "The sheet says so",
    "named": "The room names the class",
    "kept": "The only classroom of its teacher",
    "several": "Might be several: choose one",
    "unknown": "No room known: choose one",
}
_MEANINGS: Mapping[str, Meaning] = {"several": ATTENTION, "unknown": FAILED, "left_out": QUIET}

Said = dict[str, tuple[str, str]]
"""Class name to the id of its room and what that is called; the id '-' leaves the sheet out."""


@component
def ClassRoomTable(  # noqa: N802
    desk: Desk, classes: Sequence[dict[str, Any]], on_map: Callable[[dict[str, str]], Any]
) -> ft.Control:
    """`classes` are of the import's report; `on_map` hears class names with the ids of their rooms."""
    t = desk.t
    said, say = use_state({})
    asked, ask_for = use_maybe()

    def put(name: str, room_id: str, room: str) -> None:
        ask_for(None)
        say({**said, name: (room_id, room)})

    def choose(each: dict[str, Any], value: str) -> None:
        if value == OTHER:
            ask_for(each["class"])
        else:
            names = {room["id"]: room["name"] for room in each["candidates"]}
            put(each["class"], value, names.get(value, ""))

    away = lambda: ask_for(None)  # noqa: E731
    ft.use_dialog(_dialog(desk, asked, put, away) if asked else None)
    use_silence(keyboard_of(desk), on=bool(asked))
    columns = [
        Column(t("Class"), flex=2),
        Column(t("How"), flex=2),
        Column(t("Room"), PICK_PIXELS),
    ]
    rows = [_row(desk, columns, each, said.get(each["class"]), choose) for each in classes]
    act = (lambda: on_map({name: room_id for name, (room_id, _) in said.items()})) if said else None
    button = main_button(t("Read it again with these rooms"), act, key="rooms-again")
    return ft.Column(
        [
            table(columns, rows, key="class-rooms"),
            ft.Container(
                button,
                padding=ft.Padding.symmetric(horizontal=24, vertical=8),
                alignment=ft.Alignment.CENTER_LEFT,
            ),
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _row(
    desk: Desk,
    columns: list[Column],
    each: dict[str, Any],
    said: tuple[str, str] | None,
    choose: Callable[[dict[str, Any], str], None],
) -> ft.Control:
    t = desk.t
    how = each["how"] if said is None else "left_out" if said[0] == LEFT_OUT else "said"
    teacher = t("Class teacher: {name}", name=each["teacher"]) if each["teacher"] else t("Not signed")
    options, chosen = _options(each, said, desk)
    picker = pick(
        t("Room"),
        options,
        chosen,
        lambda value: choose(each, value),
        key=f"class-{each['class']}",
        width=PICK_PIXELS - 16,
    )
    told = mark(_MEANINGS.get(how, PASSED), t(ROOM_HOW[how]))
    return table_row(
        columns,
        [two_lines(each["class"], teacher), told, picker],
        key=f"class-row-{each['class']}",
        height=64,
    )


def _options(
    each: dict[str, Any], said: tuple[str, str] | None, desk: Desk
) -> tuple[list[tuple[str, str]], str]:
    """The rooms that it might be, any other, and none; and the one that stands."""
    t = desk.t
    rooms = {room["id"]: room["name"] for room in each["candidates"]}
    chosen = said[0] if said else next(iter(rooms), "") if len(rooms) == 1 else ""
    if each["how"] == "left_out" and said is None:
        chosen = LEFT_OUT
    if said and said[0] != LEFT_OUT:
        rooms |= {said[0]: said[1] or rooms.get(said[0], said[0])}
    ends = [(OTHER, t("Another room…")), (LEFT_OUT, t("Leave this sheet out"))]
    return [*rooms.items(), *ends], chosen


def _dialog(
    desk: Desk, name: str, put: Callable[[str, str, str], None], away: Callable[[], None]
) -> ft.AlertDialog:
    form = RoomSearch(desk, name, lambda room_id, room: put(name, room_id, room), away, key="room-search")
    return ft.AlertDialog(
        content=ft.Container(form, width=DIALOG_PIXELS),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        scrollable=True,
        on_dismiss=away,
    )


def _found(room: Room, desk: Desk, choose: Callable[[str, str], None]) -> ft.Control:
    title, below = room_title(room), room_place(room, desk.t)
    return line(title, key=f"room-{room.id}", below=below, on_click=lambda: choose(room.id, title))


@component
def RoomSearch(  # noqa: N802
    desk: Desk, name: str, choose: Callable[[str, str], None], away: Callable[[], None]
) -> ft.Control:
    """Type-ahead over all rooms of the school."""
    t = desk.t
    sought, seek = use_state("")
    found = places.search_rooms(desk.store.db, sought.strip(), limit=FOUND) if sought.strip() else []
    lines = [_found(room, desk, choose) for room in found]
    nothing = [small(t("No such room."))] if sought.strip() and not found else []
    return ft.Column(
        [
            heading(t("Room of {name}", name=name)),
            Field(keyboard_of(desk), t("Building or number of the room"), seek, name="room-sought", rests=True,
                  icon=ft.Icons.SEARCH, key="room-sought"),
            *lines,
            *nothing,
            ft.Row([text_button(t("Cancel"), away, key="room-cancel")], alignment=ft.MainAxisAlignment.END),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )  # fmt: skip
