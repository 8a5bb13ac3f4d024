"""What was understood of an XLSForm, as tables: its items with what changes, and every refused line."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.components import component, use_state
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, mark
from inspect_app.parts.names import LEVELS
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import small
from inspect_app.screens.wide.item_editor import KIND_NAMES, PHOTO_NAMES
from inspect_app.state import Desk
from inspect_app.texts import Words

CHANGES = {"new": (PASSED, "New"), "changed": (ATTENTION, "Changed"), "same": (QUIET, "As it is now")}
LABELS = {"refused": "Refused", "items": "Items understood", "gone": "No longer asked"}


@component
def FormReport(desk: Desk, report: dict[str, Any]) -> ft.Control:  # noqa: N802
    """Opens at the refused lines where there are any."""
    t = desk.t
    shown, show = use_state("refused" if report["refused"] else "items")
    choices = [(name, f"{t(words)} {len(report[name])}") for name, words in LABELS.items()]
    return ft.Column(
        [
            ft.Container(
                ft.Column([_told(report, t), chips("form", choices, shown, show)], spacing=8, tight=True),
                padding=ft.Padding.symmetric(horizontal=24, vertical=8),
            ),
            _table(report, shown, t),
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _told(report: dict[str, Any], t: Words) -> ft.Control:
    new = t("a new checklist") if report["is_new"] else t("would be version {n}", n=report["version"])
    uses = t("for {uses}", uses="、".join(report["uses"])) if report["uses"] else ""
    return small(" · ".join(part for part in (report["name"], new, uses) if part))


def _table(report: dict[str, Any], shown: str, t: Words) -> ft.Control:
    rows = report[shown]
    if not rows:
        return ft.Container(empty(ft.Icons.CHECK, t("Nothing of that kind."), key="none"), expand=True)
    draw = {"refused": _refused, "items": _items, "gone": _gone}[shown]
    columns, lines = draw(rows, t)
    return table(columns, lines, key=f"form-{shown}")


def _row_words(row: dict[str, Any], t: Words) -> str:
    return t("line {n}", n=row["row"]) if row["row"] else t("whole form")


def _refused(rows: list[Any], t: Words) -> tuple[list[Column], list[ft.Control]]:
    columns = [Column(t("Line"), 88), Column(t("Item"), flex=2), Column(t("Why it was refused"), flex=4)]
    return columns, [
        table_row(
            columns,
            [_row_words(row, t), row["item"], ft.Row([mark(FAILED, ""), small(row["reason"], expand=True)])],
            key=f"form-refused-{number}",
        )
        for number, row in enumerate(rows)
    ]


def _items(rows: list[Any], t: Words) -> tuple[list[Column], list[ft.Control]]:
    columns = [
        Column(t("Line"), 72),
        Column(t("Item"), flex=4),
        Column(t("Kind of answer"), 96),
        Column(t("Possible answers"), flex=3),
        Column(t("Photo"), 112),
        Column(t("Level"), 64),
        Column(t("What changes"), 88),
    ]
    return columns, [
        table_row(columns, _item(row, t), key=f"form-item-{row['key']}", height=56) for row in rows
    ]


def _item(row: dict[str, Any], t: Words) -> list[Any]:
    meaning, words = CHANGES[row["change"]]
    return [
        _row_words(row, t),
        two_lines(row["label"], row["section"]),
        t(KIND_NAMES[row["kind"]]),
        row["answers"],
        t(PHOTO_NAMES[row["photo"]]),
        t(LEVELS[row["level"]]),
        mark(meaning, t(words)),
    ]


def _gone(rows: list[Any], t: Words) -> tuple[list[Column], list[ft.Control]]:
    columns = [Column(t("Item"))]
    return columns, [table_row(columns, [row], key=f"form-gone-{number}") for number, row in enumerate(rows)]
