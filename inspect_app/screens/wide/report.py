"""What an import understood and would do, as tables: columns, new, changed, refused, remarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.components import component, use_state
from inspect_app.parts.buttons import text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, mark
from inspect_app.parts.names import KINDS
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import small
from inspect_app.screens.wide.class_rooms import ClassRoomTable
from inspect_app.screens.wide.column_mapping import HOW, ColumnMapping
from inspect_app.state import Desk
from inspect_app.texts import Words

PAGE_ROWS = 50
ROOM_WANTED = frozenset({"several", "unknown"})
CHOICE_FIELDS = frozenset({"state", "role"})
NOTHING = "空"
"""What the report says for a field that holds nothing."""
VIEWS = {
    "classes": "Rooms of the classes",
    "updates": "Changed",
    "creates": "New",
    "refused": "Refused",
    "noticed": "Remarks",
    "columns": "Columns understood",
}


@component
def ReportTable(  # noqa: N802
    desk: Desk, report: dict[str, Any], fields: list[dict[str, str]], on_map: Callable[[dict[str, str]], Any]
) -> ft.Control:
    """Opens at what deserves a look first: refused lines, changes, then what is new.

    `fields` are what a column may hold, `on_map` hears what a person says of the columns and of classes' rooms.
    """
    t = desk.t
    counts = {name: len(_rows_of(report, name)) for name in VIEWS}
    first = next((name for name in ("refused", "updates", "creates") if counts[name]), "columns")
    if fields and any(each["how"] in ROOM_WANTED for each in _rows_of(report, "classes")):
        first = "classes"
    shown, show = use_state(first)
    rows, set_rows = use_state(PAGE_ROWS)

    def pick(name: str) -> None:
        set_rows(PAGE_ROWS)
        show(name)

    views = {name: words for name, words in VIEWS.items() if name != "classes" or (fields and counts[name])}
    choices = [(name, f"{t(words)} {counts[name]}") for name, words in views.items()]
    found = _rows_of(report, shown)
    more = [text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-report")]
    nothing = ft.Container(empty(ft.Icons.CHECK, t("Nothing of that kind."), key="none"), expand=True)
    after = more if len(found) > rows else []
    if shown == "columns" and fields:
        body: ft.Control = ColumnMapping(desk, fields, found, (), on_map, key="report-columns")
    elif shown == "classes" and found:
        body = ClassRoomTable(desk, found, on_map, key="report-classes")
    elif found:
        columns, lines = _DRAWN[shown](found[:rows], t)
        body = table(columns, lines, key=f"table-{shown}", after=after)
    else:
        body = nothing
    return ft.Column(
        [
            ft.Container(
                ft.Column([_sums(report, t), chips("report", choices, shown, pick)], spacing=12, tight=True),
                padding=ft.Padding.symmetric(horizontal=24, vertical=12),
            ),
            body,
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _sums(report: dict[str, Any], t: Words) -> ft.Control:
    parts: list[ft.Control] = [small(t.count("{n} line of data", "{n} lines of data", report["data_lines"]))]
    for kind, count in report["counts"].items():
        told = t(
            "{kind}: {new} new, {changed} changed, {same} as they are",
            kind=t(KINDS.get(kind, kind)) if kind != "campus" else t("Campuses"),
            new=count["new"],
            changed=count["changed"],
            same=count["same"],
        )
        parts.append(mark(PASSED, told))
    if report["refused"]:
        words = t.count("{n} line refused", "{n} lines refused", len(report["refused"]))
        parts.append(mark(FAILED, words))
    return ft.Row(parts, spacing=16, wrap=True)


def _rows_of(report: dict[str, Any], name: str) -> list[Any]:
    if name == "columns":
        return [
            {**column, "sheet": sheet["sheet"]} for sheet in report["sheets"] for column in sheet["columns"]
        ]
    if name == "updates":
        return [{**row, **change} for row in report["updates"] for change in row["changes"]]
    return list(report.get(name, ()))


Drawn = tuple[list[Column], list[ft.Control]]


def _line_of(row: dict[str, Any], t: Words) -> str:
    return t("line {n}", n=row["line"]) if row.get("line") else t("whole sheet")


def _said(field: dict[str, Any], part: str, t: Words) -> str:
    """A value; one of a few words is said in the person's language, what stood in the paper as it stood."""
    value = str(field[part])
    return t(value) if field.get("code") in CHOICE_FIELDS or value == NOTHING else value


def _creates(rows: list[Any], t: Words) -> Drawn:
    columns = [Column(t("Line"), 88), Column(t("New"), flex=2), Column(t("With"), flex=4)]
    return columns, [
        table_row(
            columns,
            [
                _line_of(row, t),
                row["title"],
                " · ".join(f"{t(field['field'])} {_said(field, 'new', t)}" for field in row["fields"]),
            ],
            key=f"create-{number}",
        )
        for number, row in enumerate(rows)
    ]


def _updates(rows: list[Any], t: Words) -> Drawn:
    columns = [
        Column(t("Line"), 88),
        Column(t("Changed"), flex=3),
        Column(t("Field"), 112),
        Column(t("As it is"), flex=2),
        Column(t("As in the file"), flex=2),
    ]
    return columns, [
        table_row(
            columns,
            [
                _line_of(row, t),
                row["title"],
                t(row["field"]),
                _said(row, "old", t),
                mark(ATTENTION, _said(row, "new", t)),
            ],
            key=f"update-{number}",
        )
        for number, row in enumerate(rows)
    ]


def _refused(rows: list[Any], t: Words) -> Drawn:
    columns = [Column(t("Line"), 88), Column(t("Why it was refused"))]
    return columns, [
        table_row(
            columns,
            [_line_of(row, t), two_lines(row["reason"], str(row["text"]))],
            key=f"refused-{number}",
            height=56,
        )
        for number, row in enumerate(rows)
    ]


def _noticed(rows: list[Any], t: Words) -> Drawn:
    columns = [Column(t("Line"), 88), Column(t("Remark"))]
    return columns, [
        table_row(columns, [_line_of(row, t), row["text"]], key=f"noticed-{number}")
        for number, row in enumerate(rows)
    ]


def _columns(rows: list[Any], t: Words) -> Drawn:
    columns = [
        Column(t("Sheet"), 160),
        Column(t("Column in the file"), flex=1),
        Column(t("Taken as"), flex=1),
        Column(t("How"), flex=1),
    ]
    meanings = {"name": PASSED, "mapped": PASSED, "likeness": ATTENTION}
    return columns, [
        table_row(
            columns,
            [
                row["sheet"],
                two_lines(row["title"], "、".join(row.get("samples", ()))),
                t(row["field_name"]) if row["field_name"] else "–",
                mark(meanings.get(row["how"], QUIET), t(HOW[row["how"]])),
            ],
            key=f"column-{number}",
            height=56,
        )
        for number, row in enumerate(rows)
    ]


_DRAWN: dict[str, Callable[[list[Any], Words], Drawn]] = {
    "creates": _creates,
    "updates": _updates,
    "refused": _refused,
    "noticed": _noticed,
    "columns": _columns,
}
