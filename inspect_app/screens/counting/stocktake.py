"""One count on the phone: how far it is, what is still expected by room, who counts, who signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from inspect_app.actions.signing import keep_signature, signature_edit
from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, mark, notice, pill
from inspect_app.parts.page import page
from inspect_app.parts.ring import ring
from inspect_app.parts.signature import signature_over
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.counting.stocktakes import state_pill
from inspect_app.screens.counting.words import may_count, person_name, place_name, short_line, trouble_of
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.signature import Stroke
from inspect_app.state import Desk
from inspect_app.stocktake.progress import RoomProgress, walkers
from inspect_app.texts.moments import ago
from inspect_app.texts.stocktake_words import ACTS, LABELS, scope_words
from inspect_app.views.stocktake import StocktakeView, stocktake_view
from inspect_app.views.stocktake_report import signatures_of
from storage.queries import counts, people, places

LAST = 5


@component
def StocktakeScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The ring on top, rooms that still wait below it; scanning is the main button."""
    watch(desk.changes)
    signing, sign = use_maybe()
    scrolling = use_scrolling(desk, place.route)
    view = stocktake_view(desk.store, place.value("stocktake") or "")
    if view is None:
        return unknown_stocktake(desk)
    if signing is not None:
        return sign_over(desk, view.row.id, signing, lambda: sign(None))
    rooms = [room for room in view.progress.rooms if room.waiting]
    more = [text_button(desk.t("Show more"), scrolling.show_more, key="more")]
    return page(
        [
            *_head(view, desk),
            *last_counts(view, desk, LAST),
            section(desk.t("Expected, not scanned yet")),
            *(_room_line(room, view, desk) for room in rooms[: scrolling.rows]),
            *(more if len(rooms) > scrolling.rows else []),
            *([] if rooms else [mark(PASSED, desk.t("Every room is done"))]),
            *walker_lines(view, desk),
            *signature_lines(view, desk, sign),
        ],
        bottom=_buttons(view, desk),
        key="stocktake-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def unknown_stocktake(desk: Desk) -> ft.Control:
    words = desk.t("This count is not known here. Sync, then choose it again.")
    return empty(
        ft.Icons.FACT_CHECK_OUTLINED,
        words,
        button=desk.t("Sync"),
        on_click=lambda: desk.go(route_to("sync")),
        key="unknown-stocktake",
    )


def _head(view: StocktakeView, desk: Desk) -> list[ft.Control]:
    t, progress = desk.t, view.progress
    told: list[ft.Control] = [
        mark(PASSED, t.count("{n} found", "{n} found", progress.found)),
        mark(QUIET, t.count("{n} not counted yet", "{n} not counted yet", progress.waiting)),
    ]
    if progress.not_found:
        told.append(mark(FAILED, t.count("{n} not found", "{n} not found", progress.not_found)))
    if progress.extra:
        told.append(mark(ATTENTION, t.count("{n} not expected", "{n} not expected", progress.extra)))
    if view.disputes:
        told.append(mark(ATTENTION, disputed_words(view, desk)))
    return [
        heading(view.row.name),
        ft.Row([state_pill(view.row, desk)]),
        small(f"{t(LABELS[view.row.sort])} · {scope_text(view, desk)}"),
        ring(progress.settled, progress.expected, t("counted of all"), key="ring"),
        ft.Row(told, wrap=True, spacing=16, run_spacing=4, alignment=ft.MainAxisAlignment.CENTER),
    ]


def disputed_words(view: StocktakeView, desk: Desk) -> str:
    """How many things two people told different things of."""
    things = len({each.thing.id for each in view.disputes})
    return desk.t.count("{n} told differently", "{n} told differently", things)


def scope_text(view: StocktakeView, desk: Desk) -> str:
    campuses = {campus: name for campus, name, _ in places.campuses(desk.store.db)}
    return scope_words(view.scope, dict(view.spots), campuses, desk.t)


def last_counts(view: StocktakeView, desk: Desk, limit: int, *, of_all: bool = True) -> list[ft.Control]:
    """The newest records, of everybody or of this phone."""
    device = None if of_all else desk.store.device
    rows = counts.latest_counts(desk.store.db, view.row.id, limit=limit, device=device)
    return [section(desk.t("Last counted")), *(short_line(row, desk) for row in rows)] if rows else []


def _room_line(room: RoomProgress, view: StocktakeView, desk: Desk) -> ft.Control:
    t = desk.t
    spot = view.spots.get(room.room_id or "")
    title = spot.title if spot else t("No room in the ledger")
    told = t.count("{n} not counted yet", "{n} not counted yet", len(room.waiting))
    target = route_to("counting_room", stocktake=view.row.id, room=room.room_id)
    return line(
        title,
        key=f"room-{room.room_id}",
        below=t("{done} of {total} counted", done=room.expected - len(room.waiting), total=room.expected),
        after=ft.Row([pill(QUIET, told), chevron()], tight=True, spacing=4),
        on_click=lambda: desk.go(target),
    )


def walker_lines(view: StocktakeView, desk: Desk) -> list[ft.Control]:
    """Who counted how much, as far as it has arrived here."""
    t = desk.t
    found = walkers(view.counted)
    lines: list[ft.Control] = [
        line(
            person_name(desk, each.person_id),
            key=f"walker-{each.person_id}",
            below=t.count("{n} thing", "{n} things", each.things),
            after=small(ago(t, each.last_ms, desk.now_ms)),
        )
        for each in found
    ]
    return [section(t("Who counts, as far as it has arrived here")), *lines] if lines else []


def signature_lines(view: StocktakeView, desk: Desk, sign: Callable[[str], None]) -> list[ft.Control]:
    """Who signed the count, and a button for each role."""
    t = desk.t
    if not may_count(desk) or view.row.state == "cancelled":
        return []
    held = {each.role: each for each in signatures_of(desk.store, view.row.id, desk.offset_minutes)}
    rows: list[ft.Control] = []
    for role, words in ACTS.items():
        signed = held.get(role)
        if signed is not None:
            rows.append(mark(PASSED, f"{t(words)}: {signed.name} {signed.day}"))
        told = t("Sign again as {role}", role=t(words)) if signed else t("Sign as {role}", role=t(words))
        rows.append(second_button(told, _opens(sign, role), key=f"sign-{role}", icon=ft.Icons.DRAW_OUTLINED))
    return [section(t("Signatures")), *rows]


def _opens(sign: Callable[[str], None], role: str) -> Callable[[], None]:
    return lambda: sign(role)


def sign_over(desk: Desk, stocktake_id: str, role: str, close: Callable[[], None]) -> ft.Control:
    """The pad over the whole place; the signature is a photo of the count."""
    t = desk.t
    person = people.person(desk.store.db, desk.author.person or "")

    async def done(strokes: Sequence[Stroke], name: str) -> None:
        try:
            signed = await keep_signature(desk.store, desk.device, strokes, role, name)
            desk.store.write(desk.author, [signature_edit(signed, "stocktake", stocktake_id)])
        except Exception as error:
            desk.say(trouble_of(error, desk))
        else:
            desk.changed()
            close()

    name = person.name if person and role == "counter" else ""
    return signature_over(t, t(ACTS[role]), name, done, close)


def _buttons(view: StocktakeView, desk: Desk) -> list[ft.Control]:
    t = desk.t
    if view.row.state != "open":
        words = t("This count is closed. Nothing more can be recorded; the office can open it again.")
        return [notice(QUIET, words, key="count-closed")]
    if not may_count(desk):
        return []
    scan = route_to("counting", stocktake=view.row.id)
    room = desk.memory.get("counting_room")
    icon = ft.Icons.QR_CODE_SCANNER
    here = [small(t("I am at {place}", place=place_name(desk, room)))] if room else []
    return [
        *here,
        main_button(t("Scan one after the other"), lambda: desk.go(scan), key="count-scan", icon=icon),
    ]
