"""All checks of a room, newest first, 50 at a time."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place
from inspect_app.screens.room import no_such_place
from inspect_app.screens.room_sheet import check_line
from inspect_app.state import Desk
from inspect_app.views.ledger import PAGE_ROWS
from storage.queries import checks, places


@component
def HistoryScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """What was found here, check by check."""
    watch(desk.changes)
    t = desk.t
    rows, set_rows = use_state(PAGE_ROWS)
    room = places.room(desk.store.db, place.value("room") or "")
    if room is None:
        return no_such_place(desk)
    found = checks.checks_of_room(desk.store.db, room.id, limit=rows + 1)
    more = [text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more")]
    lines = [check_line(check, desk) for check in found[:rows]]
    nothing = empty(ft.Icons.HISTORY, t("Nobody has checked here yet."), key="no-checks")
    return page(
        [
            heading(room_title(room)),
            small(room_place(room, t)),
            *(lines or [nothing]),
            *(more if len(found) > rows else []),
        ],
        key="history-page",
    )
