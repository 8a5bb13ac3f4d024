"""One room of a count: what is still expected here, and what has been counted, by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app.actions.count_findings import say_not_found
from inspect_app.actions.counting import count_card
from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.ask import reason_sheet, sheet
from inspect_app.parts.buttons import main_button, second_button, tonal_button
from inspect_app.parts.card import line
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, mark, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.counting.findings import FindingForm
from inspect_app.screens.counting.stocktake import unknown_stocktake
from inspect_app.screens.counting.words import (
    USUAL_REASONS,
    dispute_words,
    may_count,
    person_name,
    place_name,
    trouble_of,
)
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.stocktake.disputes import disputes_of
from inspect_app.stocktake.folding import Counted
from inspect_app.stocktake.thing import Thing
from inspect_app.texts.moments import moment
from inspect_app.views.stocktake import RoomView, room_view
from storage.queries import stocktakes


@component
def CountingRoomScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A tap on a thing asks what is with it; a label that is gone is no hindrance."""
    watch(desk.changes)
    asked, ask_about = use_maybe()
    sought, seek = use_maybe()
    broken, break_it = use_maybe()
    scrolling = use_scrolling(desk, place.route)
    row = stocktakes.stocktake(desk.store.db, place.value("stocktake") or "")
    room_id = place.value("room")
    view = room_view(desk.store, row, room_id) if row is not None else None
    if row is None or view is None:
        return unknown_stocktake(desk)

    def act(work: Callable[[], Any]) -> None:
        ask_about(None)
        seek(None)
        do(desk, work)

    def not_found(reason: str) -> None:
        act(lambda: say_not_found(desk.store, desk.author, row.id, [each.id for each in sought], reason))

    if broken is not None:
        away = lambda: break_it(None)  # noqa: E731
        return FindingForm(desk, row.id, broken, room_id, away, key="finding")
    here = lambda: act(lambda: count_card(desk.store, desk.author, row.id, asked.id, room_id))  # noqa: E731

    def show_broken() -> None:
        ask_about(None)
        break_it(asked)

    def look_for() -> None:
        ask_about(None)
        seek([asked])

    ft.use_dialog(
        _thing_sheet(asked, desk, here, look_for, show_broken, lambda: ask_about(None)) if asked else None
    )
    ft.use_dialog(_reason(desk, sought, not_found, lambda: seek(None)) if sought else None)
    can = may_count(desk) and row.state == "open"
    return page(
        _room(view, desk, room_id, ask_about if can else None),
        bottom=_buttons(view, desk, row.id, room_id, seek) if can else [],
        key="counting-room-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def do(desk: Desk, work: Callable[[], Any]) -> Any:
    """One step of counting; a sentence where it could not be recorded."""
    try:
        done = work()
    except Exception as error:
        desk.say(trouble_of(error, desk))
        return None
    desk.changed()
    return done


def _room(
    view: RoomView, desk: Desk, room_id: str | None, ask_about: Callable[[Thing], None] | None
) -> list[ft.Control]:
    return [
        heading(place_name(desk, room_id)),
        *([small(_figures(view, desk))] if view.things else []),
        *_waiting(view, desk, ask_about),
        *_counted(view, desk),
    ]


def _figures(view: RoomView, desk: Desk) -> str:
    progress = view.progress
    done = progress.expected - len(progress.waiting)
    return desk.t("{done} of {total} counted", done=done, total=progress.expected)


def _waiting(view: RoomView, desk: Desk, ask_about: Callable[[Thing], None] | None) -> list[ft.Control]:
    t = desk.t
    if not view.things:
        words = t(
            "The ledger has nothing here. Scan what you find all the same, or record it without a label."
        )
        return [notice(QUIET, words, key="nothing-here")]
    if not view.progress.waiting:
        return [mark(PASSED, t("Nothing is expected here any more"))]
    lines = [_thing_line(thing, desk, ask_about) for thing in view.progress.waiting]
    return [section(t("Expected, not scanned yet")), *lines]


def _thing_line(thing: Thing, desk: Desk, ask_about: Callable[[Thing], None] | None) -> ft.Control:
    pieces = f"{thing.quantity} {thing.unit}".strip() if thing.is_batch else ""
    return line(
        thing.name,
        key=f"waiting-{thing.id}",
        below=" · ".join(part for part in (thing.number, thing.keeper, pieces) if part),
        before=ft.Icon(ft.Icons.RADIO_BUTTON_UNCHECKED, color=ft.Colors.ON_SURFACE_VARIANT),
        after=ft.Icon(ft.Icons.MORE_HORIZ, color=ft.Colors.ON_SURFACE_VARIANT) if ask_about else None,
        on_click=(lambda: ask_about(thing)) if ask_about else None,
    )


def _counted(view: RoomView, desk: Desk) -> list[ft.Control]:
    held = [(thing, view.counted[thing.id]) for thing in view.things if thing.id in view.counted]
    lines = [_counted_line(thing, counted, desk) for thing, counted in held]
    return [section(desk.t("Counted here or elsewhere")), *lines] if lines else []


def _counted_line(thing: Thing, counted: Counted, desk: Desk) -> ft.Control:
    t, last = desk.t, (counted.seen or counted.denied)[-1]
    disputes = disputes_of(thing, counted)
    if disputes:
        return _disputed_line(thing, dispute_words(disputes, desk), desk)
    when = moment(t, last.at_ms, desk.now_ms, desk.offset_minutes)
    who = f"{person_name(desk, last.person_id)} {when}"
    if counted.is_denied:
        told, words = mark(FAILED, t("Not found")), last.reason
    else:
        pieces = f" {counted.quantity_of(thing)}" if thing.is_batch else ""
        told, words = mark(PASSED, t("Found in the count") + pieces), place_name(desk, last.room_id)
    return line(
        f"{thing.name} {thing.number}".strip(),
        key=f"counted-{thing.id}",
        below=" · ".join(part for part in (who, words) if part),
        marks=[told],
    )


def _disputed_line(thing: Thing, voices: str, desk: Desk) -> ft.Control:
    """Both voices whole, each below the other."""
    told: list[ft.Control] = [
        mark(ATTENTION, desk.t("Told differently")),
        *(small(each) for each in voices.splitlines()),
    ]
    return line(
        f"{thing.name} {thing.number}".strip(),
        key=f"counted-{thing.id}",
        marks=[ft.Column(told, spacing=2, tight=True)],
    )


def _thing_sheet(
    thing: Thing,
    desk: Desk,
    here: Callable[[], Any],
    look_for: Callable[[], Any],
    broken: Callable[[], Any],
    away: Callable[[], Any],
) -> ft.BottomSheet:
    t = desk.t
    return sheet(
        [
            heading(thing.name),
            small(" · ".join(part for part in (thing.number, thing.keeper) if part)),
            main_button(t("It is here"), here, key="it-is-here", icon=ft.Icons.CHECK),
            second_button(t("It is damaged"), broken, key="it-is-damaged", icon=ft.Icons.BUILD_OUTLINED),
            second_button(t("I looked and did not find it"), look_for, key="not-found"),
        ],
        away,
    )


def _reason(
    desk: Desk, things: Sequence[Thing], yes: Callable[[str], Any], away: Callable[[], Any]
) -> ft.BottomSheet:
    t = desk.t
    title = (
        t("Not found: {name}", name=things[0].name)
        if len(things) == 1
        else t.count("Not found: {n} thing", "Not found: {n} things", len(things))
    )
    usual = [t(reason) for reason in USUAL_REASONS]
    return reason_sheet(title, t("Why"), t("Record as not found"), usual, yes, away)


def _buttons(
    view: RoomView, desk: Desk, stocktake_id: str, room_id: str | None, seek: Any
) -> list[ft.Control]:
    t = desk.t
    waiting = list(view.progress.waiting)

    def scan() -> None:
        desk.memory["counting_room"] = room_id
        desk.go(route_to("counting", stocktake=stocktake_id))

    icon = ft.Icons.QR_CODE_SCANNER
    buttons: list[ft.Control] = [main_button(t("Scan in this room"), scan, key="scan-here", icon=icon)]
    if len(waiting) > 1:
        words = t("None of these {n} was found", n=len(waiting))
        buttons.append(tonal_button(words, lambda: seek(waiting), key="none-found"))
    return buttons
