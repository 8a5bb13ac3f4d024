"""报修: a fault without a check: words, level, photos. Leaving keeps the draft and says so."""

from __future__ import annotations

import flet as ft

from inspect_app import theme
from inspect_app.actions.report_drafts import FORM, FRESH, send_report
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.item import LEVELS
from inspect_app.components import component
from inspect_app.parts.answer_buttons import Option, answer_buttons
from inspect_app.parts.buttons import main_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.names import LEVELS as LEVEL_NAMES
from inspect_app.parts.names import level_meaning, room_place, room_title
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.lending_work import draft_parts, over_form, photo_parts
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from storage.queries import places
from storage.queries.places import Room


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
    work = use_form(desk, FORM, room.id, lambda: FRESH, room_title(room))
    over = over_form(work, room_title(room), {})
    if over is not None:
        return over
    words = work.form.said["words"]
    send = (lambda: _send(work)) if words.strip() else None
    return page(
        [
            heading(room_title(room)),
            small(room_place(room, t)),
            ft.Container(height=theme.GRID),
            Entry(
                t("What is wrong"),
                lambda said: _say(work, said),
                initial=words,
                name="words",
                lines=3,
                longest=500,
                key="words",
            ),
            section(t("How bad")),
            _levels(work),
            *photo_parts(work, "report"),
            *draft_parts(work, desk.back),
        ],
        bottom=[main_button(t("Report"), send, key="send")],
        key="report-page",
    )


def _say(work: FormWork, words: str) -> None:
    """Drawn again only when the button wakes up or falls asleep: the field owns its text."""
    wakes = (not work.form.said["words"].strip()) == bool(words.strip())
    work.typed(is_drawn=wakes, words=words)


def _levels(work: FormWork) -> ft.Control:
    t, level = work.desk.t, work.form.said["level"]
    options = [Option(each, t(LEVEL_NAMES[each]), level_meaning(each), each == level) for each in LEVELS]
    return answer_buttons("level", options, lambda said: work.choose(level=said), in_one_row=True)


def _send(work: FormWork) -> None:
    desk, t = work.desk, work.desk.t
    try:
        send_report(desk.store, desk.author, work.form)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Saved. It goes to the office by itself."))
        desk.back()
