"""Scanning one thing after the other: a room's label says where I am, every other label counts a thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.actions import counting
from inspect_app.actions.counting import Arrival, RoomScanned, ThingScanned
from inspect_app.components import component, use_flag, use_maybe, watch
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import main_button, text_button, tonal_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, PASSED, Meaning, notice
from inspect_app.parts.names import shown_code
from inspect_app.parts.type import heading, small, strong
from inspect_app.routes import Place, route_to
from inspect_app.screens.counting.findings import FindingForm
from inspect_app.screens.counting.room import do
from inspect_app.screens.counting.stocktake import unknown_stocktake
from inspect_app.screens.counting.words import (
    dispute_words,
    place_name,
    scan_words,
    short_line,
    trouble_of,
)
from inspect_app.screens.old_label import old_label_parts
from inspect_app.screens.room_sheet import over_picture
from inspect_app.screens.viewfinder import Viewfinder
from inspect_app.state import Desk
from inspect_app.stocktake.disputes import disputes_of
from inspect_app.stocktake.thing import Thing
from inspect_app.views.stocktake import counted_things
from storage.queries import assets, counts, stocktakes

LAST = 5
UNLABELLED = "unlabelled"


@dataclass(frozen=True, slots=True)
class Said:
    """What the last scan came to: a sentence, and the thing where there is one."""

    meaning: Meaning
    words: str
    done: ThingScanned | None = None


@component
def CountingScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The camera stays on; nothing is to be tapped between two labels."""
    watch(desk.changes)
    said, say = use_maybe()
    typing, set_typing = use_flag()
    numbering, set_numbering = use_flag()
    finding, find = use_maybe()
    row = stocktakes.stocktake(desk.store.db, place.value("stocktake") or "")
    if row is None:
        return unknown_stocktake(desk)
    room_id: str | None = desk.memory.get("counting_room")

    def record(text: str, arrival: Arrival) -> None:
        say(_counted(desk, row.id, text, arrival))

    async def seen(text: str) -> None:
        record(text, "scanned")

    def typed(text: str) -> None:
        set_typing(False)
        record(text, "typed")

    def numbered(quantity: int | None) -> None:
        set_numbering(False)
        if quantity is not None and said is not None and said.done is not None:
            asset = said.done.name
            do(desk, lambda: counting.set_quantity(desk.store, desk.author, row.id, asset, room_id, quantity))

    if finding is not None:
        thing = None if finding == UNLABELLED else finding
        away = lambda: find(None)  # noqa: E731
        return FindingForm(desk, row.id, thing, room_id, away, key="finding")
    close_typing = lambda: set_typing(False)  # noqa: E731
    ft.use_dialog(sheet([TypeThing(desk, typed, key="type")], close_typing) if typing else None)
    asked = said.done.thing if said is not None and said.done is not None else None
    question = _number_sheet(desk, asked, numbered) if numbering and asked else None
    ft.use_dialog(question)
    tools = _Tools(lambda: set_typing(True), lambda: find(UNLABELLED), lambda: set_numbering(True), find, say)
    below = over_picture(_panel(desk, row.id, room_id, said, tools), parts=1)
    return Viewfinder(desk, seen, desk.back, _hint(desk, room_id), [below], key="camera")


@dataclass(frozen=True, slots=True)
class _Tools:
    """What the buttons of the panel do."""

    type_it: Callable[[], None]
    unlabelled: Callable[[], None]
    number: Callable[[], None]
    find: Callable[[Any], None]
    say: Callable[[Any], None]


def _hint(desk: Desk, room_id: str | None) -> str:
    t = desk.t
    return t("Hold the label in the frame") if room_id else t("Scan the label at the door first")


def _counted(desk: Desk, stocktake_id: str, text: str, arrival: Arrival) -> Said:
    """Record what was scanned; hand and ear notice whether it needs a look."""
    t, feedback = desk.t, desk.device.feedback
    room_id = desk.memory.get("counting_room")
    try:
        done = counting.count_code(desk.store, desk.author, stocktake_id, text, room_id, arrival)
    except Exception as error:
        feedback.refused()
        return Said(ATTENTION, trouble_of(error, desk))
    if isinstance(done, RoomScanned):
        desk.memory["counting_room"] = done.room.id
        feedback.scanned()
        return Said(PASSED, t("You are at {place} now.", place=place_name(desk, done.room.id)))
    (feedback.scanned if done.meaning.kind == "found" else feedback.refused)()
    if done.record_id is not None:
        desk.changed()
    meaning, words = scan_words(done, room_id, desk)
    return Said(meaning, words, done)


def _panel(
    desk: Desk, stocktake_id: str, room_id: str | None, said: Said | None, tools: _Tools
) -> list[ft.Control]:
    t = desk.t
    lower: list[ft.Control] = [
        tonal_button(t("Type the code"), tools.type_it, key="type-code", expand=True),
        tonal_button(t("Without label"), tools.unlabelled, key="without-label", expand=True),
    ]
    return [
        _where(desk, stocktake_id, room_id),
        *([notice(said.meaning, said.words, key="said")] if said is not None else []),
        *_old_label(desk, said),
        *_disputed(desk, stocktake_id, said),
        *_after_scan(desk, stocktake_id, room_id, said, tools),
        ft.Row(lower),
        *_last_five(desk, stocktake_id),
    ]


def _old_label(desk: Desk, said: Said | None) -> list[ft.Control]:
    done = said.done if said is not None else None
    if done is None or not done.is_old_label:
        return []
    asset = assets.asset(desk.store.db, done.name)
    return old_label_parts(desk, asset, shown_code(done.code)) if asset is not None else []


def _disputed(desk: Desk, stocktake_id: str, said: Said | None) -> list[ft.Control]:
    """What others told differently of the thing that was just scanned."""
    thing = said.done.thing if said is not None and said.done is not None else None
    counted = counted_things(desk.store, stocktake_id, [thing.id]).get(thing.id) if thing else None
    found = disputes_of(thing, counted) if thing is not None and counted is not None else ()
    if not found:
        return []
    words = desk.t("People told different things; the office decides:")
    return [notice(ATTENTION, f"{words}\n{dispute_words(found, desk)}", key="disputed")]


def _where(desk: Desk, stocktake_id: str, room_id: str | None) -> ft.Control:
    t = desk.t
    if room_id is None:
        return small(t("Where I am is not known: scan the label at the door."))
    target = route_to("counting_room", stocktake=stocktake_id, room=room_id)
    words = strong(t("I am at {place}", place=place_name(desk, room_id)), expand=True)
    button = text_button(t("Still expected here"), lambda: desk.go(target), key="to-room")
    return ft.Row([ft.Icon(ft.Icons.PLACE_OUTLINED, color=ft.Colors.PRIMARY), words, button], spacing=4)


def _after_scan(
    desk: Desk, stocktake_id: str, room_id: str | None, said: Said | None, tools: _Tools
) -> list[ft.Control]:
    """What can be put right about the last scan."""
    t, done = desk.t, said.done if said is not None else None
    if done is None:
        return []
    record_id = done.record_id

    def back() -> None:
        if do(desk, lambda: counting.take_back(desk.store, desk.author, record_id or "")) is not None:
            tools.say(Said(ATTENTION, t("Taken back. It counts as not seen.")))

    def here() -> None:
        store, author = desk.store, desk.author
        if do(desk, lambda: counting.count_card(store, author, stocktake_id, done.name, room_id, again=True)):
            tools.say(Said(PASSED, t("Noted: it is here now.")))

    buttons: list[ft.Control] = []
    if done.thing is not None and done.thing.is_batch:
        buttons.append(text_button(t("How many"), tools.number, key="how-many"))
    if done.thing is not None:
        buttons.append(text_button(t("Damaged"), lambda: tools.find(done.thing), key="damaged"))
    if record_id is not None:
        buttons.append(text_button(t("Undo this scan"), back, key="take-back"))
    if record_id is None and done.thing is not None and _is_of_elsewhere(done, room_id):
        buttons.append(text_button(t("It is here now"), here, key="here-now"))
    return [ft.Row(buttons, spacing=0, wrap=True)] if buttons else []


def _is_of_elsewhere(done: ThingScanned, room_id: str | None) -> bool:
    earlier = done.meaning.earlier
    return earlier is not None and room_id is not None and earlier.room_id != room_id


def _last_five(desk: Desk, stocktake_id: str) -> list[ft.Control]:
    """What this phone counted last, the newest on top."""
    rows = counts.latest_counts(desk.store.db, stocktake_id, limit=LAST, device=desk.store.device)
    return [short_line(row, desk) for row in rows]


def _number_sheet(desk: Desk, thing: Thing, numbered: Callable[[int | None], None]) -> ft.BottomSheet:
    return sheet([HowMany(desk, thing, numbered, key="how-many-form")], lambda: numbered(None))


@component
def HowMany(desk: Desk, thing: Thing, numbered: Callable[[int | None], None]) -> ft.Control:  # noqa: N802
    """The number of a batch in this room."""
    t = desk.t
    text, say = use_maybe()
    is_number = bool(text) and text.strip().isdigit()
    words = t("The ledger says {n} {unit}.", n=thing.quantity, unit=thing.unit)
    save = (lambda: numbered(int(text))) if is_number else None
    return ft.Column(
        [
            heading(thing.name),
            small(words),
            Entry(
                t("How many are in this room"),
                say,
                name="quantity",
                numeric=True,
                autofocus=True,
                key="quantity",
            ),
            main_button(t("Save"), save, key="quantity-save"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@component
def TypeThing(desk: Desk, typed: Callable[[str], None]) -> ft.Control:  # noqa: N802
    """For a label that is torn or gone: its code, or the number of the ledger."""
    t = desk.t
    text, say = use_maybe()
    go = (lambda: typed(text)) if text and text.strip() else None
    return ft.Column(
        [
            heading(t("Type the code")),
            Entry(
                t("Code of the label, or number of the asset"),
                say,
                name="code",
                autofocus=True,
                key="code-entry",
            ),
            main_button(t("Count it"), go, key="code-count"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
