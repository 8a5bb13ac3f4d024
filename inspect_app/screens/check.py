"""检查: one column of items, progress on top, 完成本点 at the bottom. Leaving keeps the draft and says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.drafts import begin_check
from inspect_app.actions.finishing import NotFinished, finish_check
from inspect_app.actions.rounds import start_round
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.answers import open_items
from inspect_app.checklists.item import Item
from inspect_app.components import component, memo, use_flag, use_maybe, use_state, watch
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.page import page, spaced
from inspect_app.parts.type import heading, section, small
from inspect_app.patrol.schedule import DueRound
from inspect_app.routes import Place, route_to
from inspect_app.screens.capture import Capture
from inspect_app.screens.check_item import CheckItem
from inspect_app.screens.check_work import CheckWork
from inspect_app.screens.guide import big_guide
from inspect_app.screens.look import DraftPhoto
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.views.room import room_view
from storage.queries import people


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over the list: the camera for an item, one of its photos, or the picture of how it should be."""

    item: Item
    redraw: Callable[[], None]
    photo_id: str | None = None
    guide_sha256: str | None = None


@component
def CheckScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Begins a check or takes up its draft."""
    work, _ = use_state(lambda: begin_work(desk, place))
    if work is None:
        return no_such_place(desk)
    return CheckList(work, key="check-list")


def begin_work(desk: Desk, place: Place) -> CheckWork | None:
    """None where the room or its list is not on this device."""
    room_id = place.value("room") or ""
    view = room_view(desk.store, room_id, desk.now_ms, desk.offset_minutes, desk.author.person)
    if view is None or view.checklist is None:
        return None
    round_id, arrival = place.value("round"), place.value("arrival")
    due = view.round.due if view.round is not None and view.round.due.id == round_id else None
    _begin_round(desk, due)
    begun = begin_check(desk.store, desk.device.clock, view.checklist, room_id, round_id, arrival)
    person = people.person(desk.store.db, desk.author.person or "")
    title = room_title(view.room)
    below = room_place(view.room, desk.t)
    work = CheckWork(desk, begun, title, person.name if person else "", below, due)
    desk.memory["work"] = work
    return work


def _begin_round(desk: Desk, due: DueRound | None) -> None:
    """A phone that is full says so; the list still opens, and finishing tries to begin the round again."""
    try:
        if due is not None:
            start_round(desk.store, desk.author, due)
    except sqlite3.OperationalError as error:
        desk.say(plain_words(error, desk.t))


@component
def CheckList(work: CheckWork) -> ft.Control:  # noqa: N802
    """The list, and over it what was asked for: below it the list stays where it was scrolled to."""
    desk = work.desk
    t = desk.t
    overlay, set_overlay = use_maybe()
    asking, set_asking = use_flag()
    work.capture = lambda item, redraw: set_overlay(Overlay(item, redraw))
    work.look = lambda item, photo, redraw: set_overlay(Overlay(item, redraw, photo))
    work.enlarge = lambda item, sha256: set_overlay(Overlay(item, work.redraw, guide_sha256=sha256))

    def close() -> None:
        set_overlay(None)

    def fill() -> None:
        set_asking(False)
        work.fill()

    ft.use_effect(work.draw_rest, [])
    away = lambda: set_asking(False)  # noqa: E731
    ft.use_dialog(_fill_question(work, fill, away) if asking else None)
    below = page(
        [
            heading(work.place),
            small(work.below),
            Items(work, key="items"),
            WholePlace(work, key="whole-place"),
        ],
        top=[ProgressLine(work, lambda: set_asking(True), key="progress")],
        bottom=[
            main_button(t("Finish this place"), lambda: finish(work), key="finish", icon=ft.Icons.DONE_ALL)
        ],
        key="check-page",
        scroller=work.scroller,
    )
    covered = ft.Semantics(content=_filling(below), exclude_semantics=overlay is not None)
    over = [] if overlay is None else [_filling(_over(work, overlay, close))]
    return ft.Stack([covered, *over], expand=True, fit=ft.StackFit.EXPAND)


def _filling(layer: ft.Control) -> ft.Control:
    return ft.Column([layer], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _fill_question(work: CheckWork, fill: Callable[[], None], away: Callable[[], None]) -> ft.AlertDialog:
    """How many items will be marked, and that readings, texts and photos are not among them."""
    t = work.desk.t
    waiting = sum(item.asked for item in open_items(work.begun.checklist, work.begun.answers))
    question = t.count(
        "{n} item that was not touched will be marked as in order. Readings, texts and photos stay open.",
        "{n} items that were not touched will be marked as in order. Readings, texts and photos stay open.",
        waiting,
    )
    return ask(t, t("All in order?"), question, yes=t("Confirm"), on_yes=fill, on_no=away)


def _over(work: CheckWork, overlay: Overlay, close: Callable[[], None]) -> ft.Control:
    async def taken(raw: bytes) -> None:
        close()
        await work.take_photo(overlay.item, raw, work.redraw)

    if overlay.guide_sha256 is not None:
        return big_guide(work, overlay.item, overlay.guide_sha256, close)
    if overlay.photo_id is None:
        return Capture(work.desk, overlay.item.label, taken, close, key="capture")
    photo = work.begun.photos.get(overlay.photo_id)
    return DraftPhoto(work, overlay.item, photo, close, key="look")


@component
def ProgressLine(work: CheckWork, fill: Callable[[], None]) -> ft.Control:  # noqa: N802
    """How many items have an answer, and the way to answer the rest at once."""
    progress = watch(work.progress)
    t = work.desk.t
    is_done = progress.done == progress.total
    return ft.Row(
        [
            ft.Column(
                [
                    small(t("{done}/{total} items", done=progress.done, total=progress.total)),
                    ft.ProgressBar(
                        value=progress.done / max(1, progress.total),
                        bar_height=6,
                        border_radius=3,
                        color=ft.Colors.TERTIARY if is_done else ft.Colors.PRIMARY,
                        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
                    ),
                ],
                expand=True,
                spacing=4,
                tight=True,
            ),
            text_button(t("All in order"), fill, key="fill", icon=ft.Icons.DONE_ALL),
        ],
        spacing=theme.GRID,
    )


@component
def Items(work: CheckWork) -> ft.Control:  # noqa: N802
    """The items that are asked, under the names of their sections."""
    shape = watch(work.shape)
    rows: list[ft.Control] = []
    before = ""
    item_row = memo(CheckItem)
    for key in shape.keys[: shape.drawn]:
        item = work.begun.checklist.item(key)
        if item is None:
            continue
        if item.section and item.section != before:
            rows.append(section(item.section))
        before = item.section
        rows.append(item_row(work, item, shape.version, key=f"item-{key}"))
    return ft.Column(rows, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@component
def WholePlace(work: CheckWork) -> ft.Control:  # noqa: N802
    """What is asked once, below the last item."""
    shape = watch(work.shape)
    if not shape.is_whole:
        return ft.Container(height=0)
    t = work.desk.t
    note = Entry(
        t("Note"),
        work.note,
        initial=work.begun.note,
        name="note",
        lines=2,
        longest=1000,
        key="note-entry",
    )
    rows = [
        section(t("About the whole place")),
        note,
        small(t("Everything is saved at every tap. You may leave and go on later.")),
    ]
    return ft.Column(spaced(rows), spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def finish(work: CheckWork) -> None:
    """Record it, or show at each item what is missing."""
    desk = work.desk
    t = desk.t
    try:
        if work.due is not None:
            start_round(desk.store, desk.author, work.due)
        finished = finish_check(desk.store, desk.device.clock, desk.author, work.begun)
    except NotFinished as error:
        work.show_problems(error.problems)
        desk.device.feedback.refused()
        desk.say(_first_problem(error, t))
        desk.run(work.scroll_to_problem)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        reported = len(finished.fault_ids)
        desk.say(
            t.count("Saved. {n} fault reported.", "Saved. {n} faults reported.", reported)
            if reported
            else t("Saved. All in order.")
        )
        desk.go(_next_place(desk, work))


def _first_problem(error: NotFinished, t: Any) -> str:
    more = len(error.problems) - 1
    first = error.problems[0].line(t)
    if not more:
        return first
    gap = "" if first.endswith("。") else " "
    return first + gap + t.count("{n} more is marked in the list.", "{n} more are marked in the list.", more)


def _next_place(desk: Desk, work: CheckWork) -> str:
    """Back to the round or list that this came from; after a scan, to today."""
    for route in reversed(desk.where.trail):
        if route.startswith(("/round/", "/ledger", "/tasks")):
            return route
    return route_to("today")
