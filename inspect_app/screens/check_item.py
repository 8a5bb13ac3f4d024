"""One item of a checklist. It is drawn again by its own tap, not by those of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.checklists.answers import Answer, verdict
from inspect_app.checklists.finishing import SENTENCES
from inspect_app.checklists.item import LEVELS, Item, Level
from inspect_app.components import component, use_state
from inspect_app.parts.answer_buttons import Option, answer_buttons
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import FAILED, PASSED, QUIET, Meaning, mark
from inspect_app.parts.names import LEVELS as LEVEL_NAMES
from inspect_app.parts.names import level_meaning
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import small, strong
from inspect_app.screens.check_work import CheckWork
from inspect_app.screens.guide import guide_parts
from inspect_app.texts import Words
from storage.photo_transfers import thumbnail

YES_NO_MEANING = {"normal": PASSED, "abnormal": FAILED, "na": QUIET}
FEW_CHOICES = 4
NOTE_LETTERS = 300
"""A record may be 64 KB: 40 items with notes and texts of this length fit."""


@component
def CheckItem(work: CheckWork, item: Item, version: int) -> ft.Control:  # noqa: N802
    """`version` changes when somebody else than this item changed its answer."""
    _, draw = use_state(0)
    t = work.desk.t

    def redraw() -> None:
        draw(lambda count: count + 1)

    def answer(**changes: Any) -> None:
        work.answer(replace(work.begun.answer(item.key), **changes))
        redraw()

    def write(**changes: Any) -> None:
        work.say(replace(work.begun.answer(item.key), **changes))
        redraw()

    if not item.asked:
        return _note(item)
    given = work.begun.answer(item.key)
    failed = verdict(item, given, work.begun.answers) == "failed"
    parts: list[ft.Control] = [
        _title(item, t),
        *_hint(item),
        *guide_parts(work, item),
        _input(work, item, given, answer, write),
    ]
    if item.kind == "number" and given.value is not None:
        parts.append(_verdict(failed, t))
    if failed:
        parts += _failed_parts(work, item, given, answer, write, redraw)
    elif _wants_photo(item, given):
        parts.append(_photos(work, item, redraw))
    problem = work.problems.get(item.key)
    if problem is not None:
        parts.append(mark(FAILED, t(SENTENCES[problem.reason]), icon=ft.Icons.ERROR_OUTLINE))
    return ft.Container(
        ft.Column(parts, spacing=theme.GRID, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        key=ft.ScrollKey(f"item-{item.key}"),  # type: ignore[call-arg]
        padding=ft.Padding.symmetric(vertical=12),
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )


def _note(item: Item) -> ft.Control:
    words = ft.Column([strong(item.label), *_hint(item)], spacing=0, tight=True)
    return ft.Container(words, key=f"item-{item.key}", padding=ft.Padding.symmetric(vertical=12))


def _title(item: Item, t: Any) -> ft.Control:
    if item.required:
        return strong(item.label)
    return ft.Row([ft.Container(strong(item.label), expand=True), small(t("optional"))])


def _hint(item: Item) -> list[ft.Control]:
    return [small(item.hint)] if item.hint else []


def _wants_photo(item: Item, given: Answer) -> bool:
    return item.kind == "photo" or item.photo == "always" or bool(given.photos)


def _verdict(failed: bool, t: Any) -> ft.Control:
    return mark(FAILED, t("Outside the limits")) if failed else mark(PASSED, t("Within the limits"))


def _input(
    work: CheckWork, item: Item, given: Answer, answer: Callable[..., None], write: Callable[..., None]
) -> ft.Control:
    if item.kind in ("yes_no_na", "choice"):
        return _one_of(work, item, given, answer)
    if item.kind == "multiple":
        return _several(work, item, given, answer)
    if item.kind == "number":
        return _number(work, item, given, write)
    if item.kind == "text":
        return _text(work, item, given, write)
    return ft.Container(height=0)


def _one_of(work: CheckWork, item: Item, given: Answer, answer: Callable[..., None]) -> ft.Control:
    """Tapping the chosen answer again takes it back."""
    t = work.desk.t

    def choose(value: str) -> None:
        answer(value=None if given.value == value else value)

    options = [
        Option(choice.value, t(choice.label), _meaning(item, choice.value), given.value == choice.value)
        for choice in item.options
    ]
    return answer_buttons(item.key, options, choose, in_one_row=len(options) <= FEW_CHOICES)


def _meaning(item: Item, value: str) -> Meaning:
    if item.kind == "yes_no_na":
        return YES_NO_MEANING.get(value, QUIET)
    if not item.fail_choices:
        return replace(QUIET, icon=ft.Icons.CHECK)
    return FAILED if value in item.fail_choices else PASSED


def _several(work: CheckWork, item: Item, given: Answer, answer: Callable[..., None]) -> ft.Control:
    chosen = given.value if isinstance(given.value, tuple) else ()
    nothing = work.desk.t("None of these")

    def toggle(value: str) -> None:
        kept = tuple(each for each in chosen if each != value)
        answer(value=kept if value in chosen else (*kept, value))

    def clear(_: str) -> None:
        answer(value=())

    options = [
        Option(choice.value, choice.label, _meaning(item, choice.value), choice.value in chosen)
        for choice in item.options
    ]
    none = Option("none", nothing, PASSED, given.value == ())
    return ft.Column(
        [
            answer_buttons(item.key, options, toggle, in_one_row=False),
            answer_buttons(f"{item.key}-none", [none], clear, in_one_row=False),
        ],
        spacing=theme.GRID,
        tight=True,
    )


def _number(work: CheckWork, item: Item, given: Answer, write: Callable[..., None]) -> ft.Control:
    t = work.desk.t

    def typed(said: str) -> None:
        write(value=_read_number(said, item))

    shown = "" if given.value is None else str(given.value)
    return Entry(
        t("Reading"),
        typed,
        initial=shown,
        name=f"number-{item.key}",
        numeric=True,
        suffix=item.unit or None,
        helper=_limits(item, t) or None,
        key=f"number-entry-{item.key}",
    )


def _limits(item: Item, t: Words) -> str:
    """What the reading should be."""
    low, high, unit = item.low, item.high, item.unit
    if low is not None and low == high:
        return t("should be {low:g} {unit}", low=low, unit=unit)
    if low is not None and high is not None:
        return t("should be {low:g} to {high:g} {unit}", low=low, high=high, unit=unit)
    if low is not None:
        return t("should be {low:g} {unit} or more", low=low, unit=unit)
    return t("should be {high:g} {unit} or less", high=high, unit=unit) if high is not None else ""


def _read_number(said: str, item: Item) -> float | int | str | None:
    """A number; what is none is kept as it is, so that finishing can say so."""
    plain = said.strip().translate(str.maketrans("0123456789.-,。", "0123456789.-..")).replace(",", ".")
    if not plain:
        return None
    try:
        number = float(plain)
    except ValueError:
        return said
    return int(number) if number == int(number) and "." not in plain else number


def _text(work: CheckWork, item: Item, given: Answer, write: Callable[..., None]) -> ft.Control:
    def typed(said: str) -> None:
        write(value=said or None)

    shown = given.value if isinstance(given.value, str) else ""
    return Entry(
        work.desk.t("What was seen"),
        typed,
        initial=shown,
        name=f"text-{item.key}",
        lines=2,
        longest=NOTE_LETTERS,
        key=f"text-entry-{item.key}",
    )


def _failed_parts(
    work: CheckWork,
    item: Item,
    given: Answer,
    answer: Callable[..., None],
    write: Callable[..., None],
    redraw: Callable[[], None],
) -> list[ft.Control]:
    """Note, level, photo, and whether it goes to repair: in place, in the same breath."""
    t = work.desk.t
    wanted = item.key not in work.begun.no_fault

    def noted(said: str) -> None:
        write(note=said)

    def reported(event: Any) -> None:
        work.report(item.key, wanted=bool(event.control.value))
        redraw()

    note = Entry(
        t("What is wrong"),
        noted,
        initial=given.note,
        name=f"note-{item.key}",
        lines=2,
        longest=NOTE_LETTERS,
        key=f"note-entry-{item.key}",
    )
    switch = ft.Switch(
        label=t("Report for repair"), value=wanted, key=f"report-{item.key}", on_change=reported
    )
    parts: list[ft.Control] = [note, _photos(work, item, redraw), switch]
    if wanted:
        parts.append(_level(work, item, given, answer))
    return parts


def _level(work: CheckWork, item: Item, given: Answer, answer: Callable[..., None]) -> ft.Control:
    t = work.desk.t
    level: Level = given.level or item.level

    def choose(value: str) -> None:
        answer(level=value)

    options = [Option(each, t(LEVEL_NAMES[each]), level_meaning(each), each == level) for each in LEVELS]
    return answer_buttons(f"level-{item.key}", options, choose, in_one_row=True)


def _photos(work: CheckWork, item: Item, redraw: Callable[[], None]) -> ft.Control:
    desk = work.desk
    held = work.photos_of(item)
    return photo_strip(
        item.key,
        [(photo.id, thumbnail(desk.store.db, photo.sha256)) for photo in held],
        desk.t,
        saving=work.saving.get(item.key, 0),
        on_take=lambda: work.capture(item, redraw),
        on_look=lambda photo_id: work.look(item, photo_id, redraw),
    )
