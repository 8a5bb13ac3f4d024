"""The school's handover sheets on the phone, and the beginning of one at a room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from inspect_app.actions.handovers import Begun, Sort, begin_handover, lines_of_room
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.lending.terms import term_of
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.lending import handover_line
from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.room import no_such_place
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.lending_words import HANDOVER_SORTS
from inspect_app.texts.moments import day_of
from storage.queries import handovers, places
from storage.queries.places import Room

FILTERS = {"open": "Being walked", "signed": "Countersigned", "all": "All"}


@component
def HandoversScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    watch(desk.changes)
    t = desk.t
    chosen, choose = use_state(desk.memory.get("handovers", "all"))
    scrolling = use_scrolling(desk, "handovers")
    rows = scrolling.rows

    def pick(value: str) -> None:
        desk.memory["handovers"] = value
        scrolling.from_top()
        choose(value)

    state = "" if chosen == "all" else chosen
    found = handovers.handover_list(desk.store.db, state=state, limit=rows + 1)
    lines = [handover_line(each, t, _goes(desk, each.id)) for each in found[:rows]]
    nothing = empty(
        ft.Icons.FACT_CHECK_OUTLINED,
        t("No sheet here. Begin one at the class's room: scan its label, or find it in the ledger."),
        button=t("Scan a label"),
        on_click=lambda: desk.go(route_to("scan")),
        key="no-handovers",
    )
    more = [text_button(t("Show more"), scrolling.show_more, key="more")]
    return page(
        [*(lines or [nothing]), *(more if len(found) > rows else [])],
        top=[chips("handovers", [(value, t(words)) for value, words in FILTERS.items()], chosen, pick)],
        key="handovers-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _goes(desk: Desk, handover_id: str) -> Callable[[], None]:
    return lambda: desk.go(route_to("handover", handover=handover_id))


@dataclass(eq=False)
class BeginWork:
    """What is said of the sheet before it is begun."""

    term: str
    sort: Sort
    class_name: str
    teacher: str


@component
def BeginHandoverScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Of a room: which term, which end of it, which class, who teaches it."""
    watch(desk.changes)
    room = places.room(desk.store.db, place.value("room") or "")
    if room is None:
        return no_such_place(desk)
    return BeginForm(desk, room, key="begin-form")


def begin_work(desk: Desk, room: Room) -> BeginWork:
    """The term by the date; its end when its start was signed already; the names of the sheet before."""
    term = term_of(day_of(desk.now_ms, desk.offset_minutes)).name
    start = handovers.start_sheet(desk.store.db, room.id, term)
    before = next(iter(handovers.handovers_of_room(desk.store.db, room.id, limit=1)), None)
    sort: Sort = "end" if start and start.state == "signed" else "start"
    name = (before.class_name if before else None) or ""
    return BeginWork(term, sort, name, (before.teacher if before else None) or room.keeper or "")


@component
def BeginForm(desk: Desk, room: Room) -> ft.Control:  # noqa: N802
    """What the sheet is of; below, the sheets that the room has already."""
    t = desk.t
    work: BeginWork = use_ref(lambda: begin_work(desk, room)).current
    _, draw = use_state(0)

    def say(name: str) -> Callable[[str], None]:
        def said(value: str) -> None:
            setattr(work, name, value)
            draw(lambda count: count + 1)

        return said

    begin = (lambda: _begin(desk, room, work)) if work.term.strip() else None
    expected = len(lines_of_room(desk.store, room.id))
    sorts = [(value, t(words)) for value, words in HANDOVER_SORTS.items()]
    return page(
        [
            heading(room_title(room)),
            small(room_place(room, t)),
            chips("sort", sorts, work.sort, say("sort")),
            *_entries(work, say, t),
            small(t.count("{n} line out of the ledger", "{n} lines out of the ledger", expected)),
            *_sheets(desk, room),
        ],
        bottom=[main_button(t("Begin the sheet"), begin, key="begin-handover")],
        key="begin-page",
    )


def _begin(desk: Desk, room: Room, work: BeginWork) -> None:
    begun = Begun(room.id, work.term.strip(), work.sort, work.class_name, work.teacher)
    try:
        handover_id = begin_handover(desk.store, desk.author, begun)
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    else:
        desk.changed()
        desk.go(route_to("handover", handover=handover_id))


def _entries(work: BeginWork, say: Callable[[str], Callable[[str], None]], t: Words) -> list[ft.Control]:
    named = (
        ("term", t("Term"), work.term),
        ("class_name", t("Class"), work.class_name),
        ("teacher", t("Class teacher"), work.teacher),
    )
    return [
        Entry(label, say(name), initial=held, name=name.partition("_")[0], longest=40, key=name)
        for name, label, held in named
    ]


def _sheets(desk: Desk, room: Room) -> list[ft.Control]:
    """Those of this room, the newest on top."""
    held = handovers.handovers_of_room(desk.store.db, room.id)
    sheets = [handover_line(each, desk.t, _goes(desk, each.id)) for each in held]
    return [section(desk.t("Sheets of this room")), *sheets] if sheets else []
