"""Kinds of visitor in 门岗设置: the list, and one kind with its questions in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_maybe, use_state
from inspect_app.parts.buttons import icon_button, second_button, text_button, yes_button
from inspect_app.parts.card import line
from inspect_app.parts.field import Field
from inspect_app.parts.keys import use_silence
from inspect_app.parts.type import heading, section, small
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk

DIALOG_PIXELS, MINUTES_PIXELS = 560, 160
NEW = -1
Sort = Mapping[str, Any]


@component
def SortList(desk: Desk, sorts: Sequence[Sort], change: Callable[..., None]) -> ft.Control:  # noqa: N802
    """Each opens; the order is the guard's. What is edited is kept with the rest of the form."""
    t = desk.t
    edited, edit = use_maybe()

    def put(made: Sort | None) -> None:
        every = list(sorts)
        if edited == NEW and made is not None:
            every.append(made)
        elif made is None:
            del every[edited]
        else:
            every[edited] = made
        change(sorts=every)
        edit(None)

    dialog = None
    if edited is not None:
        sort = _new_sort(sorts) if edited == NEW else sorts[edited]
        can_drop = edited != NEW and len(sorts) > 1
        form = SortForm(desk, sort, put, lambda: edit(None), can_drop, key=f"sort-form-{sort['id']}")
        dialog = ft.AlertDialog(
            content=ft.Container(form, width=DIALOG_PIXELS),
            shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
            scrollable=True,
            on_dismiss=lambda: edit(None),
        )
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)

    def lined(number: int) -> ft.Control:
        return _line(desk, sorts[number], lambda: edit(number), lambda: change(sorts=_up(sorts, number)))

    lines = [lined(number) for number in range(len(sorts))]
    add = second_button(t("Add a kind of visitor"), lambda: edit(NEW), key="sort-new", icon=ft.Icons.ADD)
    return ft.Column([*lines, ft.Row([add])], spacing=0, tight=True)


def _up(sorts: Sequence[Sort], number: int) -> list[Sort]:
    """One place nearer to the guard's thumb; the first goes to the end."""
    every = list(sorts)
    moved = every.pop(number)
    every.insert(number - 1 if number else len(every), moved)
    return every


def _line(desk: Desk, sort: Sort, open_it: Callable[[], Any], up: Callable[[], Any]) -> ft.Control:
    t = desk.t
    questions = len(sort.get("questions", ()))
    parts = [
        t("overdue after {n} minutes", n=sort["overdue_minutes"]),
        t.count("{n} question", "{n} questions", questions) if questions else "",
        t("in first, papers later") if sort.get("papers") == "later" else "",
    ]
    move = icon_button(
        ft.Icons.ARROW_UPWARD, t("Move {name} up", name=sort["name"]), up, key=f"up-{sort['id']}"
    )
    below = " · ".join(part for part in parts if part)
    return line(sort["name"], key=f"sort-{sort['id']}", below=below, on_click=open_it, tool=move)


def _free_id(taken: set[str], stem: str) -> str:
    return next(f"{stem}{number}" for number in range(1, len(taken) + 2) if f"{stem}{number}" not in taken)


def _new_sort(sorts: Sequence[Sort]) -> Sort:
    taken = {sort["id"] for sort in sorts}
    return {"id": _free_id(taken, "own"), "name": "", "overdue_minutes": 120, "questions": []}


@component
def SortForm(  # noqa: N802
    desk: Desk,
    sort: Sort,
    put: Callable[[Sort | None], None],
    close: Callable[[], Any],
    can_drop: bool,
) -> ft.Control:
    """Name, minutes, papers now or later, and its questions. Checked with the whole form."""
    t = desk.t
    held, hold = use_state(dict(sort))
    latest = dict(held)

    def change(**parts: Any) -> None:
        latest.update(parts)
        hold(dict(latest))

    fields: list[ft.Control] = [
        Field(keyboard_of(desk), t("Name of this kind"), lambda said: change(name=said), initial=sort["name"],
              name="sort-name", key="sort-name"),
        Field(keyboard_of(desk), t("Overdue after minutes"), lambda said: change(overdue_minutes=said),
              initial=str(sort["overdue_minutes"]), name="sort-minutes", width=MINUTES_PIXELS, key="sort-minutes"),
    ]  # fmt: skip
    later = ft.Switch(
        label=t("In first, papers later (emergency services)"),
        value=held.get("papers") == "later",
        key="sort-later",
        on_change=lambda event: change(papers="later" if event.control.value else "now"),
    )
    drop = [text_button(t("Drop this kind"), lambda: put(None), key="sort-drop")] if can_drop else []
    buttons = [
        *drop,
        ft.Container(expand=True),
        text_button(t("Cancel"), close, key="sort-no"),
        yes_button(t("Take this over"), lambda: put(latest), key="sort-yes"),
    ]
    return ft.Column(
        [
            heading(t("Kind of visitor")),
            *fields,
            later,
            section(t("Its questions")),
            Questions(
                desk, held.get("questions", []), lambda asked: change(questions=asked), key="questions"
            ),
            ft.Row(list[ft.Control](buttons)),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@component
def Questions(  # noqa: N802
    desk: Desk, questions: Sequence[Mapping[str, Any]], change: Callable[[list[dict[str, Any]]], None]
) -> ft.Control:
    """An empty question is none."""
    t = desk.t
    every = [dict(each) for each in questions]

    def put(number: int, **parts: Any) -> None:
        every[number].update(parts)
        change(every)

    def add() -> None:
        taken = {str(each["id"]) for each in every}
        change([*every, {"id": _free_id(taken, "q"), "ask": "", "needed": False}])

    def asked(number: int) -> ft.Control:
        rest = every[:number] + every[number + 1 :]
        return _question(desk, every[number], number, put, lambda: change(rest))

    rows = [asked(number) for number in range(len(every))]
    if not rows:
        rows.append(small(t("No questions of its own.")))
    more = text_button(t("Add a question"), add, key="question-new", icon=ft.Icons.ADD)
    return ft.Column([*rows, ft.Row([more])], spacing=theme.GRID, tight=True)


def _question(
    desk: Desk, each: Mapping[str, Any], number: int, put: Callable[..., None], drop: Callable[[], Any]
) -> ft.Control:
    t = desk.t
    asked = Field(
        keyboard_of(desk),
        t("Question"),
        lambda said: put(number, ask=said),
        initial=each["ask"],
        name=f"ask-{each['id']}",
        key=f"ask-{each['id']}",
    )
    needed = ft.Checkbox(
        label=t("must be answered"),
        value=bool(each.get("needed")),
        key=f"needed-{each['id']}",
        on_change=lambda event: put(number, needed=bool(event.control.value)),
    )
    return ft.Row(
        [
            ft.Container(asked, expand=True),
            needed,
            icon_button(
                ft.Icons.DELETE_OUTLINE, t("Take this question away"), drop, key=f"drop-{each['id']}"
            ),
        ],
        spacing=theme.GRID,
    )
