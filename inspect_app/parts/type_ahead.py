"""Choose one of very many by typing a part of it: a few lines stand below, the whole list never."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import icon_button, text_button
from inspect_app.parts.card import line
from inspect_app.parts.entry import Entry
from inspect_app.parts.type import small, text
from inspect_app.texts import Words

FOUND = 5
"""Lines offered at once: more are not read but typed further."""


class Offered(NamedTuple):
    """`value` is what is chosen, `words` and `below` are read."""

    value: str
    words: str
    below: str = ""


@component
def TypeAhead(  # noqa: N802
    t: Words,
    label: str,
    find: Callable[[str], Sequence[Offered]],
    take: Callable[[str], None],
    *,
    name: str,
    held: str = "",
    without: Offered | None = None,
) -> ft.Control:
    """`held` are the words of what is chosen; taken away, `take` gets an empty value. `find` gives FOUND or fewer.

    `without` is offered beside the field: those that have none.
    """
    typed, say = use_state("")

    def chosen(value: str) -> None:
        say("")
        take(value)

    if held:
        return _held(t, label, held, lambda: chosen(""), name)
    found = find(typed.strip()) if typed.strip() else ()
    submit = (lambda: chosen(found[0].value)) if found else None
    field: ft.Control = Entry(label, say, name=name, key=f"{name}-entry", on_submit=submit)
    row = [ft.Container(field, expand=True)]
    if without is not None:
        none = without.value
        row.append(ft.Container(text_button(without.words, lambda: chosen(none), key=f"{name}-without")))
    return ft.Column(
        [ft.Row(list[ft.Control](row), spacing=theme.GRID), *_lines(t, found, chosen, name, typed)],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _held(t: Words, label: str, held: str, drop: Callable[[], None], name: str) -> ft.Control:
    said = ft.Column([small(label), text(held)], spacing=0, tight=True, expand=True)
    away = icon_button(ft.Icons.CLOSE, t("Take this filter away"), drop, key=f"{name}-away")
    return ft.Row([said, away], spacing=theme.GRID)


def _lines(
    t: Words, found: Sequence[Offered], chosen: Callable[[str], None], name: str, typed: str
) -> list[ft.Control]:
    if typed.strip() and not found:
        words = t("Nothing contains “{text}”. Try fewer letters.", text=typed.strip())
        return [ft.Container(small(words), padding=ft.Padding.symmetric(vertical=8))]
    return [
        line(
            each.words,
            key=f"{name}-{each.value}",
            below=each.below,
            on_click=_taking(chosen, each.value),
        )
        for each in found
    ]


def _taking(chosen: Callable[[str], None], value: str) -> Callable[[], None]:
    return lambda: chosen(value)
