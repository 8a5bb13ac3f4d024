"""What the server did not take, and why: to be dealt with or ignored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.calls import Quarantined
from inspect_app.components import component, use_maybe
from inspect_app.parts.buttons import text_button
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import FAILED, mark
from inspect_app.parts.names import KINDS
from inspect_app.parts.table import Column, table, table_row
from inspect_app.parts.type import heading, small, text
from inspect_app.screens.wide.keyboard import RowCursor, keyboard_of, use_row_cursor
from inspect_app.state import Desk
from inspect_app.texts.moments import ago

ROW_PIXELS = 56
REFUSALS = {
    "revoked": "The phone had been blocked.",
    "not_yours": "It was sent by another phone than the one that recorded it.",
    "not_allowed": "This person may not do this.",
    "wrong_stream": "It belongs to another campus or subject.",
    "bad_value": "A value is not allowed.",
    "broken": "It was not a record that can be read.",
    "forked": "The phone was copied; the same number came with other content.",
    "altered": "It was changed after it had been recorded.",
}
WAYS_ON = {"taken": "Dealt with", "dropped": "Ignore"}
"""How a refused change is judged, by the server's word for it."""
Settle = Callable[[Quarantined, Any], Any]


@component
def QuarantineTable(  # noqa: N802
    desk: Desk, waiting: Sequence[Quarantined], labels: Mapping[str, str], settle: Settle
) -> ft.Control:
    """`labels` are names of devices by id. Enter asks how the row is to be judged: a key alone judges nothing."""
    t = desk.t
    by_id = {str(each.id): each for each in waiting}
    asked, ask_about = use_maybe()
    cursor = use_row_cursor(desk, list(by_id), ask_about, ROW_PIXELS)
    about = by_id.get(asked or "")
    ft.use_dialog(_question(desk, about, settle, lambda: ask_about(None)) if about else None)
    use_silence(keyboard_of(desk), on=about is not None)
    columns = [
        Column(t("What"), 112),
        Column(t("Why it was not taken"), flex=1),
        Column(t("From"), 144),
        Column(t("When"), 96),
        Column("", 208, at_end=True),
    ]
    lines = [
        _refused(desk, columns, each, labels.get(each.device, each.device), settle, cursor)
        for each in waiting
    ]
    return table(columns, lines, key="quarantine-table", handle=cursor.handle)


def _refused(
    desk: Desk, columns: list[Column], each: Quarantined, label: str, settle: Settle, cursor: RowCursor
) -> ft.Control:
    cells: list[Any] = [
        mark(FAILED, _kind_of(each, desk)),
        _why(each, desk),
        label,
        ago(desk.t, each.received_ms, desk.now_ms),
        ft.Row(_ways(desk, each, settle), spacing=0, tight=True),
    ]
    return table_row(
        columns,
        cells,
        key=f"quarantine-{each.id}",
        height=ROW_PIXELS,
        is_chosen=str(each.id) == cursor.chosen,
        on_click=lambda: cursor.choose(str(each.id)),
    )


def _kind_of(each: Quarantined, desk: Desk) -> str:
    return desk.t(KINDS.get(each.kind, each.kind or "Record"))


def _why(each: Quarantined, desk: Desk) -> str:
    return desk.t(REFUSALS.get(each.reason, each.reason))


def _ways(desk: Desk, each: Quarantined, settle: Settle, *, prefix: str = "") -> list[ft.Control]:
    def way(how: str) -> Callable[[], Any]:
        return lambda: settle(each, how)

    return [
        text_button(desk.t(words), way(how), key=f"{prefix}{how}-{each.id}") for how, words in WAYS_ON.items()
    ]


def _question(desk: Desk, each: Quarantined, settle: Settle, close: Callable[[], None]) -> ft.AlertDialog:
    def judge(about: Quarantined, how: str) -> None:
        close()
        settle(about, how)

    told: list[ft.Control] = [
        text(_why(each, desk)),
        small(ago(desk.t, each.received_ms, desk.now_ms)),
    ]
    return ft.AlertDialog(
        title=heading(_kind_of(each, desk)),
        content=ft.Column(told, spacing=theme.GRID, tight=True),
        actions=[
            text_button(desk.t("Cancel"), close, key="judge-no"),
            *_ways(desk, each, judge, prefix="judge-"),
        ],
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=close,
    )
