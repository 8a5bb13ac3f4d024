"""A count that runs: how far it is by room and by person, and which phones may still hold some of it."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.actions.office import calls
from inspect_app.actions.office.calls import EnrolledDevice
from inspect_app.actions.office.stocktakes import cancel_stocktake, close_stocktake
from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, UNSENT, mark, notice, pill
from inspect_app.parts.ring import ring
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.table import Column, table_head, table_row, two_lines
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import route_to
from inspect_app.screens.counting.stocktake import (
    disputed_words,
    last_counts,
    scope_text,
    sign_over,
    signature_lines,
    unknown_stocktake,
    walker_lines,
)
from inspect_app.screens.counting.words import person_name
from inspect_app.screens.wide.asking import Asked, use_answer
from inspect_app.screens.wide.counting.attempt import attempt
from inspect_app.screens.wide.counting.disputes import decide_dialog, dispute_parts
from inspect_app.screens.wide.devices_table import CONSOLE, clock_words, is_clock_wrong, name_of
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.stocktake.phones import (
    COUNTING_ROLES,
    PhoneHeard,
    PhoneStanding,
    phones_of_count,
    unsure,
)
from inspect_app.texts.moments import ago
from inspect_app.texts.stocktake_words import LABELS
from inspect_app.views.stocktake import StocktakeView, stocktake_view
from storage.queries import counts
from storage.queries.stocktakes import Stocktake

ROOMS_SHOWN = 50
LAST = 8


@component
def RunningCount(desk: Desk, row: Stocktake, may_close: bool) -> ft.Control:  # noqa: N802
    """What has not arrived is not seen yet; nothing is called missing here."""
    watch(desk.changes)
    t = desk.t
    asking, set_asking = use_maybe()
    signing, sign = use_maybe()
    deciding, decide_on = use_maybe()
    rows_shown, show_rows = ft.use_state(ROOMS_SHOWN)
    asked = use_answer(desk, lambda: calls.devices(calls.transport_of(desk.store, desk.device)), [row.id])
    view = stocktake_view(desk.store, row.id)
    use_silence(keyboard_of(desk), on=asking is not None or deciding is not None)
    phones = standing(desk, row, asked.value) if not asked.trouble and asked.value is not None else None
    disputed = len({each.thing.id for each in view.disputes}) if view is not None else 0
    question = _question(desk, row, asking, phones, disputed, lambda: set_asking(None)) if asking else None
    ft.use_dialog(question)
    ft.use_dialog(decide_dialog(desk, row, deciding, lambda: decide_on(None)) if deciding else None)
    if view is None:
        return unknown_stocktake(desk)
    if signing is not None:
        return sign_over(desk, row.id, signing, lambda: sign(None))
    more = [text_button(t("Show more"), lambda: show_rows(rows_shown + ROOMS_SHOWN), key="more-rooms")]
    return pane(
        [
            *_head(view, desk),
            *_phones(desk, phones, asked),
            *dispute_parts(view, desk, decide_on if may_close else None),
            *walker_lines(view, desk),
            section(t("By room")),
            *_rooms(view, desk, rows_shown),
            *(more if len(view.progress.rooms) > rows_shown else []),
            *last_counts(view, desk, LAST),
            *signature_lines(view, desk, sign),
        ],
        bottom=_buttons(desk, row, set_asking) if may_close else [],
        key="running-count",
    )


def _head(view: StocktakeView, desk: Desk) -> list[ft.Control]:
    t, progress = desk.t, view.progress
    disputed = [mark(ATTENTION, disputed_words(view, desk))] if view.disputes else []
    told = ft.Column(
        [
            heading(view.row.name),
            small(f"{t(LABELS[view.row.sort])} · {scope_text(view, desk)}"),
            mark(PASSED, t.count("{n} found", "{n} found", progress.found)),
            mark(QUIET, t.count("{n} not counted yet", "{n} not counted yet", progress.waiting)),
            mark(FAILED, t.count("{n} not found", "{n} not found", progress.not_found)),
            mark(ATTENTION, t.count("{n} not expected", "{n} not expected", progress.extra)),
            *disputed,
        ],
        spacing=4,
        tight=True,
    )
    circle = ring(progress.settled, progress.expected, t("counted of all"), key="ring")
    return [ft.Row([circle, told], spacing=24)]


def standing(
    desk: Desk, row: Stocktake, devices: list[EnrolledDevice]
) -> list[tuple[PhoneStanding, EnrolledDevice]]:
    """The phones that can know of this count, beside what the server says of them."""
    by_id = {each.id: each for each in devices if each.label != CONSOLE}
    heard = [
        PhoneHeard(each.id, each.role, each.last_seen_ms, each.unsent, each.revoked_ms is not None)
        for each in by_id.values()
    ]
    counting = counts.counting_devices(desk.store.db, row.id)
    found = phones_of_count(heard, counting, row.opened_ms, desk.now_ms, COUNTING_ROLES, desk.store.device)
    return [(each, by_id[each.id]) for each in found]


def _phones(
    desk: Desk, phones: list[tuple[PhoneStanding, EnrolledDevice]] | None, asked: Asked
) -> list[ft.Control]:
    t = desk.t
    title = section(t("Phones that count along"))
    if phones is None:
        words = t("The server cannot be reached: nobody can know here which phones still hold counts.")
        return [title, notice(ATTENTION, words, key="phones-unknown")] if asked.trouble else [title]
    if not phones:
        return [title, small(t("No phone has heard of this count yet."))]
    columns = [Column(t("Phone or computer"), flex=3), Column(t("Last heard of"), 112), Column("", 240)]
    lines = [_phone(desk, columns, each, device) for each, device in phones]
    return [title, table_head(columns), *lines]


def _phone(desk: Desk, columns: list[Column], each: PhoneStanding, device: EnrolledDevice) -> ft.Control:
    t = desk.t
    words: dict[str, ft.Control] = {
        "holds": mark(UNSENT, t.count("{n} to send", "{n} to send", each.unsent)),
        "blocked": mark(FAILED, t("Blocked: what it holds is not counted")),
        "quiet": mark(ATTENTION, t("May still hold counts")),
        "clear": mark(PASSED, t("Everything has arrived")),
    }
    who = person_name(desk, device.person) if device.person else ""
    name = " · ".join(part for part in (name_of(device, t), who) if part)
    clock = f"{t('Clock')} {clock_words(device, t)}" if is_clock_wrong(device) else ""
    cells: list[Any] = [two_lines(name, clock), ago(t, each.last_seen_ms, desk.now_ms), words[each.state]]
    return table_row(columns, cells, key=f"phone-{each.id}")


def _rooms(view: StocktakeView, desk: Desk, shown: int) -> list[ft.Control]:
    t = desk.t
    columns = [
        Column(t("Room"), flex=3),
        Column(t("Counted pieces"), 88, at_end=True),
        Column(t("Not found"), 88, at_end=True),
        Column("", 160),
    ]
    rooms = sorted(view.progress.rooms, key=lambda room: room.is_done)
    lines = []
    for room in rooms[:shown]:
        spot = view.spots.get(room.room_id or "")
        left = t.count("{n} not counted yet", "{n} not counted yet", len(room.waiting))
        lines.append(
            table_row(
                columns,
                [
                    spot.title if spot else t("No room in the ledger"),
                    f"{room.found}/{room.expected}",
                    str(room.not_found) if room.not_found else "",
                    pill(PASSED, t("Counted through")) if room.is_done else pill(QUIET, left),
                ],
                key=f"room-{room.room_id}",
                on_click=_opens(desk, view.row.id, room.room_id),
            )
        )
    return [table_head(columns), *lines]


def _opens(desk: Desk, stocktake_id: str, room_id: str | None) -> Any:
    return lambda: desk.go(route_to("counting_room", stocktake=stocktake_id, room=room_id))


def _buttons(desk: Desk, row: Stocktake, set_asking: Any) -> list[ft.Control]:
    t = desk.t
    return [
        side_by_side(
            [
                main_button(t("Close the count"), lambda: set_asking("close"), key="close-count"),
                text_button(t("Drop this count"), lambda: set_asking("cancel"), key="cancel-count"),
            ]
        )
    ]


def _question(
    desk: Desk,
    row: Stocktake,
    asking: str,
    phones: list[tuple[PhoneStanding, EnrolledDevice]] | None,
    disputed: int,
    away: Any,
) -> ft.AlertDialog:
    t = desk.t
    if asking == "cancel":
        words = t("Nothing more is counted, and nothing comes out of it. What was recorded stays in the log.")
        yes = lambda: _do(desk, lambda: cancel_stocktake(desk.store, desk.author, row.id), away)  # noqa: E731
        return ask(t, t("Drop this count?"), words, yes=t("Drop it"), on_yes=yes, on_no=away)
    close = lambda: _do(desk, lambda: close_stocktake(desk.store, desk.author, row.id), away)  # noqa: E731
    words = "\n".join([*_disputed_words(desk, disputed), closing_words(desk, phones)])
    return ask(t, t("Close this count?"), words, yes=t("Close it"), on_yes=close, on_no=away)


def _disputed_words(desk: Desk, disputed: int) -> list[str]:
    if not disputed:
        return []
    return [
        desk.t.count(
            "{n} thing was told differently and is not decided; it stays out of the ledger. Close all the same?",
            "{n} things were told differently and are not decided; they stay out of the ledger. Close all the same?",
            disputed,
        )
    ]


def closing_words(desk: Desk, phones: list[tuple[PhoneStanding, EnrolledDevice]] | None) -> str:
    """What the office should know before: who may still hold counts."""
    t = desk.t
    later = t("Counts that arrive later are shown as late; you can count on and close again.")
    if phones is None:
        unknown = t("The server cannot be reached: nobody can know here which phones still hold counts.")
        return f"{unknown}\n{later}"
    asked_about = {each.id for each in unsure(each for each, _ in phones)}
    named = [
        f"{name_of(device, t)} {person_name(desk, device.person) if device.person else ''} "
        f"{t('blocked') if each.state == 'blocked' else ago(t, each.last_seen_ms, desk.now_ms)}".strip()
        for each, device in phones
        if each.id in asked_about
    ]
    if not named:
        return f"{t('Every phone that counts along has sent everything.')}\n{later}"
    told = t.count(
        "{n} phone may still hold counts: {names}", "{n} phones may still hold counts: {names}", len(named),
        names="；".join(named),
    )  # fmt: skip
    return f"{told}\n{later}"


def _do(desk: Desk, work: Any, away: Any) -> None:
    away()
    attempt(desk, work)
