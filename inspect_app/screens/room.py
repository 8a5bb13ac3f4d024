"""The room's page."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, watch
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.empty import empty
from inspect_app.parts.names import shown_code
from inspect_app.parts.page import page
from inspect_app.parts.type import section
from inspect_app.routes import Place, route_to
from inspect_app.screens.lending_links import handover_link
from inspect_app.screens.room_sheet import (
    already_notice,
    check_buttons,
    check_lines,
    checklist_line,
    fault_lines,
    title_of,
)
from inspect_app.state import Desk
from inspect_app.views.room import RoomView, room_view


@component
def RoomScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A room from the ledger, a round, or a link."""
    watch(desk.changes)
    room_id = place.value("room") or ""
    view = room_view(desk.store, room_id, desk.now_ms, desk.offset_minutes, desk.author.person)
    if view is None:
        return no_such_place(desk)
    return page(
        [
            *title_of(view, desk),
            checklist_line(view, desk),
            *already_notice(view.already, desk),
            *fault_lines(view.faults, desk),
            *check_lines(view.checks, desk),
            *_more(view, desk),
        ],
        bottom=check_buttons(view, desk, place.value("arrival") or "listed"),
        key="room-page",
    )


def no_such_place(desk: Desk) -> ft.Control:
    t = desk.t
    return empty(
        ft.Icons.HELP_OUTLINE,
        t("This is not on this phone. It may come with the next sync."),
        button=t("Sync"),
        on_click=lambda: desk.go(route_to("sync")),
        key="no-such-place",
    )


def _more(view: RoomView, desk: Desk) -> list[ft.Control]:
    t, room = desk.t, view.room
    facts = [(t("Keeper"), room.keeper), (t("Note"), room.note), (t("Code"), shown_code(room.code))]
    lines: list[ft.Control] = [fact(name, value) for name, value in facts if value]
    if view.assets:
        lines.append(
            line(
                t.count("{n} asset here", "{n} assets here", view.assets),
                key="assets-here",
                after=chevron(),
                on_click=lambda: _show_assets(desk, view),
            )
        )
    lines += handover_link(desk, room.id)
    if view.checks:
        lines.append(
            line(
                t("All checks of this room"),
                key="history",
                after=chevron(),
                on_click=lambda: desk.go(route_to("history", room=room.id)),
            )
        )
    return [section(t("About this room")), *lines] if lines else []


def _show_assets(desk: Desk, view: RoomView) -> None:
    desk.memory["ledger"] = {"view": "assets", "room": view.room.id}
    desk.go(route_to("ledger"))
