"""Say which column of a paper holds what, and which row is the header where none was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from inspect_app.components import component, use_state
from inspect_app.parts.buttons import main_button
from inspect_app.parts.field import pick
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, mark
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import small
from inspect_app.state import Desk
from inspect_app.texts import Words

UNUSED = "-"
FEWEST_COLUMNS = 2
HOW = {
    "name": "by its name",
    "likeness": "by likeness, please check",
    "mapped": "as you said",
    "unused": "not used",
}
_MEANINGS = {"name": PASSED, "mapped": PASSED, "likeness": ATTENTION}


@component
def ColumnMapping(  # noqa: N802
    desk: Desk,
    fields: Sequence[dict[str, str]],
    columns: Sequence[dict[str, Any]],
    headers: Sequence[dict[str, Any]],
    on_map: Callable[[dict[str, str]], Any],
) -> ft.Control:
    """`columns` are those that were understood; without any, one of `headers` gives their titles.

    `on_map` gets column title to field, '-' for a column that is not to be used.
    """
    t = desk.t
    said, say = use_state({})
    head, choose_head = use_state(_likeliest(headers))
    shown = list(columns) or _bare_columns(headers, head)

    def put(title: str) -> Callable[[str], None]:
        return lambda field: say(with_column(said, title, field))

    def to_head(number: str) -> None:
        choose_head(int(number))
        say({})

    named = sum(field != UNUSED for field in said.values())
    is_enough = bool(said) if columns else named >= FEWEST_COLUMNS
    act = (lambda: on_map(said)) if is_enough else None
    return ft.Column(
        [
            _above(headers if not columns else (), head, to_head, t),
            _table(shown, fields, said, put, t),
            ft.Container(
                main_button(t("Read it again with these columns"), act, key="map-again"),
                padding=ft.Padding.symmetric(horizontal=24, vertical=8),
                alignment=ft.Alignment.CENTER_LEFT,
            ),
        ],
        key="column-mapping",
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def with_column(said: Mapping[str, str], title: str, field: str) -> dict[str, str]:
    """A field is in one column: said of a second one, it leaves the first."""
    others = {name: held for name, held in said.items() if held != field or field == UNUSED}
    return {**others, title: field}


def _likeliest(headers: Sequence[dict[str, Any]]) -> int:
    """The row with most titles, the first of several."""
    return max(range(len(headers)), key=lambda n: (len(headers[n]["titles"]), -n), default=0)


def _bare_columns(headers: Sequence[dict[str, Any]], head: int) -> list[dict[str, Any]]:
    if not headers:
        return []
    chosen = headers[head]
    samples = chosen.get("samples") or [()] * len(chosen["titles"])
    first = dict(reversed(list(zip(chosen["titles"], samples, strict=True))))
    return [
        {"sheet": chosen["sheet"], "title": title, "field": None, "how": "unused", "samples": first[title]}
        for title in dict.fromkeys(chosen["titles"])
    ]


def _above(
    headers: Sequence[dict[str, Any]], head: int, to_head: Callable[[str], None], t: Words
) -> ft.Control:
    told = t("Say what a column holds where it was not understood or understood wrongly.")
    parts: list[ft.Control] = []
    if headers:
        told = t("Choose the row with the names of the columns, then say what at least two of them hold.")
        choices = [(str(number), _head_words(each, t)) for number, each in enumerate(headers)]
        parts = [pick(t("Row with the names"), choices, str(head), to_head, key="header-row", width=440)]
    return ft.Container(
        ft.Column([small(told), *parts], spacing=12, tight=True),
        padding=ft.Padding.symmetric(horizontal=24, vertical=8),
    )


def _head_words(header: dict[str, Any], t: Words) -> str:
    titles = "、".join(header["titles"])
    return t("{sheet}, line {n}: {titles}", sheet=header["sheet"], n=header["line"], titles=titles[:40])


def _table(
    columns: Sequence[dict[str, Any]],
    fields: Sequence[dict[str, str]],
    said: Mapping[str, str],
    put: Callable[[str], Callable[[str], None]],
    t: Words,
) -> ft.Control:
    several = len({column["sheet"] for column in columns}) > 1
    titled = [
        *([Column(t("Sheet"), 96)] if several else []),
        Column(t("Column in the file"), flex=1),
        Column(t("Taken as"), 176),
        Column(t("How"), 128),
    ]
    choices = [(UNUSED, t("not used")), *((each["field"], t(each["name"])) for each in fields)]
    lines = [
        table_row(
            titled, _cells(column, choices, said, put, t, several=several), key=f"map-row-{number}", height=64
        )
        for number, column in enumerate(columns)
    ]
    return table(titled, lines, key="table-columns")


def _cells(
    column: dict[str, Any],
    choices: Sequence[tuple[str, str]],
    said: Mapping[str, str],
    put: Callable[[str], Callable[[str], None]],
    t: Words,
    *,
    several: bool,
) -> list[Any]:
    title = column["title"]
    how = "mapped" if title in said else column["how"]
    chosen = said.get(title) or column["field"] or UNUSED
    return [
        *([column["sheet"]] if several else []),
        two_lines(title, "、".join(column.get("samples", ()))),
        pick("", choices, chosen, put(title), key=f"map-{title}", width=168),
        mark(_MEANINGS.get(how, QUIET), t(HOW[how])),
    ]
