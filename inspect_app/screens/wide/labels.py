"""标签: choose what gets a label, on which stock and printer; see the page to scale; take the file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from assets_qr.stock import stock_called, stocks
from inspect_app.actions.office import label_calls
from inspect_app.actions.office.calls import transport_of
from inspect_app.actions.office.label_calls import LabelWish
from inspect_app.components import component, use_flag, use_ref, use_state, watch
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.field import pick
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import section, small
from inspect_app.routes import Place
from inspect_app.screens.wide.asking import asked_notice, trouble_words, use_answer
from inspect_app.screens.wide.label_printers import printer_dialog
from inspect_app.screens.wide.ledger_views import LABELS_PLACE, back_to_ledger, ledger_views
from inspect_app.state import Desk
from storage.queries.label_list import LabelChoice, labelled, printers

FORM_PIXELS = 440
FIELD_PIXELS = 136
WAIT_SECONDS = 0.4
LABEL_KINDS = {"assets": "Assets", "rooms": "Rooms", "blank": "Blank labels"}
LABEL_WANTED = {"": "All", "none": "Without label yet", "worn": "Label worn out"}
LABEL_FIELDS = {
    "name": "Name",
    "number": "Asset number",
    "school": "School",
    "room": "Place",
    "keeper": "Keeper",
}
USUAL_BLANK = 30


@component
def WideLabelsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The wish is kept while other places are looked at."""
    watch(desk.changes)
    held = desk.memory.setdefault("labels", {})
    wish, set_wish = use_state(
        held.get("wish") or LabelWish(LabelChoice(state="none"), address=_origin(desk))
    )
    latest = use_ref(wish)

    def want(**changes: Any) -> None:
        latest.current = held["wish"] = replace(latest.current, **changes)
        set_wish(latest.current)

    def want_things(**changes: Any) -> None:
        want(choice=replace(latest.current.choice, **changes))

    def typed(act: Callable[[str], None]) -> Callable[[str], None]:
        """Act once the typing rests."""
        said = use_ref("")

        def heard(text: str) -> None:
            said.current = text

            async def later() -> None:
                await asyncio.sleep(WAIT_SECONDS)
                if said.current == text:
                    act(text.strip())

            desk.run(later)

        return heard

    form = [*_things(wish, want, want_things, typed, desk), *_paper(wish, want, typed, desk)]
    scrolled = ft.Column(
        form,
        expand=True,
        spacing=12,
        scroll=ft.ScrollMode.AUTO,
        key="label-form",
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    left = ft.Column(
        [scrolled, Making(desk, wish, key="making")],
        width=FORM_PIXELS,
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    halves = ft.Row(
        [left, ft.VerticalDivider(width=1), Page(desk, wish, key="label-page")],
        expand=True,
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    views = ledger_views(desk, LABELS_PLACE, lambda view: back_to_ledger(desk, view))
    return ft.Container(
        ft.Column([views, halves], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.only(left=16, right=16, top=12, bottom=16),
        expand=True,
    )


def _origin(desk: Desk) -> str:
    """The address that phones reach: where this page came from, else where this device sends to."""
    return desk.device.shell.address() or desk.store.setting("address") or ""


def _things(wish: LabelWish, want: Any, want_things: Any, typed: Any, desk: Desk) -> list[ft.Control]:
    t = desk.t
    shown = "blank" if wish.blank else wish.choice.kind

    def pick_kind(kind: str) -> None:
        if kind == "blank":
            want(blank=USUAL_BLANK)
        else:
            want(blank=0, choice=LabelChoice(kind, state="none" if kind == "assets" else ""))  # type: ignore[arg-type]

    kinds = chips("label-kind", [(value, t(words)) for value, words in LABEL_KINDS.items()], shown, pick_kind)
    by_room, by_keeper = (
        typed(lambda text: want_things(room=text)),
        typed(lambda text: want_things(keeper=text)),
    )
    by_class, by_word = (
        typed(lambda text: want_things(class_code=text)),
        typed(lambda text: want_things(where=text)),
    )
    how_many = typed(lambda text: want(blank=_number(text) or 1))
    if shown == "blank":
        count = Entry(
            t("How many"), how_many, initial=str(wish.blank), name="blank", numeric=True, key="blank"
        )
        return [kinds, count, small(t("Stick them on first, then scan each and choose its asset."))]
    states = chips(
        "label-state",
        [(value, t(words)) for value, words in LABEL_WANTED.items()],
        wish.choice.state,
        lambda state: want_things(state=state),
    )
    choice = wish.choice
    asked = [
        Entry(t("Place"), by_room, initial=choice.room, name="label-room", key=f"room-{shown}"),
        Entry(t("Keeper"), by_keeper, initial=choice.keeper, name="label-keeper", key=f"keeper-{shown}"),
    ]
    if shown == "assets":
        code = Entry(
            t("Class code begins with"), by_class, initial=choice.class_code, name="label-class", key="class"
        )
        asked = [states, *asked, code]
    word = Entry(
        t("Name or number contains"), by_word, initial=choice.where, name="label-word", key=f"w-{shown}"
    )
    return [kinds, *asked, word]


def _paper(wish: LabelWish, want: Any, typed: Any, desk: Desk) -> list[ft.Control]:
    t = desk.t
    known = printers(desk.store.db)
    skipped = typed(lambda text: want(skip=_number(text)))

    def toggle(field: str) -> None:
        fields = [each for each in LABEL_FIELDS if (each in wish.fields) != (each == field)]
        want(fields=tuple(fields))

    boxes: list[ft.Control] = [
        ft.Container(
            ft.Checkbox(
                label=t(words),
                value=field in wish.fields,
                key=f"label-field-{field}",
                on_change=_toggling(toggle, field),
            ),
            width=FIELD_PIXELS,
        )
        for field, words in LABEL_FIELDS.items()
    ]
    stock = pick(
        t("Label stock"),
        [(each.name, each.title) for each in stocks()],
        wish.stock,
        lambda name: want(stock=name, skip=0),
        key="stock",
        width=FORM_PIXELS,
    )
    skip = Entry(
        t("Used places on the first sheet"),
        skipped,
        initial=str(wish.skip),
        name="skip",
        numeric=True,
        key=f"skip-{wish.stock}",
    )
    choices = [("", t("Not measured")), *((each.id, each.name) for each in known)]
    printer = pick(t("Printer"), choices, wish.printer, lambda each: want(printer=each), key="printer")
    return [
        section(t("What stands on it")),
        ft.Row(boxes, wrap=True, spacing=8),
        section(t("Stock and printer")),
        stock,
        *([skip] if stock_called(wish.stock).kind == "sheet" else []),
        ft.Row(
            [printer, Calibrating(desk, wish.printer, lambda each: want(printer=each), key="calibrating")]
        ),
    ]


def _toggling(toggle: Callable[[str], None], field: str) -> Callable[[], None]:
    return lambda: toggle(field)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


@component
def Calibrating(desk: Desk, printer: str, chosen: Callable[[str], None]) -> ft.Control:  # noqa: N802
    """The button that opens the printer's own dialog."""
    is_open, set_open = use_flag()

    def close() -> None:
        set_open(False)

    def measured(made: str) -> None:
        close()
        chosen(made)

    ft.use_dialog(printer_dialog(desk, printer, measured, close) if is_open else None)
    return text_button(desk.t("Measure a printer"), lambda: set_open(True), key="calibrate")


@component
def Making(desk: Desk, wish: LabelWish) -> ft.Control:  # noqa: N802
    """The files, and after printing the word for the cards."""
    t = desk.t
    busy, set_busy = use_flag()
    count = wish.blank or len(labelled(desk.store.db, wish.choice))
    is_sheet = stock_called(wish.stock).kind == "sheet"

    def make(sort: Any) -> Callable[[], None]:
        async def work() -> None:
            set_busy(True)
            try:
                content = await label_calls.label_file(transport_of(desk.store, desk.device), wish, sort)
            except Exception as error:
                desk.say(trouble_words(error, desk))
            else:
                desk.device.shell.save_file(f"labels.{sort[:3]}", content)
                desk.say(t("The labels were saved to a file."))
            finally:
                set_busy(False)

        return lambda: desk.run(work)

    def note() -> None:
        noted = label_calls.note_printed(desk.store, desk.author, wish.choice)
        desk.changed()
        desk.say(t.count("{n} card notes its label now.", "{n} cards note their labels now.", noted))

    words = t.count("Make {n} label", "Make {n} labels", count)
    sorts = (
        [("pdf", words)]
        if is_sheet
        else [("zip203", "PNG 203 dpi"), ("zip300", "PNG 300 dpi"), ("pdf", "PDF")]
    )
    asleep = busy or not count
    made: list[ft.Control] = [
        (main_button if number == 0 else second_button)(
            said, None if asleep else make(sort), key=f"make-{sort}"
        )
        for number, (sort, said) in enumerate(sorts)
    ]
    if not is_sheet:
        made.insert(0, small(words))
    if wish.choice.kind == "assets" and not wish.blank and count:
        made.append(text_button(t("They are stuck on: note it on the cards"), note, key="note-printed"))
    told = [small(t("Asking the server…"))] if busy else []
    return ft.Column([*told, *made], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@component
def Page(desk: Desk, wish: LabelWish) -> ft.Control:  # noqa: N802
    """The first page in its true size on a screen of 96 dots an inch; or one sentence why there is none."""
    t = desk.t
    about = [repr(wish), desk.changes.count]
    asked = use_answer(desk, lambda: label_calls.preview(transport_of(desk.store, desk.device), wish), about)
    parts: list[ft.Control] = list(asked_notice(asked, desk, key="preview"))
    if asked.value is not None and asked.value.problem:
        parts.append(notice(ATTENTION, asked.value.problem, key="preview-problem"))
    elif asked.value is not None:
        picture = ft.Image(
            asked.value.picture, semantics_label=t("Preview of the first page"), key="preview-picture"
        )
        paper = ft.Container(
            picture, bgcolor=ft.Colors.WHITE, border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT)
        )
        parts += [small(asked.value.told), ft.Row([paper], scroll=ft.ScrollMode.AUTO)]
    return ft.Column(parts, expand=True, spacing=12, scroll=ft.ScrollMode.AUTO, key="label-preview")
