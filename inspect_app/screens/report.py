"""报修: a fault without a check: words, level, photos. Leaving keeps the draft and says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.report_drafts import begin_report, send_report
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.item import LEVELS
from inspect_app.components import component, use_flag, use_maybe, use_ref, use_state
from inspect_app.parts.answer_buttons import Option, answer_buttons
from inspect_app.parts.buttons import main_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.names import LEVELS as LEVEL_NAMES
from inspect_app.parts.names import level_meaning, room_place, room_title
from inspect_app.parts.page import page
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place
from inspect_app.screens.capture import Capture
from inspect_app.screens.look import HeldPhoto, PhotoHands
from inspect_app.screens.report_work import ReportWork
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from storage.photo_transfers import thumbnail
from storage.queries import people, places
from storage.queries.places import Room


@component
def ReportScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """One scroll; the button stays above the keyboard."""
    room = places.room(desk.store.db, place.value("room") or "")
    if room is None:
        return no_such_place(desk)
    return ReportForm(desk, room, key="report-form")


def begin_work(desk: Desk, room: Room) -> ReportWork:
    """The draft of this room, or a new report."""
    person = people.person(desk.store.db, desk.author.person or "")
    report = begin_report(desk.store, room.id)
    return ReportWork(desk, report, room_title(room), person.name if person else "")


@component
def ReportForm(desk: Desk, room: Room) -> ft.Control:  # noqa: N802
    """What is wrong, how bad, and how it looks."""
    work: ReportWork = use_ref(lambda: begin_work(desk, room)).current
    _, draw = use_state(0)
    capturing, set_capturing = use_flag()
    looking_at, look_at = use_maybe()
    work.redraw = lambda: draw(lambda count: count + 1)

    async def taken(raw: bytes) -> None:
        set_capturing(False)
        await work.take_photo(raw)

    if capturing:
        return Capture(desk, room_title(room), taken, lambda: set_capturing(False), key="capture")
    photo = work.report.photo(looking_at) if looking_at else None
    if photo is not None:
        again = lambda: set_capturing(True)  # noqa: E731
        return _look(work, photo, lambda: look_at(None), again)
    return _form(work, room, lambda: set_capturing(True), look_at)


def _look(
    work: ReportWork, photo: KeptPhoto, close: Callable[[], None], capture: Callable[[], None]
) -> ft.Control:
    async def again(held: KeptPhoto) -> None:
        await work.drop_photo(held)
        close()
        capture()

    hands = PhotoHands(work.drop_photo, again, work.draw_on_photo)
    made: ft.Control = HeldPhoto(work.desk, work.place, photo, hands, close, key=photo.id)
    return made


def _form(work: ReportWork, room: Room, capture: Callable[[], None], look_at: Any) -> ft.Control:
    desk, t = work.desk, work.desk.t
    send = (lambda: _send(work)) if work.report.words.strip() else None
    return page(
        [
            heading(room_title(room)),
            small(room_place(room, t)),
            ft.Container(height=theme.GRID),
            Entry(
                t("What is wrong"),
                work.say,
                initial=work.report.words,
                name="words",
                lines=3,
                longest=500,
                key="words",
            ),
            section(t("How bad")),
            _levels(work),
            section(t("Photos")),
            photo_strip(
                "report",
                [(photo.id, thumbnail(desk.store.db, photo.sha256)) for photo in work.report.photos],
                t,
                saving=work.saving,
                on_take=capture,
                on_look=look_at,
            ),
            small(t("Everything is saved at every tap. You may leave and go on later.")),
        ],
        bottom=[main_button(t("Report"), send, key="send")],
        key="report-page",
    )


def _levels(work: ReportWork) -> ft.Control:
    t, level = work.desk.t, work.report.level
    options = [Option(each, t(LEVEL_NAMES[each]), level_meaning(each), each == level) for each in LEVELS]
    choose: Callable[[str], Any] = work.choose  # type: ignore[assignment]
    return answer_buttons("level", options, choose, in_one_row=True)


def _send(work: ReportWork) -> None:
    desk, t = work.desk, work.desk.t
    try:
        send_report(desk.store, desk.author, work.report)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Saved. It goes to the office by itself."))
        desk.back()
