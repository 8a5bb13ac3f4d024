"""A room's card on the office's desk: what it is, open faults, every check, its assets."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.components import component, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.empty import empty
from inspect_app.parts.names import room_place, room_title, shown_code
from inspect_app.parts.split import pane
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import route_to
from inspect_app.screens.room import no_such_place
from inspect_app.screens.room_sheet import check_line, fault_lines
from inspect_app.state import Desk
from storage.queries import assets, checks, faults, places
from storage.queries.places import Room

PAGE_ROWS = 50
ASSETS_SHOWN = 20


@component
def RoomPane(desk: Desk, room_id: str) -> ft.Control:  # noqa: N802
    """The right half of 场所与资产 for a room."""
    watch(desk.changes)
    t = desk.t
    rows, set_rows = use_state(PAGE_ROWS)
    room = places.room(desk.store.db, room_id)
    if room is None:
        return no_such_place(desk)
    found = checks.checks_of_room(desk.store.db, room_id, limit=rows + 1)
    lines: list[ft.Control] = [check_line(each, desk) for each in found[:rows]]
    if len(found) > rows:
        lines.append(text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-checks"))
    if not lines:
        lines = [empty(ft.Icons.HISTORY, t("Nobody has checked here yet."), key="no-checks")]
    return pane(
        [
            heading(room_title(room)),
            small(room_place(room, t)),
            *_facts(room, desk),
            *fault_lines(faults.open_faults_of_room(desk.store.db, room_id), desk),
            section(t("Checks")),
            *lines,
            *_assets(room, desk),
        ],
        key="room-pane",
    )


def _facts(room: Room, desk: Desk) -> list[ft.Control]:
    t = desk.t
    facts = [(t("Keeper"), room.keeper), (t("Note"), room.note), (t("Code"), shown_code(room.code))]
    return [fact(name, value) for name, value in facts if value]


def _assets(room: Room, desk: Desk) -> list[ft.Control]:
    t = desk.t
    count = assets.count_assets_in_room(desk.store.db, room.id)
    if not count:
        return []
    here = assets.assets_in_room(desk.store.db, room.id, limit=ASSETS_SHOWN)
    return [
        section(t.count("{n} asset here", "{n} assets here", count)),
        *(
            line(
                each.name,
                key=f"in-room-{each.id}",
                below=each.number or "",
                after=chevron(),
                on_click=_opens(desk, each.id),
            )
            for each in here
        ),
    ]


def _opens(desk: Desk, asset_id: str) -> Callable[[], None]:
    return lambda: desk.go(route_to("asset", asset=asset_id))
