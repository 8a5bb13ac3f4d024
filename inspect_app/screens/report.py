"""报修: a fault without a check: words, level, photos."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.faults import report_fault
from inspect_app.actions.photos import caption_of, keep_photo
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.item import LEVELS
from inspect_app.components import component, use_flag, use_ref, use_state
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
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts import Words
from storage.photo_transfers import thumbnail
from storage.queries import places
from storage.queries.places import Room


@dataclass(eq=False)
class Report:
    """The fault while it is worded."""

    words: str = ""
    level: str = "minor"
    photos: list[KeptPhoto] = field(default_factory=list)
    saving: int = 0


@component
def ReportScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """One scroll; the button stays above the keyboard."""
    room = places.room(desk.store.db, place.value("room") or "")
    if room is None:
        return no_such_place(desk)
    return ReportForm(desk, room, key="report-form")


@component
def ReportForm(desk: Desk, room: Room) -> ft.Control:  # noqa: N802
    """What is wrong, how bad, and how it looks."""
    t = desk.t
    report = use_ref(Report).current
    _, draw = use_state(0)
    capturing, set_capturing = use_flag()

    def redraw() -> None:
        draw(lambda count: count + 1)

    def said(words: str) -> None:
        empty_before, report.words = not report.words.strip(), words
        if empty_before == bool(words.strip()):
            redraw()

    def choose(level: str) -> None:
        report.level = level
        redraw()

    async def taken(raw: bytes) -> None:
        set_capturing(False)
        await _take(desk, report, room, raw, redraw)

    if capturing:
        return Capture(desk, room_title(room), taken, lambda: set_capturing(False), key="capture")
    send = (lambda: _send(desk, report, room)) if report.words.strip() else None
    return page(
        [
            heading(room_title(room)),
            small(room_place(room, t)),
            ft.Container(height=theme.GRID),
            Entry(
                t("What is wrong"),
                said,
                initial=report.words,
                name="words",
                lines=3,
                longest=500,
                key="words",
            ),
            section(t("How bad")),
            _levels(report, t, choose),
            section(t("Photos")),
            _photos(report, desk, lambda: set_capturing(True)),
        ],
        bottom=[main_button(t("Report"), send, key="send")],
        key="report-page",
    )


def _levels(report: Report, t: Words, choose: Any) -> ft.Control:
    options = [
        Option(each, t(LEVEL_NAMES[each]), level_meaning(each), each == report.level) for each in LEVELS
    ]
    return answer_buttons("level", options, choose, in_one_row=True)


def _photos(report: Report, desk: Desk, take: Any) -> ft.Control:
    return photo_strip(
        "report",
        [(photo.id, thumbnail(desk.store.db, photo.sha256)) for photo in report.photos],
        desk.t,
        saving=report.saving,
        on_take=take,
        on_look=lambda _: None,
    )


async def _take(desk: Desk, report: Report, room: Room, raw: bytes, redraw: Any) -> None:
    report.saving += 1
    redraw()
    caption = caption_of(room_title(room), "", desk.now_ms, desk.offset_minutes)
    try:
        report.photos.append(await keep_photo(desk.store, desk.device, raw, "", caption))
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    finally:
        report.saving -= 1
        redraw()


def _send(desk: Desk, report: Report, room: Room) -> None:
    t = desk.t
    try:
        report_fault(
            desk.store,
            desk.author,
            words=report.words,
            level=report.level,
            room_id=room.id,
            photos=report.photos,
        )
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Saved. It goes to the office by itself."))
        desk.back()
