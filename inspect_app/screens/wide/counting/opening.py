"""Open a count: its name and sort, and which part of the school it goes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import flet as ft

from inspect_app.actions.office.stocktakes import open_stocktake
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import main_button
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.type import heading, section, small, text
from inspect_app.routes import route_to
from inspect_app.screens.counting.words import trouble_of
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.stocktake.scope import Scope
from inspect_app.stocktake.thing import Spot
from inspect_app.texts.stocktake_words import LABELS
from inspect_app.views.stocktake import expected_things, spots_by_id
from storage.queries import places

SEPARATORS = "、，,；; \n"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen so far; `rooms` is as it was typed."""

    name: str = ""
    sort: str = "end"
    term: str = ""
    scope: Scope = Scope()  # noqa: RUF009 - frozen
    rooms: str = ""


@component
def OpeningForm(desk: Desk) -> ft.Control:  # noqa: N802
    """Nothing chosen is the whole school; how many cards that is stands beside the button."""
    t = desk.t
    draft, set_draft = use_state(Draft())
    spots = spots_by_id(desk.store)

    def put(**new: Any) -> None:
        set_draft(lambda held: replace(held, **new))

    def scope(**new: Any) -> None:
        set_draft(lambda held: replace(held, scope=replace(held.scope, **new)))

    room_ids, strange = rooms_named(draft.rooms, spots)
    whole = replace(draft.scope, rooms=room_ids)
    expected = len(expected_things(desk.store, whole, spots))

    def begin() -> None:
        author = desk.author
        try:
            opened = open_stocktake(desk.store, author, draft.name, draft.sort, whole, term=draft.term)
        except Exception as error:
            desk.say(trouble_of(error, desk))
            return
        desk.changed()
        desk.go(route_to("stocktake", stocktake=opened))

    can = bool(draft.name.strip()) and not strange and expected > 0
    button = main_button(t("Open the count"), begin if can else None, key="open-count")
    found = t.count("{n} card is expected", "{n} cards are expected", expected)
    keyboard = keyboard_of(desk)
    sorts = [(value, t(words)) for value, words in LABELS.items()]
    return pane(
        [
            heading(t("Open a count")),
            Field(
                keyboard, t("Name of the count"), lambda said: put(name=said), name="count-name", key="name"
            ),
            chips("sort", sorts, draft.sort, lambda value: put(sort=value)),
            Field(keyboard, t("Term"), lambda said: put(term=said), name="count-term", key="term"),
            section(t("Which part of the school")),
            small(t("Nothing chosen is the whole school. Places add up; class and keeper narrow them down.")),
            *_buildings(desk, draft.scope, scope),
            *_floors(draft.scope, spots, scope, desk),
            *_typed(desk, strange, lambda said: put(rooms=said), scope),
        ],
        bottom=[ft.Row([text(found, expand=True, key="expected"), button])],
        key="opening",
    )


def _typed(desk: Desk, strange: str, rooms: Any, scope: Any) -> list[ft.Control]:
    """Rooms, classes and keepers, which are too many to choose from."""
    t, keyboard = desk.t, keyboard_of(desk)
    return [
        Field(
            keyboard,
            t("Rooms, as “building number”"),
            rooms,
            name="count-rooms",
            error=t("There is no room “{name}”.", name=strange) if strange else None,
            key="rooms",
        ),
        Field(
            keyboard,
            t("Classes (GB/T 14885), or how they begin"),
            lambda said: scope(classes=words_of(said)),
            name="count-classes",
            key="classes",
        ),
        Field(
            keyboard,
            t("Keepers by name"),
            lambda said: scope(keepers=words_of(said)),
            name="count-keepers",
            key="keepers",
        ),
    ]


def words_of(said: str) -> tuple[str, ...]:
    """What was typed with any of the usual marks between."""
    for mark in SEPARATORS[1:]:
        said = said.replace(mark, SEPARATORS[0])
    return tuple(dict.fromkeys(word for word in said.split(SEPARATORS[0]) if word))


def rooms_named(said: str, spots: Mapping[str, Spot]) -> tuple[tuple[str, ...], str]:
    """(ids of the rooms that were named, the first name that is none). A name may hold a blank."""
    by_title = {spot.title.replace(" ", ""): spot.id for spot in spots.values()}
    found: list[str] = []
    for mark in "，,；;\n":
        said = said.replace(mark, "、")
    for name in (part.strip() for part in said.split("、")):
        if name and name.replace(" ", "") not in by_title:
            return tuple(found), name
        if name:
            found.append(by_title[name.replace(" ", "")])
    return tuple(found), ""


def _buildings(desk: Desk, scope: Scope, put: Any) -> list[ft.Control]:
    db = desk.store.db
    campuses = places.campuses(db)
    rows: list[ft.Control] = []
    for campus, name, _ in campuses:
        named = [(f"{campus}/{each.name}", each.name) for each in places.buildings(db, campus)]
        if len(campuses) > 1:
            rows.append(small(name))
        rows.append(_many("building", named, scope.buildings, lambda chosen: put(buildings=chosen)))
    return rows


def _floors(scope: Scope, spots: Mapping[str, Spot], put: Any, desk: Desk) -> list[ft.Control]:
    """Floors of every building; a floor beside its whole building adds nothing."""
    t = desk.t
    found = {
        f"{spot.campus_id}/{spot.building}/{spot.floor}": f"{spot.building} {t('floor {floor}', floor=spot.floor)}"
        for spot in spots.values()
        if spot.floor and f"{spot.campus_id}/{spot.building}" not in scope.buildings
    }
    row = _many("floor", list(found.items()), scope.floors, lambda chosen: put(floors=chosen))
    return [small(t("Or single floors")), row] if found else []


def _many(key: str, choices: list[tuple[str, str]], chosen: tuple[str, ...], choose: Any) -> ft.Control:
    """Chips of which several may be chosen."""

    def toggle(value: str) -> Any:
        held = tuple(each for each in chosen if each != value)
        return lambda _: choose(held if value in chosen else (*chosen, value))

    made: list[ft.Control] = [
        ft.Chip(
            label=text(words),
            key=f"{key}-{value}",
            selected=value in chosen,
            show_checkmark=True,
            padding=8,
            on_select=toggle(value),
        )
        for value, words in choices
    ]
    return side_by_side(made)
