"""Change a route: its name, its hours and days, its rooms in order. Saved in one write, or refused in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.routes_editing import retire_route, save_route
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_state
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import icon_button, main_button, second_button, text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field, pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import FAILED, notice
from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.type import heading, section, small, text
from inspect_app.patrol.route import EVERY_DAY, RouteRefused
from inspect_app.routes import route_to
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.rounds import WEEKDAYS
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.views.wide.plan_draft import Hours, RouteDraft, draft_of, five_a_day
from storage.queries import ledger_list, places
from storage.queries.places import Room

ORDERINGS = {"any": "in any order", "fixed": "in the order of the list"}
FIELD_NAMES = {"start": "From", "end": "To", "name": "Name of the hours"}
SUGGESTED = 8
MOST_AT_ONCE = 200
Change = Callable[[Any], None]
"""Takes a draft, or a function from the latest draft to the changed one."""


@component
def PlanEditor(desk: Desk, start: RouteDraft) -> ft.Control:  # noqa: N802
    """`start` is the route as it was saved when it was opened; what others change meanwhile is left alone."""
    t = desk.t
    base, rebase = use_state(start)
    draft, change = use_state(start)
    trouble, set_trouble = use_state("")
    ending, set_ending = use_flag()

    def save() -> None:
        try:
            saved = save_route(desk.store, desk.author, draft.route(), base.route() if base.id else None)
        except RouteRefused as refused:
            set_trouble(t(str(refused)))
        except Exception as error:
            set_trouble(plain_words(error, t))
        else:
            set_trouble("")
            rebase(draft_of(saved))
            change(draft_of(saved))
            desk.changed()
            desk.say(t("The route is saved. Phones get it with their next sync."))
            desk.go(route_to("plan", plan=saved.id))

    def retire() -> None:
        set_ending(False)
        retire_route(desk.store, desk.author, draft.id)
        desk.changed()
        desk.go(route_to("plans"))

    ft.use_dialog(_end_question(retire, lambda: set_ending(False), t) if ending else None)
    use_silence(keyboard_of(desk), on=ending)
    over = [notice(FAILED, trouble, key="plan-trouble")] if trouble else []
    buttons: list[ft.Control] = [
        main_button(t("Save the route"), save if draft != base else None, key="save-plan"),
        ft.Container(expand=True),
    ]
    if start.id:
        buttons.append(second_button(t("End the route"), lambda: set_ending(True), key="retire-plan"))
    return pane(_parts(desk, start, draft, change), bottom=[*over, ft.Row(buttons)], key="plan-editor")


def _end_question(retire: Callable[[], None], away: Callable[[], None], t: Words) -> ft.AlertDialog:
    sentence = t("Nobody is asked to walk it any more. Rounds that were walked stay.")
    return ask(t, t("End this route?"), sentence, yes=t("End the route"), on_yes=retire, on_no=away)


def _parts(desk: Desk, start: RouteDraft, draft: RouteDraft, change: Change) -> list[ft.Control]:
    t = desk.t
    return [
        heading(start.name or t("New route")),
        *_head(desk, draft, change),
        section(t("Hours")),
        *_hours(desk, draft, change),
        section(t("Days")),
        _days(desk, draft, change),
        section(t.count("{n} point", "{n} points", len(draft.points))),
        RoomSearch(desk, draft, change, key="room-search"),
        *_points(desk, draft, change),
    ]


def _head(desk: Desk, draft: RouteDraft, change: Change) -> list[ft.Control]:
    t = desk.t
    name = Field(
        keyboard_of(desk),
        t("Name"),
        lambda said: change(lambda latest: replace(latest, name=said)),
        initial=draft.name,
        name="plan-name",
        key="plan-name-field",
    )

    def take_order(value: Any) -> None:
        change(replace(draft, ordering=value))

    orderings = [(value, t(words)) for value, words in ORDERINGS.items()]
    order = pick(
        t("Order"),
        orderings,
        draft.ordering,
        take_order,
        key="ordering",
        width=176,
    )
    return [ft.Row([ft.Container(name, expand=True), order], spacing=12)]


def _hours(desk: Desk, draft: RouteDraft, change: Change) -> list[ft.Control]:
    t = desk.t
    rows = [_hour_row(desk, each, change, draft) for each in draft.hours]
    return [
        *rows,
        side_by_side(
            [
                text_button(
                    t("More hours"), lambda: change(draft.more_hours()), key="more-hours", icon=ft.Icons.ADD
                ),
                text_button(
                    t("Five times a day"), lambda: change(draft.more_hours(five_a_day())), key="five-a-day"
                ),
            ]
        ),
    ]


def _hour_row(desk: Desk, hours: Hours, change: Any, draft: RouteDraft) -> ft.Control:
    t, keyboard = desk.t, keyboard_of(desk)

    def field(name: str, width: int) -> ft.Control:
        made: ft.Control = Field(
            keyboard,
            t(FIELD_NAMES[name]),
            lambda said: change(lambda latest: latest.with_hours(hours.number, **{name: said})),
            initial=getattr(hours, name),
            name=f"hours-{hours.number}-{name}",
            width=width,
            key=f"hours-field-{hours.number}-{name}",
        )
        return made

    return ft.Row(
        [
            field("start", 104),
            field("end", 104),
            field("name", 200),
            icon_button(
                ft.Icons.DELETE_OUTLINE,
                t("Delete"),
                lambda: change(draft.without_hours(hours.number)),
                key=f"drop-hours-{hours.number}",
            ),
        ],
        key=f"hours-{hours.number}",
        spacing=theme.GRID,
    )


def _days(desk: Desk, draft: RouteDraft, change: Change) -> ft.Control:
    t = desk.t
    return ft.Row(
        [
            ft.Chip(
                label=text(t(WEEKDAYS[day - 1])),
                key=f"day-{day}",
                selected=day in draft.days,
                show_checkmark=True,
                padding=8,
                on_select=lambda _, day=day: change(draft.with_day(day)),
            )
            for day in EVERY_DAY
        ],
        spacing=theme.GRID,
        wrap=True,
    )


@component
def RoomSearch(desk: Desk, draft: RouteDraft, change: Any) -> ft.Control:  # noqa: N802
    """Rooms by place or use; one at a time, or all that were found."""
    t = desk.t
    said, say = use_state("")
    held = {point.room_id for point in draft.points}
    sought = said.strip()
    found = ledger_list.room_list(desk.store.db, sought, limit=MOST_AT_ONCE) if sought else []
    fresh = [room for room in found if room.id not in held]
    field = Field(
        keyboard_of(desk),
        t("Add rooms: building, number or use"),
        say,
        name="plan-rooms",
        rests=True,
        icon=ft.Icons.ADD_LOCATION_ALT_OUTLINED,
        key="plan-rooms-field",
    )
    chips: list[ft.Control] = [
        ft.Chip(
            label=text(f"{room.building} {room.number}"),
            key=f"add-{room.id}",
            tooltip=room.use,
            padding=8,
            leading=ft.Icon(ft.Icons.ADD, size=18),
            on_click=lambda _, room=room: change(draft.with_points([room.id])),
        )
        for room in fresh[:SUGGESTED]
    ]
    if len(fresh) > 1:
        words = t.count("Add all {n} rooms found", "Add all {n} rooms found", len(fresh))
        rooms = [room.id for room in fresh]
        chips.append(text_button(words, lambda: change(draft.with_points(rooms)), key="add-all"))
    if sought and not fresh:
        chips.append(small(t("No other room contains “{text}”.", text=sought)))
    return ft.Column(
        [field, ft.Row(chips, wrap=True, spacing=theme.GRID, run_spacing=theme.GRID)],
        spacing=theme.GRID,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _points(desk: Desk, draft: RouteDraft, change: Change) -> list[ft.Control]:
    t = desk.t
    if not draft.points:
        return [
            empty(
                ft.Icons.ADD_LOCATION_ALT_OUTLINED,
                t("No room yet. Search above and add them."),
                key="no-points",
            )
        ]
    ids = json.dumps([point.room_id for point in draft.points])
    rooms = {room.id: room for room in places.rooms_by_id(desk.store.db, ids)}
    return [
        _point(desk, number, point.room_id, rooms.get(point.room_id), draft, change)
        for number, point in enumerate(draft.points, 1)
    ]


def _point(
    desk: Desk, number: int, room_id: str, room: Room | None, draft: RouteDraft, change: Change
) -> ft.Control:
    t = desk.t
    title = room_title(room) if room else t("A place that is not on this phone")
    tools = (
        (ft.Icons.ARROW_UPWARD, "Up", lambda: change(draft.moved_point(room_id, -1)), "up"),
        (ft.Icons.ARROW_DOWNWARD, "Down", lambda: change(draft.moved_point(room_id, 1)), "down"),
        (ft.Icons.CLOSE, "Take out", lambda: change(draft.without_point(room_id)), "out"),
    )
    return ft.Container(
        ft.Row(
            [
                ft.Container(small(str(number)), width=32),
                ft.Container(text(title, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS), width=200),
                small(room_place(room, t) if room else "", expand=True),
                *(
                    icon_button(icon, t(words), act, key=f"{name}-{number}")
                    for icon, words, act, name in tools
                ),
            ],
            spacing=4,
        ),
        key=f"plan-point-{room_id}",
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )
