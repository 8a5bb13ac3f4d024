"""Change a checklist: every step is seen on the phone beside it; saved as the next version or refused in a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.checklist_editing import (
    ChangedMeanwhile,
    form_bytes,
    retire_checklist,
    save_checklist,
)
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.editing import added
from inspect_app.checklists.item import Checklist
from inspect_app.checklists.problems import ChecklistProblem, ChecklistRefused
from inspect_app.checklists.validity import checklist_problems
from inspect_app.components import component, use_flag, use_maybe, use_ref, use_state
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.field import Field
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, FAILED, mark, notice
from inspect_app.parts.split import pane
from inspect_app.parts.type import heading, section
from inspect_app.routes import route_to
from inspect_app.screens.wide.checklist_draft import Held, use_held
from inspect_app.screens.wide.item_rows import item_rows
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.phone_preview import PREVIEW_PIXELS, PhonePreview
from inspect_app.state import Desk
from inspect_app.texts import Words


@component
def ChecklistEditor(desk: Desk, start: Checklist) -> ft.Control:  # noqa: N802
    """`start` is the version that is saved now."""
    t = desk.t
    held = use_held(start)
    draft = held.draft
    opened, open_item = use_maybe()
    trouble, set_trouble = use_state("")
    ending, set_ending = use_flag()
    sound = use_ref(start)
    problems = checklist_problems(draft)
    if not problems:
        sound.current = draft

    def begin(checklist: Checklist) -> None:
        set_trouble("")
        held.begin(checklist)

    def retire() -> None:
        set_ending(False)
        retire_checklist(desk.store, desk.author, start.id)
        desk.changed()
        desk.go(route_to("checklists"))

    ft.use_dialog(_question(retire, lambda: set_ending(False), t) if ending else None)
    use_silence(keyboard_of(desk), on=ending)
    told = _told(trouble, problems, draft, t)
    if held.is_changed and start.version != held.base.version:
        told = [_newer(start, lambda: begin(start), t)]
    save = (lambda: set_trouble(_save(desk, draft, begin))) if held.is_changed else None
    undo = (lambda: begin(held.base)) if held.is_changed else None
    end = (lambda: set_ending(True)) if start.id else None
    buttons = _buttons(held.base.version + 1, save, undo, end, t)
    parts = _parts(desk, start, held, opened, open_item)
    middle = pane(parts, bottom=[*told, buttons], key=f"checklist-editor-{held.turn}")
    return _beside(middle, PhonePreview(desk, sound.current, key="preview"))


def _parts(desk: Desk, start: Checklist, held: Held, opened: str | None, open_item: Any) -> list[ft.Control]:
    t, draft = desk.t, held.draft

    def add() -> None:
        longer, item = added(draft, opened)
        held.change(longer)
        open_item(item.key)

    return [
        _title(desk, start),
        *_head(desk, draft, held.change),
        section(t.count("{n} item", "{n} items", len(draft.items))),
        *item_rows(desk, draft, held.change, opened, open_item),
        text_button(t("Add an item"), add, key="add-item", icon=ft.Icons.ADD),
    ]


def _title(desk: Desk, start: Checklist) -> ft.Control:
    """The name, and the saved version as a spreadsheet."""
    t = desk.t

    def export() -> None:
        desk.device.shell.save_file(f"{start.name}.xlsx", form_bytes(start))
        desk.say(t("The form was saved to a file."))

    name = ft.Container(heading(start.name or t("New checklist")), expand=True)
    button = text_button(t("Export as XLSForm"), export, key="export-form", icon=ft.Icons.DOWNLOAD)
    return ft.Row([name, *([button] if start.id else [])])


def _save(desk: Desk, draft: Checklist, begin: Callable[[Checklist], None]) -> str:
    """Write it and show what was written; else one sentence why not, and nothing is written."""
    t = desk.t
    try:
        saved = save_checklist(desk.store, desk.author, draft)
    except ChecklistRefused as refused:
        return problem_line(refused.problems[0], draft, t)
    except ChangedMeanwhile:
        return t("Somebody else saved a newer version meanwhile. Open it again; nothing was written.")
    except Exception as error:
        return plain_words(error, t)
    begin(saved)
    desk.changed()
    desk.say(t("Saved as version {n}. Phones get it with their next sync.", n=saved.version))
    desk.go(route_to("checklist", checklist=saved.id))
    return ""


def _beside(middle: ft.Control, preview: ft.Control) -> ft.Control:
    return ft.Row(
        [
            ft.Container(middle, expand=True),
            ft.VerticalDivider(width=1),
            ft.Container(preview, width=PREVIEW_PIXELS),
        ],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _told(
    trouble: str, problems: tuple[ChecklistProblem, ...], draft: Checklist, t: Words
) -> list[ft.Control]:
    """Why it was not saved; until then, what would stand in the way."""
    if trouble:
        return [notice(FAILED, trouble, key="checklist-trouble")]
    if not problems:
        return []
    more = t("and {n} more", n=len(problems) - 1) if len(problems) > 1 else ""
    return [mark(ATTENTION, f"{problem_line(problems[0], draft, t)} {more}".strip())]


def _newer(theirs: Checklist, take: Callable[[], None], t: Words) -> ft.Control:
    words = t(
        "Somebody else saved version {n} meanwhile; this draft was made from an older one.", n=theirs.version
    )
    button = text_button(t("Put my changes aside and open it"), take, key="take-theirs")
    return notice(ATTENTION, words, key="newer-version", action=ft.Row([button]))


def _question(retire: Any, away: Any, t: Words) -> ft.AlertDialog:
    sentence = t("Nobody is asked to fill it any more. Checks that were made with it stay readable.")
    return ask(t, t("End this checklist?"), sentence, yes=t("End the checklist"), on_yes=retire, on_no=away)


def _buttons(version: int, save: Any, undo: Any, end: Any, t: Words) -> ft.Control:
    words = t("Save as version {n}", n=version)
    ending = [second_button(t("End the checklist"), end, key="retire-checklist")] if end else []
    return ft.Row(
        [
            main_button(words, save, key="save-checklist"),
            text_button(t("Undo all changes"), undo, key="undo"),
            ft.Container(expand=True),
            *ending,
        ]
    )


def problem_line(problem: ChecklistProblem, checklist: Checklist, t: Words) -> str:
    """The problem with the item as the person reads it, not by its key."""
    item = checklist.item(problem.item)
    number = next((n for n, each in enumerate(checklist.items, 1) if each is item), 0)
    told = replace(problem, item="").line(t)
    if item is None:
        return told
    return t("Item {n} “{label}”: {told}", n=number, label=item.label, told=told)


def _head(desk: Desk, draft: Checklist, change: Any) -> list[ft.Control]:
    t, keyboard = desk.t, keyboard_of(desk)
    return [
        Field(
            keyboard,
            t("Name"),
            lambda said: change(lambda latest: replace(latest, name=said)),
            initial=draft.name,
            name="checklist-name",
            key="name-field",
        ),
        Field(
            keyboard,
            t("For rooms used as (separate with commas)"),
            lambda said: change(lambda latest: replace(latest, uses=uses_of(said))),
            initial="、".join(draft.uses),
            name="checklist-uses",
            key="uses-field",
        ),
        ft.Switch(
            label=t("Burn time, place and person into its photos"),
            key="captioned",
            value=draft.captioned,
            label_text_style=theme.style(theme.SMALL),
            on_change=lambda event: change(lambda last: replace(last, captioned=bool(event.control.value))),
        ),
    ]


def uses_of(said: str) -> tuple[str, ...]:
    """Uses as typed: separated by any comma, each once."""
    for mark_of_list in (",", "，", ";", "；"):
        said = said.replace(mark_of_list, "、")
    return tuple(dict.fromkeys(use.strip() for use in said.split("、") if use.strip()))
