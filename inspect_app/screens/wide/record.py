"""One check on the office's desk: every answer, the faults, and the photos in a window over it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.keys import use_silence
from inspect_app.parts.split import pane, side_by_side
from inspect_app.routes import route_to
from inspect_app.screens.record import record_parts
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.dialogs import photo_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.moments import moment
from storage.queries import checks, photos
from storage.queries.checks import Check


@component
def RecordPane(desk: Desk, check_id: str) -> ft.Control:  # noqa: N802
    """The right half of 检查记录."""
    watch(desk.changes)
    looked, look = use_maybe()
    check = checks.check(desk.store.db, check_id)
    ft.use_dialog(_photo(check, looked, desk, lambda: look(None)) if check and looked else None)
    use_silence(keyboard_of(desk), on=bool(check and looked))
    if check is None:
        return no_such_place(desk)
    return pane([*record_parts(check, desk, look), _links(check, desk)], key="record")


def _photo(check: Check, sha256: str, desk: Desk, close: Callable[[], None]) -> ft.AlertDialog:
    shas = [photo.sha256 for photo in photos.photos_about(desk.store.db, check.id)]
    when = moment(desk.t, check.done_ms, desk.now_ms, check.offset_minutes)
    return photo_dialog(desk, shas, sha256, f"{check.place} · {when}", close)


def _links(check: Check, desk: Desk) -> ft.Control:
    room = route_to("room", room=check.room_id)
    words = desk.t("The room")
    return side_by_side(
        [text_button(words, lambda: desk.go(room), key="to-room", icon=ft.Icons.MEETING_ROOM)]
    )
